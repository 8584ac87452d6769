"""``filigrane key`` → the secret of a study that begins, or a passphrase over the secret there is."""

from __future__ import annotations

import argparse

from pipeline.model import terminal
from pipeline.model.study import Study
from pipeline.model.study_key import PLACE, lock_key, make_key, unlock_key

HELP = "crée le secret d'une enquête qui commence, ou le met sous une phrase de passe (jamais il ne le remplace)"
CREATED = f"{PLACE} est créé. Gardez-en une copie en lieu sûr, et ne le transmettez que de la main à la main."
LOCKED = (
    f"{PLACE} est chiffré : la phrase sera demandée à chaque mise à jour, ou lue dans {terminal.VARIABLE}. Les "
    "pseudonymes restent les mêmes. Une copie faite avant reste en clair : remplacez-la (filigrane backup)."
)
UNLOCKED = f"{PLACE} n'est plus chiffré : seuls ses droits d'accès le protègent sur cette machine."


def register(parser: argparse.ArgumentParser) -> None:
    """Take whether a passphrase is set or taken away."""
    which = parser.add_mutually_exclusive_group()
    which.add_argument("--phrase", action="store_true", help="chiffre le secret sous une phrase de passe, ou en change")
    which.add_argument("--sans-phrase", action="store_true", help="déchiffre le secret")


def execute(arguments: argparse.Namespace) -> int:
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
