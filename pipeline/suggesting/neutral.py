"""An excerpt → its text with replaced words blanked out, so that a pseudonym is never a feature."""

from __future__ import annotations

from pipeline.contracts import Excerpt
from pipeline.french.suggesting import SOMEONE


def neutral(excerpt: Excerpt) -> str:
    """Put the same neutral word wherever something was replaced."""
    text = excerpt.text
    for mask in sorted(excerpt.masks, key=lambda m: -m.start):
        text = text[: mask.start] + SOMEONE + text[mask.end :]
    return text
