"""``filigrane changes [REV]`` → what changed since the run before, or a git revision, and why: words first."""

from __future__ import annotations

import argparse
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from pipeline.changes import change_report, change_words
from pipeline.changes.changes import Change, Tables, changes, load_before, load_now, theme_changes
from pipeline.changes.recall import recalled
from pipeline.changes.totals import Total, code_totals, theme_totals
from pipeline.codebook.grid import codebook
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.pseudonymise.people.titles import study_titles

HELP = "dit ce qui a changé depuis le calcul précédent, ou depuis une révision de git, et pourquoi"
LISTED = 20
RECALL = "tranche les causes douteuses en recalculant (environ 20 secondes pour chaque chose qui a changé)"


@dataclass(frozen=True)
class RunComparison:
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
    before = load_before(study, arguments.revision)
    after = load_now(study)
    lines = changes(before, after)
    if arguments.recalcul:
        lines = _settled(study, arguments.revision, RunComparison(before, after, lines))
    since = change_words.SINCE.format(arguments.revision) if arguments.revision else change_words.SINCE_LAST
    for said in told(since, RunComparison(before, after, lines), {c.id: c.label for c in codebook(study).codes}):
        print(said)
    for said in listed(lines, len(lines) if arguments.tout else LISTED, study_titles(study)):
        print(said)
    return 0


def _settled(study: Study, revision: str | None, of: RunComparison) -> list[Change]:
    if not revision:
        raise FiligraneError(change_words.NO_RECALL)
    if not any(c.doubtful for c in of.lines):
        return of.lines
    again = recalled(study, revision, of.before, of.after)
    return [again.settled(c) for c in of.lines]


def told(since: str, of: RunComparison, labels: dict[str, str]) -> Iterator[str]:
    """Tell what changed in words, then the accounts of themes and codes."""
    themes = {t.theme: t.label for side in (of.before, of.after) for t in side.themes}
    totals = code_totals(of.before, of.after, of.lines)

    def code(key: str) -> str:
        return f"{key} {labels[key]}" if key in labels else key

    yield change_report.sentence(since, totals, code)
    if not of.lines:
        return
    yield ""
    yield from (change_words.COUNT_OF_CAUSES.format(cause, count) for cause, count in change_report.reasons(of.lines))
    doubtful = sum(c.doubtful for c in of.lines)
    yield from [change_words.DOUBTFUL.format(doubtful)] if doubtful else []
    gathered = theme_totals(of.before, of.after, theme_changes(of.before, of.after, of.lines))
    shown: list[tuple[str, list[Total], change_report.Named]] = [
        (change_words.THEMES, gathered, lambda t: themes.get(t, t)), (change_words.CODES, totals, code)]
    for title, accounts, named in shown:
        for layer, what in change_words.LAYERS.items():
            rows = list(change_report.table((t for t in accounts if t.layer == layer), named))
            yield from ["", f"{title}, {what}", *rows] if rows else []


def listed(lines: Iterable[Change], most: int, called: Mapping[str, str]) -> Iterator[str]:
    """List the changes, as many as asked."""
    shown = list(lines)
    if shown:
        yield from ["", change_words.PASSAGES, *(change_report.line(c, called) for c in shown[:most])]
    if len(shown) > most:
        yield change_words.MORE.format(len(shown) - most)
