"""Text → the same text without case or accents, character for character."""

from __future__ import annotations

import unicodedata
from functools import cache

APOSTROPHES = "’ʼ`´"
LIGATURES = {"œ": "o", "æ": "a"}


def fold(text: str) -> str:
    """
    Fold case and accents, keeping every offset.

    >>> fold("Aïssata Ÿ")
    'aissata y'
    """
    return "".join(map(_fold, text))


@cache
def _fold(character: str) -> str:
    if character in APOSTROPHES:
        return "'"
    lower = character.lower()[:1]
    return LIGATURES.get(lower) or unicodedata.normalize("NFD", lower)[:1]
