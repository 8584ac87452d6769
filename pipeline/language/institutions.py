"""``institutions.csv`` → what is kept on purpose, because the analysis is about it or it names nobody."""

from __future__ import annotations

import csv
from functools import cache, lru_cache
from pathlib import Path

from pipeline.language.name_phrases import PhraseMatch, Phrases, phrase

PLACE = Path(__file__).with_name("institutions.csv")


@cache
def reasons() -> dict[str, str]:
    """Give each institution kept with the reason why."""
    with PLACE.open(encoding="utf-8", newline="") as file:
        return {r["name"]: r["reason"] for r in csv.DictReader(file)}


@cache
def _phrases() -> Phrases:
    return Phrases(phrase(name) for name in reasons())


@lru_cache(maxsize=64)
def find(text: str) -> list[PhraseMatch]:
    """Give the places of a text where an institution is named."""
    return list(_phrases().find(text))
