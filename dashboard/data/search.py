"""Passages, words and filters → the passages that answer, those marked as ones to quote among them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Literal

from dashboard.data.corpus import Corpus
from dashboard.data.decisions_read import Decided
from dashboard.data.freshness import worked_out
from dashboard.data.marks import CodeMark
from dashboard.data.passages import CorpusReading, Passage
from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place
from pipeline.anchoring.publishable import publishable
from pipeline.coding.placing import standing_place
from pipeline.language.folds import fold_for_search
from pipeline.model.contracts import Excerpt

# « so », "so" or “so”: words side by side; else each word by itself.
QUOTED = re.compile(r"«\s*([^»]+?)\s*»|\"([^\"]+)\"|“([^”]+)”|(\S+)")


def terms(words: str) -> list[str]:
    """
    Cut what was typed into terms.

    >>> terms('temps « mot de passe »'), terms('  '), terms('"pas le temps')
    (['temps', 'mot de passe'], [], ['"pas', 'le', 'temps'])
    """
    found = (" ".join(next(filter(None, match)).split()) for match in QUOTED.findall(words))
    return [fold_for_search(term) for term in found if term]


Reader = Literal["person", "machine", "none"]
Test = Callable[[Passage], bool]


@dataclass(frozen=True)
class ExcludedFilters:
    """What a passage may not have: these codes, these speakers, these values of an attribute."""

    codes: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    attributes: frozenset[tuple[str, str]] = frozenset()


@dataclass(frozen=True)
class Filters:
    """
    What a reader looks for; what is empty does not filter.

    Attributes:
        codes: any of these codes.
        together: of each of these sets, a code: all on the same passage.
        groups: codes of the themes chosen, any of them.
        readers: coded by a person, suggested only, or neither.
        levels: of the suggestions.
        attributes: attribute → any of these values.
        words: all these words, wherever they stand; those between quotation marks side by side.
        starred: only these passages, which somebody marked as ones to quote; none given does not filter.
    """

    codes: frozenset[str] = frozenset()
    together: tuple[frozenset[str], ...] = ()
    groups: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    sessions: frozenset[str] = frozenset()
    readers: frozenset[Reader] = frozenset()
    levels: frozenset[str] = frozenset()
    attributes: dict[str, frozenset[str]] = field(default_factory=dict)
    words: str = ""
    without: ExcludedFilters = field(default_factory=ExcludedFilters)
    starred: frozenset[str] | None = None

    @property
    def idle(self) -> bool:
        """Whether nothing filters."""
        return self == Filters(attributes=self.attributes) and not any(self.attributes.values())


def search(passages: Iterable[Passage], filters: Filters) -> list[Passage]:
    """Keep the passages that satisfy every filter; search folds case, accents and ligatures."""
    found = iter(passages)
    # A filter that is not in force costs nothing, however many passages there are.
    for test in (*_on_texts(filters), *_on_marks(filters)):
        found = filter(test, found)
    return list(found)


def _on_texts(filters: Filters) -> Iterator[Test]:
    if wanted := terms(filters.words):
        yield lambda p: all(term in p.folded for term in wanted)
    if filters.starred is not None:
        starred = filters.starred
        yield lambda p: p.excerpt.excerpt in starred
    if filters.people:
        yield lambda p: p.excerpt.speaker in filters.people
    if filters.sessions:
        yield lambda p: p.excerpt.session in filters.sessions
    if chosen := {name: values for name, values in filters.attributes.items() if values}:
        yield lambda p: all(p.attributes.get(name, "") in values for name, values in chosen.items())
    left = filters.without
    if left.people:
        yield lambda p: p.excerpt.speaker not in left.people
    if left.attributes:
        yield lambda p: left.attributes.isdisjoint(p.attributes.items())


def _on_marks(filters: Filters) -> Iterator[Test]:
    without = filters.without.codes
    if without:
        yield lambda p: not any(m.code in without for m in p.marks)
    if filters.codes or filters.groups or filters.readers or filters.levels:
        yield lambda p: _bears(p, filters)
    if filters.together:
        yield lambda p: all(any(_read(m, filters) and m.code in codes for m in p.marks) for codes in filters.together)


def _bears(passage: Passage, filters: Filters) -> bool:
    if not passage.marks:
        return "none" in filters.readers and not (filters.codes or filters.groups or filters.levels)
    return any(
        _among(mark.code, filters.codes) and _among(mark.code, filters.groups)
        and _read(mark, filters) and _among(mark.level or "", filters.levels)
        for mark in passage.marks
    )


def _read(mark: CodeMark, filters: Filters) -> bool:
    return _among("person" if mark.decided else "machine", filters.readers)


def _among(value: str, chosen: frozenset[str] | frozenset[Reader]) -> bool:
    return not chosen or value in chosen


def page(passages: list[Passage], number: int, size: int) -> list[Passage]:
    """Give page ``number``, from 1, of ``size`` passages."""
    return passages[(number - 1) * size : number * size]


def pages(count: int, size: int) -> int:
    """Count the pages of ``size`` that hold ``count`` passages: one at least."""
    return max(1, -(-count // size))


@worked_out(2)
def starred(reading: CorpusReading, decided: Decided) -> frozenset[str]:
    """Name the excerpts that touch a passage to quote, as they are named once through the door."""
    corpus = reading.corpus
    touched: list[Excerpt] = []
    by_turn: dict[tuple[str, int], list[Excerpt]] = defaultdict(list)
    for e in corpus.excerpts:
        by_turn[e.session, e.turn].append(e)
    for state in decided.now.by_coder.values():
        for star in state.stars:
            place = standing_place(star, corpus.turns.get(star.session, {}))
            if isinstance(place, Place):
                touched += _under(corpus, by_turn, star.session, place)
    return frozenset(e.excerpt for e in publishable(touched, purpose="quote").rows)


def _under(
    corpus: Corpus, by_turn: dict[tuple[str, int], list[Excerpt]], session: str, place: Place,
) -> Iterator[Excerpt]:
    start, end = anchors.characters(corpus.turns[session], place)
    for turn in range(place.turn, place.last_turn + 1):
        first = start if turn == place.turn else 0
        for e in by_turn.get((session, turn), ()):
            if e.end > first and (turn < place.last_turn or e.start < end):
                yield e
