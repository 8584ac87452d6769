"""``filigrane restore FILE DIR`` → a study as it was when it was backed up."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.anchoring.decisions import FOLDERS
from pipeline.cli.commands.new import settle
from pipeline.cli.commands.upgrade import refresh
from pipeline.model import study_key, terminal
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.vault import archive

HELP = "rétablit dans un dossier vide une enquête sauvegardée par « filigrane backup »"
DONE = """
L'enquête est rétablie dans {root} :
{inside}
Ce qui n'était pas dans la sauvegarde : build/, le cache de DVC, exports/, l'historique de git.
  cd {root}
  filigrane run          recalcule tout ; les pseudonymes sont les mêmes, car le secret est le même
"""


def register(parser: argparse.ArgumentParser) -> None:
    """Take the file and the folder."""
    parser.add_argument("fichier", metavar="FICHIER", help="sauvegarde écrite par « filigrane backup »")
    parser.add_argument("dossier", metavar="DOSSIER", help="dossier à créer, ou dossier vide")


def execute(arguments: argparse.Namespace) -> int:
    """Check the whole file first, then write; refuses a folder that holds anything."""
    path = Path(arguments.fichier)
    root = Path(arguments.dossier)
    if not path.is_file():
        raise FiligraneError(f"{path} est introuvable : vérifiez le chemin de la sauvegarde.")
    if root.exists() and (not root.is_dir() or any(root.iterdir())):
        raise FiligraneError(f"{root} n'est pas vide : choisissez un autre dossier, rien n'a été touché.")
    contents = archive.unpack(study_key.unseal(path.read_bytes(), terminal.passphrase(path.name), path.name), path.name)
    archive.write(root, contents)
    complete(Study(root))
    lines = [f"  {place} : {number} fichier(s)" for place, number in archive.counted(contents).items()]
    print(DONE.format(root=root, inside="\n".join(lines)))
    return 0


def complete(study: Study) -> None:
    """Make what a study needs and a copy does not hold: empty folders, the graph and the seals of the code."""
    for folder in ("transcripts", "codebook/memos", *(f"decisions/{f}" for f in FOLDERS.values())):
        (study / folder).mkdir(parents=True, exist_ok=True)
    refresh(study)
    settle(study)
