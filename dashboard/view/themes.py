"""A reading → a theme as one compares it, and the groupings by proximity."""

from __future__ import annotations

from dataclasses import dataclass

from dashboard.view.corpus import Corpus
from dashboard.view.counting import People, Share, by_value, people
from dashboard.view.home import with_code
from dashboard.view.passages import Passage, Reading, typical
from pipeline.codebook import Code, Theme
from pipeline.contracts import Grouping

TYPICAL = 3


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code of a theme and the people who bear it."""

    code: Code
    people: People


@dataclass(frozen=True, slots=True)
class ThemeView:
    """A theme: its codes, the people with and without it, its typical passages, the groupings attached to it."""

    theme: Theme
    people: People
    codes: tuple[CodeRow, ...]
    without: tuple[str, ...]
    typical: tuple[Passage, ...]
    groupings: tuple[Grouping, ...]


@dataclass(frozen=True, slots=True)
class GroupingView:
    """A grouping by proximity, the passages that represent it best, and the themes a person attached it to."""

    grouping: Grouping
    passages: tuple[Passage, ...]
    themes: tuple[Theme, ...]


def theme_view(reading: Reading, theme: Theme) -> ThemeView:
    """Gather what one reads of a theme."""
    corpus, codes = reading.corpus, frozenset(theme.codes)
    found = people(corpus, reading.counted, codes)
    under = {c: corpus.codebook.branch(c) for c in theme.codes if c in corpus.codes}
    rows = [CodeRow(corpus.codes[c], people(corpus, reading.counted, branch)) for c, branch in under.items()]
    without = tuple(p for p in corpus.people if p not in found.with_it)
    chosen = typical(with_code(reading.passages, codes), TYPICAL, codes)
    attached = tuple(g for g in corpus.groupings if g.topic in theme.groupings)
    return ThemeView(theme, found, tuple(rows), without, tuple(chosen), attached)


def shares(corpus: Corpus, view: ThemeView, attribute: str) -> list[Share]:
    """Share the people of a theme out by an attribute, in the same order for every theme."""
    return by_value(corpus, view.people, attribute)


def grouping_views(reading: Reading) -> list[GroupingView]:
    """List groupings, those that hold most people first; only passages that may be shown as typical stand for them."""
    ordered = sorted(reading.corpus.groupings, key=lambda g: (-g.people, -g.size, g.topic))
    return [_grouping_view(reading, g) for g in ordered]


def _grouping_view(reading: Reading, grouping: Grouping) -> GroupingView:
    shown = [reading.by_place[e] for e in grouping.representatives if e in reading.by_place]
    themes = tuple(t for t in reading.corpus.themes if grouping.topic in t.groupings)
    return GroupingView(grouping, tuple(p for p in shown if p.typical), themes)
