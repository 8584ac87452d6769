"""Places in source words ↔ how they are written (excerpt ids, « 23:4-27:10 »); which of them share words."""

from __future__ import annotations

import re
from typing import NamedTuple, Protocol

from pipeline.anchoring.anchors import Place
from pipeline.model.errors import BrokenContract, FiligraneError


class ExcerptPlace(NamedTuple):
    """Source words ``first_word..last_word`` of one turn of a session, both ends included."""

    session: str
    turn: int
    first_word: int
    last_word: int


class WordSpan(Protocol):
    """Anything that stands on source words, from ``first_word`` of ``turn`` to ``last_word`` of ``last_turn``."""

    @property
    def session(self) -> str: ...
    @property
    def turn(self) -> int: ...
    @property
    def first_word(self) -> int: ...
    @property
    def last_turn(self) -> int: ...
    @property
    def last_word(self) -> int: ...


def excerpt_id(session: str, turn: int, first_word: int, last_word: int) -> str:
    """
    Name an excerpt after its place in source words.

    >>> excerpt_id("E01", 5, 0, 23)
    'E01:5:w0-w23'
    """
    return f"{session}:{turn}:w{first_word}-w{last_word}"


def parse_excerpt_id(identifier: str) -> ExcerptPlace:
    """
    Read the place of an excerpt off its id.

    >>> parse_excerpt_id("E01:5:w0-w23")
    ExcerptPlace(session='E01', turn=5, first_word=0, last_word=23)

    Raises:
        BrokenContract: the text is no excerpt id.
    """
    try:
        session, turn, words = identifier.rsplit(":", 2)
        first, last = words.split("-")
        return ExcerptPlace(session, int(turn), int(first.removeprefix("w")), int(last.removeprefix("w")))
    except ValueError as error:
        raise BrokenContract(f"« {identifier} » n'est pas l'identifiant d'un extrait.") from error


def overlaps(passage: WordSpan, place: ExcerptPlace) -> bool:
    """Tell whether a passage and an excerpt share at least one source word."""
    return (
        passage.session == place.session
        and (passage.turn, passage.first_word) <= (place.turn, place.last_word)
        and (place.turn, place.first_word) <= (passage.last_turn, passage.last_word)
    )


WRITTEN = re.compile(r"(\d+):(\d+)-(\d+):(\d+)")


def written(place: Place) -> str:
    """
    Write a place.

    >>> written(Place(23, 4, 27, 10))
    '23:4-27:10'
    """
    return f"{place.turn}:{place.first_word}-{place.last_turn}:{place.last_word}"


def place_read(typed: str) -> Place:
    """
    Read a place.

    >>> place_read("23:4-27:10")
    Place(turn=23, first_word=4, last_turn=27, last_word=10)

    Raises:
        FiligraneError: it is not written so.
    """
    found = WRITTEN.fullmatch(typed.replace(" ", ""))
    if not found:
        raise FiligraneError(
            f"« {typed} » ne se lit pas : écrivez tour:mot-tour:mot, comptés depuis 0, par exemple 23:4-27:10."
        )
    return Place(*map(int, found.groups()))
