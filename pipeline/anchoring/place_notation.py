"""A place in source words ↔ how a person writes it: « 23:4-27:10 », turns and words, both ends included."""

from __future__ import annotations

import re

from pipeline.anchoring.anchors import Place
from pipeline.model.errors import FiligraneError

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
