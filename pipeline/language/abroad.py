"""``abroad.csv`` → countries and towns outside France, and the part of the world they lie in.

The list was written for this project from general knowledge; « of » says how French attaches what lies there.
"""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.language.name_phrases import Phrase, phrase

PLACE = Path(__file__).with_name("abroad.csv")


@dataclass(frozen=True, slots=True)
class Abroad:
    """A « pays » or a « ville », and the part of the world it is of."""

    kind: str
    of: str


@cache
def abroad() -> dict[Phrase, Abroad]:
    """Give the list by folded names."""
    with PLACE.open(encoding="utf-8", newline="") as file:
        return {phrase(r["name"]): Abroad(r["kind"], r["of"]) for r in csv.DictReader(file)}
