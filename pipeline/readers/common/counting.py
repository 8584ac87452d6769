"""A text → how many characters it has, spaces not counted: the measure that nothing was dropped in silence."""

from __future__ import annotations


def characters(*texts: str) -> int:
    """
    Count the characters but spaces.

    >>> characters("déjà là\u00a0!", " oui")
    10
    """
    return sum(len("".join(text.split())) for text in texts)
