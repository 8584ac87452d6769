"""``english.txt`` → English words that the world of work borrows: « Head of Product », « user research », « sprint ».

The list was written for this project from general knowledge; first names and surnames are left out of it.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

PLACE = Path(__file__).with_name("english.txt")


@cache
def _words() -> frozenset[str]:
    return frozenset(PLACE.read_text("utf-8").split())


def borrowed(word: str) -> bool:
    """
    Tell whether a word is English that French speakers say at work.

    >>> borrowed("Researchers"), borrowed("eBusiness"), borrowed("Factories"), borrowed("Victoria")
    (True, True, True, False)
    """
    lower = word.lower()
    return any(form in _words() for form in (lower, lower.removesuffix("s"), lower.removesuffix("ies") + "y"))
