"""A text → the same without case, accents nor ligatures, for searching; and the way back to its characters."""

from __future__ import annotations

import re
import sys
import unicodedata
from functools import cache, lru_cache

LIGATURES = str.maketrans({"œ": "oe", "æ": "ae", "’": "'"})


# A gesture reads a session again, whose texts are as they were.
@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """
    Fold case, accents and ligatures, for searching only: offsets are not kept.

    >>> folded("L’École au cœur")
    "l'ecole au coeur"
    """
    lowered = text.lower()
    if lowered.isascii():
        return lowered
    return marks_over().sub("", unicodedata.normalize("NFD", lowered.translate(LIGATURES)))


@cache
def marks_over() -> re.Pattern[str]:
    """Give what finds every mark that stands over another sign: a large corpus is folded whole before it shows."""
    every = (chr(n) for n in range(0x300, sys.maxunicode + 1))
    return re.compile(f"[{''.join(c for c in every if unicodedata.combining(c))}]+")


def origins(text: str) -> list[int]:
    """
    Give, for each character of the folded text, the character of the text it comes from; one more for its end.

    >>> origins("cœur"), len(folded("cœur"))
    ([0, 1, 1, 2, 3, 4], 5)
    """
    found = [at for at, character in enumerate(text) for _ in folded_character(character)]
    return [*found, len(text)]


@lru_cache(maxsize=1024)
def folded_character(character: str) -> str:
    """Fold one character: nothing for a mark that stands over another."""
    return folded(character)
