"""``filigrane key`` → the secret of a study that begins; an existing one is never replaced."""

from __future__ import annotations

import argparse

from pipeline.secret import PLACE, make_key
from pipeline.study import Study

HELP = "crée le secret d'une enquête qui commence (jamais il n'en remplace un)"


def register(_parser: argparse.ArgumentParser) -> None:
    """Take no argument."""


def execute(_arguments: argparse.Namespace) -> int:
    """Draw the secret of the study of the current folder."""
    study = Study()
    study.params("study")
    make_key(study)
    print(f"{PLACE} est créé. Gardez-en une copie en lieu sûr, et ne le transmettez que de la main à la main.")
    return 0
