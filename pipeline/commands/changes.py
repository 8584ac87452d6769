"""``filigrane changes [REV]`` → what changed since the run before, or a git revision, and why: words first."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.codebook import codebook
from pipeline.comparing import telling, wording
from pipeline.comparing.changes import Change, Tables, changes, load_before, load_now, theme_changes
from pipeline.comparing.recall import recalled
from pipeline.comparing.totals import Total, code_totals, theme_totals
from pipeline.errors import FiligraneError
from pipeline.study import Study

HELP = "dit ce qui a changé depuis le calcul précédent, ou depuis une révision de git, et pourquoi"
LISTED = 20
RECALL = "tranche les causes douteuses en recalculant (environ 20 secondes pour chaque chose qui a changé)"


@dataclass(frozen=True)
class Compared:
    """Two runs, and what changed between them."""

    before: Tables
    after: Tables
    lines: list[Change]


def register(parser: argparse.ArgumentParser) -> None:
    """Take the revision to compare with, whether to list everything, and whether to compute again."""
    parser.add_argument("revision", nargs="?", metavar="RÉVISION", help="par défaut : le calcul précédent")
    parser.add_argument("--tout", action="store_true", help=f"liste tout, et non les {LISTED} premiers changements")
    parser.add_argument("--recalcul", action="store_true", help=RECALL)


def execute(arguments: argparse.Namespace) -> int:
    """Compare the tables of today with those of before: a sentence, the causes, themes, codes, then each excerpt."""
    study = Study()
    study.params("study")
    before, after = load_before(study, arguments.revision), load_now(study)
    lines = changes(before, after)
    if arguments.recalcul:
        lines = _settled(study, arguments.revision, Compared(before, after, lines))
    since = wording.SINCE.format(arguments.revision) if arguments.revision else wording.SINCE_LAST
    for said in told(since, Compared(before, after, lines), {c.id: c.label for c in codebook(study).codes}):
        print(said)
    for said in listed(lines, len(lines) if arguments.tout else LISTED):
        print(said)
    return 0


def _settled(study: Study, revision: str | None, of: Compared) -> list[Change]:
    if not revision:
        raise FiligraneError(wording.NO_RECALL)
    if not any(c.doubtful for c in of.lines):
        return of.lines
    again = recalled(study, revision, of.before, of.after)
    return [again.settled(c) for c in of.lines]


def told(since: str, of: Compared, labels: dict[str, str]) -> Iterator[str]:
    """Tell what changed in words, then the accounts of themes and codes."""
    themes = {t.theme: t.label for side in (of.before, of.after) for t in side.themes}
    totals = code_totals(of.before, of.after, of.lines)

    def code(key: str) -> str:
        return f"{key} {labels[key]}" if key in labels else key

    yield telling.sentence(since, totals, code)
    if not of.lines:
        return
    yield ""
    yield from (wording.COUNT_OF_CAUSES.format(cause, count) for cause, count in telling.reasons(of.lines))
    doubtful = sum(c.doubtful for c in of.lines)
    yield from [wording.DOUBTFUL.format(doubtful)] if doubtful else []
    gathered = theme_totals(of.before, of.after, theme_changes(of.before, of.after, of.lines))
    shown: list[tuple[str, list[Total], telling.Named]] = [
        (wording.THEMES, gathered, lambda t: themes.get(t, t)), (wording.CODES, totals, code)]
    for title, accounts, named in shown:
        for layer, what in wording.LAYERS.items():
            rows = list(telling.table((t for t in accounts if t.layer == layer), named))
            yield from ["", f"{title}, {what}", *rows] if rows else []


def listed(lines: Iterable[Change], most: int) -> Iterator[str]:
    """List the changes, as many as asked."""
    shown = list(lines)
    if shown:
        yield from ["", wording.PASSAGES, *map(telling.line, shown[:most])]
    if len(shown) > most:
        yield wording.MORE.format(len(shown) - most)
