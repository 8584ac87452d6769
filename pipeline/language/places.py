"""``places.csv`` → names of places, and whether each is a town, a region or a country."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

from pipeline.language.name_phrases import Phrase, Phrases, phrase

PLACE = Path(__file__).with_name("places.csv")


@cache
def kinds() -> dict[Phrase, str]:
    """Give the kind of each place of the list (« ville », « région », « pays ») by its folded words."""
    with PLACE.open(encoding="utf-8", newline="") as file:
        return {phrase(r["name"]): r["kind"] for r in csv.DictReader(file)}


@cache
def phrases() -> Phrases:
    """Give the list in a form to search texts with."""
    return Phrases(kinds())
