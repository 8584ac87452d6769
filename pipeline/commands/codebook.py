"""``filigrane codebook check``: the grid → what its markers do on its own sentences; fails on a counter-example."""

from __future__ import annotations

import argparse

from pipeline.codebook import codebook, themes
from pipeline.grid import command_wording as wording
from pipeline.grid import telling
from pipeline.grid.check import check
from pipeline.study import Study

HELP = wording.CODEBOOK


def register(parser: argparse.ArgumentParser) -> None:
    """Take what to do, and how much to say."""
    actions = parser.add_subparsers(metavar="ACTION", required=True)
    one = actions.add_parser("check", help=wording.CHECK, description=wording.CHECK)
    one.add_argument("--all", action="store_true", help=wording.ALL)


def execute(arguments: argparse.Namespace) -> int:
    """Check the grid and the themes; gives 1 when a counter-example is taken."""
    study = Study()
    book = codebook(study)
    themes(study)
    tried = check(book)
    for line in (*telling.lacking(book), *telling.checked(tried, everything=arguments.all)):
        print(line)
    broken = any(t.broken for t in tried)
    print(wording.MEND if broken else wording.FINE)
    return int(broken)
