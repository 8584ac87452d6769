"""Passages and filters → the passages that satisfy them all."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Literal

from dashboard.view.marks import Mark
from dashboard.view.passages import Passage, folded

Reader = Literal["person", "machine", "none"]


@dataclass(frozen=True)
class Filters:
    """
    What a reader looks for; what is empty does not filter.

    Attributes:
        codes: any of these codes.
        groups: codes of the themes chosen, any of them.
        readers: coded by a person, suggested only, or neither.
        levels: of the suggestions.
        attributes: attribute → any of these values.
        words: all these words, wherever they stand.
    """

    codes: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    sessions: frozenset[str] = frozenset()
    readers: frozenset[Reader] = frozenset()
    levels: frozenset[str] = frozenset()
    attributes: dict[str, frozenset[str]] = field(default_factory=dict)
    words: str = ""

    @property
    def idle(self) -> bool:
        """Whether nothing filters."""
        return self == Filters(attributes=self.attributes) and not any(self.attributes.values())


def search(passages: Iterable[Passage], filters: Filters) -> list[Passage]:
    """Keep the passages that satisfy every filter; search folds case, accents and ligatures."""
    wanted = folded(filters.words).split()
    return [p for p in passages if _speaks(p, filters) and _marked(p, filters) and all(w in p.folded for w in wanted)]


def _speaks(passage: Passage, filters: Filters) -> bool:
    chosen = (
        _among(passage.excerpt.speaker, filters.people), _among(passage.excerpt.session, filters.sessions),
        *(_among(passage.attributes.get(name, ""), values) for name, values in filters.attributes.items()),
    )
    return all(chosen)


def _among(value: str, chosen: Collection[str]) -> bool:
    return not chosen or value in chosen


def _marked(passage: Passage, filters: Filters) -> bool:
    if "none" in filters.readers and not passage.marks and not (filters.codes or filters.groups or filters.levels):
        return True
    if not (filters.codes or filters.groups or filters.readers or filters.levels):
        return True
    return any(_suits(mark, filters) for mark in passage.marks)


def _suits(mark: Mark, filters: Filters) -> bool:
    reader: Reader = "person" if mark.decided else "machine"
    return (
        _among(mark.code, filters.codes)
        and _among(mark.code, filters.groups)
        and _among(reader, filters.readers)
        and _among(mark.level or "", filters.levels)
    )


def page(passages: list[Passage], number: int, size: int) -> list[Passage]:
    """Give page ``number``, from 1, of ``size`` passages."""
    return passages[(number - 1) * size : number * size]


def pages(count: int, size: int) -> int:
    """Count the pages of ``size`` that hold ``count`` passages: one at least."""
    return max(1, -(-count // size))
