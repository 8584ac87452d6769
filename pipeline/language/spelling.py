"""Spellings of one answer or value → one form, to compare them."""

from __future__ import annotations

from pipeline.language.folds import fold_for_search

MARKS = str.maketrans({"_": " ", "·": " ", ".": " "})


def plain(text: str) -> str:
    """
    Take away case, accents, useless spaces, underscores, dots and curly apostrophes.

    >>> plain("  Hébergement d’urgence ") == plain("hebergement_d'urgence")
    True
    >>> plain("assistant·e") == plain("Assistant.e")
    True
    """
    return " ".join(fold_for_search(text).translate(MARKS).split())
