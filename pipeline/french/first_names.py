"""``first_names.csv`` → first names, the gender and the broad generation they suggest.

The list was written for this project from general knowledge; generation 1 is born before 1955, 2 before
1985, 3 after; 0 marks short forms, which are recognised and never given as pseudonyms.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.french.phrases import Phrase, Phrases, phrase

PLACE = Path(__file__).with_name("first_names.csv")
BORN_BEFORE = {1: 1955, 2: 1985}


@dataclass(frozen=True, slots=True)
class FirstName:
    """A first name; gender is ``f``, ``m`` or ``n`` (either)."""

    name: str
    gender: str
    generation: int


@cache
def first_names() -> tuple[FirstName, ...]:
    """Read the list, in its order."""
    with PLACE.open(encoding="utf-8", newline="") as file:
        return tuple(FirstName(r["name"], r["gender"], int(r["generation"])) for r in csv.DictReader(file))


@cache
def by_phrase() -> dict[Phrase, FirstName]:
    """Give each first name by its folded words."""
    return {phrase(n.name): n for n in first_names()}


@cache
def phrases() -> Phrases:
    """Give the list in a form to search texts with."""
    return Phrases(by_phrase())


def known(name: Phrase) -> FirstName | None:
    """Find a first name, whole or by its first part (« Marie » for « Marie-Sixtine »)."""
    return by_phrase().get(name) or by_phrase().get(name[:1])


def generation(birth_year: int | None) -> int:
    """Give the broad generation of someone; the middle one when nothing is known."""
    if birth_year is None:
        return 2
    return next((g for g, year in BORN_BEFORE.items() if birth_year < year), 3)
