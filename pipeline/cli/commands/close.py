"""``filigrane close`` → at the study's end, no secret and no correspondence: nobody can go back to the names."""

from __future__ import annotations

import argparse
import os
import secrets
import shutil
from pathlib import Path

from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.model.study_key import PLACE
from pipeline.model.terminal import answer
from pipeline.pseudonymise.leak_search.made_files import files

HELP = "détruit, à la fin de l'enquête, le secret et la correspondance entre noms et pseudonymes"
CORRESPONDENCE = "build/private"
BEFORE = """
Vont être détruits, sans retour possible :
  {key}
  {correspondence}/ ({number} fichier(s) : qui se cache sous quel pseudonyme)
Ensuite, plus rien de nouveau ne pourra être pseudonymisé, et « filigrane run » refusera de partir.
"""
QUESTION = "Pour confirmer, tapez le titre de l'enquête ({title}) : "
AFTER = """
Détruits : {key} et {number} fichier(s) de {correspondence}/, remplis de hasard avant d'être effacés.
Un disque SSD ou une sauvegarde automatique peut garder d'anciennes copies : seul un disque chiffré en protège.

Ce qui reste, et que cette commande ne touche pas :
{remains}
  • les copies du secret et les sauvegardes (filigrane backup) faites ailleurs : à détruire là où elles sont
Les textes restent pseudonymisés : avec les transcriptions reçues, chacun s'y retrouve encore.
"""
REMAINS = {
    "transcripts": "les transcriptions reçues, noms compris : à détruire ou à archiver, selon votre notice",
    "build": "les textes pseudonymisés et les tables",
    "decisions": "les décisions, sans nom en clair",
    "exports": "ce qui a été exporté",
    ".dvc/cache": "les versions passées des tables pseudonymisées (dvc gc -w)",
    ".git": "l'historique de l'enquête",
}


def register(parser: argparse.ArgumentParser) -> None:
    """Take the title that confirms."""
    parser.add_argument("--titre", default="", help="le titre de l'enquête, qui confirme (sinon, il est demandé)")


def execute(arguments: argparse.Namespace) -> int:
    """Ask for the title, destroy the secret and the correspondence, and say what remains."""
    study = Study()
    title = str(study.params("study").get("title", ""))
    doomed = [study / PLACE, *files(study, (CORRESPONDENCE,))]
    if not doomed[0].exists():
        raise FiligraneError(f"{PLACE} n'existe pas, ou plus : il n'y a rien à détruire.")
    words = {"key": PLACE, "correspondence": CORRESPONDENCE, "number": len(doomed) - 1}
    print(BEFORE.format(**words))
    if (arguments.titre or answer(QUESTION.format(title=title))).strip() != title.strip():
        raise FiligraneError("Ce n'est pas le titre de l'enquête : rien n'a été détruit.")
    for path in doomed:
        destroy(path)
    shutil.rmtree(study / CORRESPONDENCE, ignore_errors=True)
    remains = "\n".join(f"  • {place}/ : {about}" for place, about in REMAINS.items() if _holds(study / place))
    print(AFTER.format(**words, remains=remains))
    return 0


def destroy(path: Path) -> None:
    """Fill a file with random bytes, on disk, before deleting it."""
    with path.open("r+b") as file:
        file.write(secrets.token_bytes(path.stat().st_size))
        file.flush()
        os.fsync(file.fileno())
    path.unlink()


def _holds(folder: Path) -> bool:
    return folder.is_dir() and any(p.is_file() and p.name != ".gitkeep" for p in folder.rglob("*"))
