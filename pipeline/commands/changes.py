"""``filigrane changes [REV]`` → which codes entered, left or moved since the run before, or a git revision."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.commands.run import PREVIOUS, environment
from pipeline.errors import FiligraneError
from pipeline.flow import TABLES
from pipeline.study import Study

HELP = "dit ce qui a changé depuis le calcul précédent, ou depuis une révision de git"


def register(parser: argparse.ArgumentParser) -> None:
    """Take the revision to compare with."""
    parser.add_argument("revision", nargs="?", metavar="RÉVISION", help="par défaut : le calcul précédent")


def execute(arguments: argparse.Namespace) -> int:
    """Compare the tables of today with those of before and print what moved."""
    study = Study()
    study.params("study")
    with before(study, arguments.revision) as tables:
        print(tables)
    return 0


@contextmanager
def before(study: Study, revision: str | None) -> Iterator[Path]:
    """
    Give the folder of the tables one compares with.

    Raises:
        FiligraneError: there is no run before, or nothing kept of that revision.
    """
    if revision is None:
        if not (study / PREVIOUS / "run.json").exists():
            raise FiligraneError("Aucun calcul précédent n'est gardé : « filigrane run » en garde un à chaque fois.")
        yield study / PREVIOUS
        return
    with tempfile.TemporaryDirectory(dir=study.root.resolve() / "build") as folder:
        yield _fetched(study, revision, Path(folder) / "tables")
