"""An excerpt → its text with replaced words and marks blanked out, so that a pseudonym is never a feature."""

from __future__ import annotations

from pipeline.language.coding_words import SOMEONE
from pipeline.language.transcript_conventions import said
from pipeline.model.contracts import Excerpt


def neutral(excerpt: Excerpt) -> str:
    """Put the same neutral word wherever something was replaced, and nothing where nobody spoke."""
    text = excerpt.text
    for mask in sorted(excerpt.masks, key=lambda m: -m.start):
        text = text[: mask.start] + SOMEONE + text[mask.end :]
    return said(text)
