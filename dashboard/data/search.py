"""Passages, words and filters → the passages that answer, those marked as ones to quote among them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from dashboard.data.concordance import places
from dashboard.data.corpus import Corpus
from dashboard.data.decisions_read import Decided
from dashboard.data.freshness import worked_out
from dashboard.data.marks import CodeMark
from dashboard.data.passages import CorpusReading, Passage
from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place
from pipeline.anchoring.publishable import publishable
from pipeline.coding.codings_in_place import standing_place
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
        inside: whether the words must be said where a code asked for is put, and not only in the same passage.
        asked: all these words, in the question that comes before.
        near: a person put any of these codes in the same turn, or at most ``within`` turns away.
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
    inside: bool = False
    asked: str = ""
    near: frozenset[str] = frozenset()
    within: int = 0
    without: ExcludedFilters = field(default_factory=ExcludedFilters)
    starred: frozenset[str] | None = None

    @property
    def idle(self) -> bool:
        """Whether nothing filters."""
        return self == Filters(attributes=self.attributes) and not any(self.attributes.values())


def search(passages: Sequence[Passage], filters: Filters) -> list[Passage]:
    """Keep the passages that satisfy every filter; search folds case, accents and ligatures."""
    found = iter(passages)
    # A filter that is not in force costs nothing, however many passages there are.
    for test in (*_on_texts(filters), *_on_marks(filters), *_around(passages, filters)):
        found = filter(test, found)
    return list(found)


def _on_texts(filters: Filters) -> Iterator[Test]:
    if wanted := terms(filters.words):
        yield lambda p: all(term in p.folded for term in wanted)
    if asked := terms(filters.asked):
        yield lambda p: all(term in fold_for_search(p.excerpt.question) for term in asked)
    if filters.starred is not None:
        starred = filters.starred
        yield lambda p: p.excerpt.excerpt in starred or not starred.isdisjoint(p.within)
    if filters.people:
        yield lambda p: not filters.people.isdisjoint(p.people)
    if filters.sessions:
        yield lambda p: p.excerpt.session in filters.sessions
    if chosen := {name: values for name, values in filters.attributes.items() if values}:
        yield lambda p: any(
            all(of.get(name, "") in values for name, values in chosen.items())
            for of in (p.attributes, *(others for _, others in p.others))
        )
    left = filters.without
    if left.people:
        yield lambda p: left.people.isdisjoint(p.people)
    if left.attributes:
        yield lambda p: left.attributes.isdisjoint(p.attributes.items())


def _on_marks(filters: Filters) -> Iterator[Test]:
    without = filters.without.codes
    if without:
        yield lambda p: not any(m.code in without for m in (*p.marks, *p.beside))
    if filters.codes or filters.groups or filters.readers or filters.levels:
        yield lambda p: _bears(p, filters)
    if filters.inside and (wanted := terms(filters.words)) and (filters.codes or filters.groups):
        yield lambda p: all(any(said_inside(p, place, filters) for place in places(p, [term])) for term in wanted)
    if filters.together:
        yield lambda p: all(
            any(_read(m, filters) and m.code in codes for m in (*p.marks, *p.beside)) for codes in filters.together
        )


def said_inside(passage: Passage, place: tuple[int, int], filters: Filters) -> bool:
    """Tell whether characters of a passage lie where a code asked for is put: anywhere in words selected to put it."""
    first, last = place
    if passage.voice:
        return True
    return any(
        start <= first and last <= end
        for m in passage.marks if _among(m.code, filters.codes) and _among(m.code, filters.groups) and _read(m, filters)
        for start, end in m.spans
    )


def _around(passages: Sequence[Passage], filters: Filters) -> Iterator[Test]:
    if filters.near:
        # Only what a person put, unless the suggestions are asked for.
        counted = {"person"} if "machine" not in filters.readers else {"person", "machine"}
        reached = {
            (p.excerpt.session, p.excerpt.turn + step) for p in passages
            if any(m.code in filters.near and ("person" if m.decided else "machine") in counted for m in p.marks)
            for step in range(-filters.within, filters.within + 1)
        }
        yield lambda p: (p.excerpt.session, p.excerpt.turn) in reached


def _bears(passage: Passage, filters: Filters) -> bool:
    if not passage.marks:
        return "none" in filters.readers and not (filters.codes or filters.groups or filters.levels)
    return any(
        _asked(mark, filters) and _read(mark, filters) for mark in passage.marks
    )


def _read(mark: CodeMark, filters: Filters) -> bool:
    return _among("person" if mark.decided else "machine", filters.readers)


def _among(value: str, chosen: frozenset[str] | frozenset[Reader]) -> bool:
    return not chosen or value in chosen


@dataclass(frozen=True, slots=True)
class FoundPassages:
    """
    What answers filters.

    Attributes:
        shown: passages that people selected to code, or extracts where nothing is asked of codes; those one may quote.
        counted: the same, with those that are read in their interview only.
        coded: whether ``shown`` are passages that people selected.
        suggested: extracts where what is asked is only suggested; none unless suggestions are to show.
        waiting: how many suggestions answer, whether they show or not.
    """

    shown: list[Passage]
    counted: list[Passage]
    coded: bool
    suggested: list[Passage]
    waiting: int


def answers(reading: CorpusReading, filters: Filters, *, machine: bool) -> FoundPassages:
    """
    Find what answers filters: what people coded; apart, and only where ``machine`` says so, what is suggested.

    Whoever asks for a level, or for suggestions by name, wants them.
    """
    readers, anyhow = filters.readers, replace(filters, readers=frozenset())
    wanted = machine or bool(filters.levels) or "machine" in readers
    of = sides(reading)
    waiting = sum(_asked(m, filters) for p in search(of.waiting_counted, anyhow) for m in p.marks)
    about_codes = bool(filters.codes or filters.groups or filters.levels)
    if not about_codes and (not readers or "none" in readers):
        shown, counted = (reading.passages, reading.counted) if wanted else (of.decided, of.decided_counted)
        return FoundPassages(*_searched(shown, counted, filters), False, [], waiting)
    suggested = search(of.waiting, anyhow) if wanted else []
    if filters.levels or (readers and "person" not in readers):
        return FoundPassages([], [], False, suggested, waiting)
    return FoundPassages(*_searched(reading.selected, reading.selected_counted, anyhow), True, suggested, waiting)


def _searched(
    shown: tuple[Passage, ...], counted: tuple[Passage, ...], filters: Filters,
) -> tuple[list[Passage], list[Passage]]:
    found = search(shown, filters)
    return found, found if len(shown) == len(counted) and shown == counted else search(counted, filters)


def _asked(mark: CodeMark, filters: Filters) -> bool:
    return (
        _among(mark.code, filters.codes) and _among(mark.code, filters.groups)
        and _among(mark.level or "", filters.levels)
    )


@dataclass(frozen=True)
class Sides:
    """Extracts as people decided of them, and those where something is suggested; each as shown, and as counted."""

    decided: tuple[Passage, ...]
    decided_counted: tuple[Passage, ...]
    waiting: tuple[Passage, ...]
    waiting_counted: tuple[Passage, ...]


# A page asks the same reading at each gesture; a reading is equal to itself only.
@worked_out(2)
def sides(reading: CorpusReading) -> Sides:
    """Part what people decided from what the machine suggests."""
    def decided(some: Iterable[Passage]) -> tuple[Passage, ...]:
        return tuple(p._replace(marks=p.decided) if p.pending else p for p in some)

    def waiting(some: Iterable[Passage]) -> tuple[Passage, ...]:
        return tuple(p._replace(marks=p.pending, beside=p.decided) for p in some if p.pending)

    return Sides(
        decided(reading.passages), decided(reading.counted), waiting(reading.passages), waiting(reading.counted),
    )


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
