"""``filigrane backup FILE`` → one encrypted file with what git does not hold: transcripts, secret, decisions, grid."""

from __future__ import annotations

import argparse
from pathlib import Path

from pipeline.model import study_key, terminal
from pipeline.model.errors import FiligraneError
from pipeline.model.files import write_whole
from pipeline.model.study import Study
from pipeline.vault import archive

HELP = "sauvegarde l'enquête dans un fichier chiffré : transcriptions, secret, décisions, grille, réglages"
DONE = """
{file} est écrit et relu : {size} Ko, chiffrés sous la phrase de passe.
Il contient :
{inside}
Il ne contient pas : build/ (se recalcule par « filigrane run »), le cache de DVC, exports/, ni l'historique de git.
Gardez-le hors de cette machine, et la phrase ailleurs que lui : sans elle, rien ne l'ouvre.
Pour le relire : filigrane restore {name} DOSSIER
"""


def register(parser: argparse.ArgumentParser) -> None:
    """Take the file to write."""
    parser.add_argument("fichier", metavar="FICHIER", help="fichier à créer, hors du dossier de l'enquête")


def execute(arguments: argparse.Namespace) -> int:
    """Write the encrypted copy, read it again, and say what it holds."""
    study = Study()
    path = Path(arguments.fichier)
    study.params("study")
    refuse(study, path)
    words = terminal.new_passphrase()
    write_whole(path, study_key.seal(archive.pack(study), words), owner_only=True)
    # What is told is what the disk holds, not what was meant.
    inside = archive.unpack(study_key.unseal(path.read_bytes(), words, path.name), path.name)
    lines = [f"  {place} : {number} fichier(s)" for place, number in archive.counted(inside).items()]
    print(DONE.format(file=path, size=path.stat().st_size // 1024 + 1, inside="\n".join(lines), name=path.name))
    return 0


def refuse(study: Study, path: Path) -> None:
    """
    Refuse a place where a copy would replace something, or perish with the study.

    Raises:
        FiligraneError: the file exists, its folder does not, or it lies in the study.
    """
    if path.exists():
        raise FiligraneError(f"{path} existe déjà : donnez un autre nom, rien n'est jamais remplacé.")
    if not path.parent.is_dir():
        raise FiligraneError(f"Le dossier {path.parent} n'existe pas : créez-le, ou donnez un autre chemin.")
    if path.resolve().is_relative_to(study.root.resolve()):
        raise FiligraneError(f"{path} est dans l'enquête, et périrait avec elle : choisissez un autre disque.")
