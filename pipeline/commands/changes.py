"""``filigrane changes [REV]`` → which codes entered, left or moved since the run before, or a git revision."""

from __future__ import annotations

import argparse
from collections import Counter

from pipeline.changes import Change, changes, load_before, load_now
from pipeline.commands.wording import CAUSES, KINDS
from pipeline.study import Study

HELP = "dit ce qui a changé depuis le calcul précédent, ou depuis une révision de git"
LISTED = 20


def register(parser: argparse.ArgumentParser) -> None:
    """Take the revision to compare with, and whether to list everything."""
    parser.add_argument("revision", nargs="?", metavar="RÉVISION", help="par défaut : le calcul précédent")
    parser.add_argument("--tout", action="store_true", help=f"liste tout, et non les {LISTED} premiers changements")


def execute(arguments: argparse.Namespace) -> int:
    """Compare the tables of today with those of before: totals first, then each excerpt."""
    study = Study()
    study.params("study")
    found = changes(load_before(study, arguments.revision), load_now(study))
    listed = found if arguments.tout else found[:LISTED]
    print("\n".join([*totals(found), *map(line, listed)]) or "Rien n'a changé.")
    if len(listed) < len(found):
        print(f"… et {len(found) - len(listed)} autres : --tout les montre.")
    return 0


def totals(found: list[Change]) -> list[str]:
    """Count the changes of each kind by cause."""
    counted = Counter((c.change, c.cause) for c in found)
    return [f"{number} {KINDS[kind]}, {CAUSES[cause]}" for (kind, cause), number in sorted(counted.items())]


def line(change: Change) -> str:
    """Tell one change."""
    return f"  {change.excerpt}  {change.code}  {KINDS[change.change]}, {CAUSES[change.cause]}"
