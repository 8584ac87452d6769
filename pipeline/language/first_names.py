"""``first_names.csv``, ``first_names_heard.csv`` → first names, the gender and the broad generation they suggest.

The lists were written for this project from general knowledge; generation 1 is born before 1955, 2 before
1985, 3 after; 0 marks short forms. Pseudonyms are taken from the first list, short forms apart; the second,
far longer, only recognises: a name added there changes nobody's pseudonym.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.language.name_phrases import Phrase, Phrases, phrase

PLACE = Path(__file__).with_name("first_names.csv")
HEARD = PLACE.with_name("first_names_heard.csv")
BORN_BEFORE = {1: 1955, 2: 1985}


@dataclass(frozen=True, slots=True)
class FirstName:
    """A first name; gender is ``f``, ``m`` or ``n`` (either)."""

    name: str
    gender: str
    generation: int


@cache
def first_names() -> tuple[FirstName, ...]:
    """Read the list that pseudonyms are taken from, in its order."""
    return _read(PLACE)


def _read(place: Path) -> tuple[FirstName, ...]:
    with place.open(encoding="utf-8", newline="") as file:
        return tuple(FirstName(r["name"], r["gender"], int(r["generation"])) for r in csv.DictReader(file))


@cache
def by_phrase() -> dict[Phrase, FirstName]:
    """Give each first name of both lists by its folded words."""
    return {phrase(n.name): n for n in (*_read(HEARD), *first_names())}


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
