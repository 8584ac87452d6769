"""``filigrane codebook check``: the grid → what its markers do on its own sentences; fails on a counter-example."""

from __future__ import annotations

import argparse

from pipeline.cli import grid_report
from pipeline.cli import grid_words as wording
from pipeline.codebook.fired_markers import check
from pipeline.codebook.grid import codebook, themes
from pipeline.model.study import Study

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
    for line in (*grid_report.lacking(book), *grid_report.checked(tried, everything=arguments.all)):
        print(line)
    broken = any(t.broken for t in tried)
    print(wording.MEND if broken else wording.FINE)
    return int(broken)
