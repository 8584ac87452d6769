"""A text → how many characters of it are seen, spaces not counted: the measure that nothing was dropped in silence."""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from pipeline.model.files import UNSEEN_SIGNS, normalised


def characters(*texts: str) -> int:
    """
    Count the characters but spaces; an accent counts with its letter, what nobody sees counts for nothing.

    >>> characters("déjà là\u00a0!", " oui")
    10
    >>> characters("de\u0301ja\u0300", "", "\u200b") == characters("de", "\u0301ja\u0300") == 4
    True
    """
    return sum(len("".join(_letters(text).split())) for text in texts)


def _letters(text: str) -> str:
    # Accents are set apart, then not counted: they may stand in another run of a document than their letter.
    if text.isascii():
        return text
    return _accents().sub("", UNSEEN_SIGNS.sub("", normalised(text)))


@cache
def _accents() -> re.Pattern[str]:
    every = (chr(n) for n in range(0x300, 0x10000))
    return re.compile(f"[{''.join(c for c in every if unicodedata.combining(c))}]+")
