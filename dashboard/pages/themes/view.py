"""A reading → a theme as one compares it, and the groupings by proximity."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from dashboard.data.corpus import Corpus
from dashboard.data.counting import People, Share, among, asked, by_value, people, questions_of
from dashboard.data.first_screen import with_code
from dashboard.data.passages import CorpusReading, Passage, bearing, farthest, typical
from pipeline.analysis.counts.denominators import PeopleShare
from pipeline.codebook.grid import Code, Theme
from pipeline.coding.theme_decisions import MarkedPassage, ThemeStatements
from pipeline.language.folds import fold_for_search
from pipeline.model.contracts import Grouping
from pipeline.model.decision_rows import ThemeDecision, ThemeVerb

TYPICAL, FAR, FOUND = 3, 3, 6
NOTHING = ThemeStatements()


@dataclass(frozen=True, slots=True)
class CodeRow:
    """A code of a theme and the people who bear it."""

    code: Code
    people: People
    among: PeopleShare


@dataclass(frozen=True, slots=True)
class ShownPassage:
    """A passage shown for a theme; ``lines`` say who chose it and why, none when it was chosen by rule."""

    passage: Passage
    lines: tuple[ThemeDecision, ...] = ()


@dataclass(frozen=True, slots=True)
class ThemeView:
    """
    A theme: its codes, the people with and without it, the groupings attached to it, and passages to read.

    Attributes:
        counts: how many sessions and excerpts persons put in it.
        typical: those that persons chose, then those that the rule of ``passages.typical`` chooses.
        far: among its own passages, the farthest from its centre, one for each person.
        contrary: those that persons hold for contrary cases, wherever they are.
    """

    theme: Theme
    people: People
    among: PeopleShare
    counts: tuple[int, int]
    codes: tuple[CodeRow, ...]
    without: tuple[str, ...]
    groupings: tuple[Grouping, ...]
    typical: tuple[ShownPassage, ...]
    far: tuple[ShownPassage, ...]
    contrary: tuple[ShownPassage, ...]


def theme_view(reading: CorpusReading, theme: Theme, said: ThemeStatements = NOTHING) -> ThemeView:
    """Gather what one reads of a theme, with what people say of it."""
    corpus, codes = reading.corpus, frozenset(theme.codes)
    found = people(corpus, bearing(reading.counted_by_code, codes), codes)
    rows = []
    for code in dict.fromkeys(c for c in theme.codes if c in corpus.codes):
        branch = corpus.codebook.branch(code)
        bear = people(corpus, bearing(reading.counted_by_code, branch), branch)
        rows.append(CodeRow(corpus.codes[code], bear, among(corpus, bear, questions_of(corpus, code))))
    heard = frozenset(corpus.interviews)
    coded = with_code(bearing(reading.counted_by_code, codes), codes)
    own = [p.excerpt for p in coded if p.excerpt.session in heard]
    of = among(corpus, found, theme.questions)
    attached = tuple(g for g in corpus.groupings if g.topic in theme.groupings)
    contrary = _held(reading, said.of(theme.id, ThemeVerb.CONTRARY))
    shown = _typical(reading, theme, said)
    aside = {h.passage.place for h in (*contrary, *shown)}
    marked = with_code(bearing(reading.marked_by_code, codes), codes)
    own_typical = (p for p in marked if p.typical and p.place not in aside)
    return ThemeView(
        theme, found, of, (len({e.session for e in own}), len(own)), tuple(rows), tuple(sorted(of.without)), attached,
        shown, tuple(map(ShownPassage, islice(farthest(corpus, theme.id, own_typical), FAR))), contrary,
    )


def _held(reading: CorpusReading, marked: Iterable[MarkedPassage]) -> tuple[ShownPassage, ...]:
    lines: dict[str, list[ThemeDecision]] = {}
    for m in marked:
        lines.setdefault(m.excerpt, []).append(m.line)
    there = ((reading.by_place[e], found) for e, found in lines.items() if e in reading.by_place)
    return tuple(ShownPassage(p, tuple(found)) for p, found in there if p.typical)


def _typical(reading: CorpusReading, theme: Theme, said: ThemeStatements) -> tuple[ShownPassage, ...]:
    chosen = _held(reading, said.of(theme.id, ThemeVerb.TYPICAL))
    codes = frozenset(theme.codes)
    contrary = {m.excerpt for m in said.of(theme.id, ThemeVerb.CONTRARY)}
    heard = {h.passage.excerpt.speaker for h in chosen}
    coded = with_code(bearing(reading.marked_by_code, codes), codes)
    left = (p for p in coded if p.place not in contrary and p.excerpt.speaker not in heard)
    by_rule = typical(left, max(0, TYPICAL - len(chosen)), codes)
    return (*chosen, *map(ShownPassage, by_rule))


def holding(reading: CorpusReading, words: str) -> list[Passage]:
    """Find passages that hold some words and may be shown for a theme, the first few in order of the corpus."""
    wanted = fold_for_search(words).split()
    found = (p for p in reading.passages if p.place and p.typical and all(w in p.folded for w in wanted))
    return list(islice(found, FOUND)) if wanted else []


def shares(corpus: Corpus, view: ThemeView, attribute: str) -> list[Share]:
    """Share the people of a theme out by an attribute, in the same order for every theme."""
    return by_value(corpus, view.people, attribute, asked(corpus, view.theme.questions))
