"""Spellings of one answer or value → one form, to compare them."""

from __future__ import annotations

from pipeline.french.folding import fold

MARKS = str.maketrans({"_": " ", "·": " ", ".": " "})


def plain(text: str) -> str:
    """
    Take away case, accents, useless spaces, underscores, dots and curly apostrophes.

    >>> plain("  Hébergement d’urgence ") == plain("hebergement_d'urgence")
    True
    >>> plain("assistant·e") == plain("Assistant.e")
    True
    """
    return " ".join(fold(text).translate(MARKS).split())
