"""The runs of a paragraph, each with its typography → that of the whole, and how far an opening of its own goes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

PLAIN = ""
LONGEST_OPENING = 80  # characters: a label, not a sentence


class Typography(NamedTuple):
    """The look of a whole paragraph, plain when its runs differ; and how many first characters stand apart."""

    look: str = PLAIN
    opening: int = 0


def typography(runs: Sequence[tuple[str, str]]) -> Typography:
    """
    Tell how a paragraph is written.

    Args:
        runs: words and look (« bold », « italic color FF0000 », nothing when plain), in order.

    >>> typography([("Anne ", "bold"), ("Bonjour.", "")]), typography([("Et après ?", "italic")])
    (Typography(look='', opening=5), Typography(look='italic', opening=0))
    """
    seen = [(text, look) for text, look in runs if text]
    said = [(text, look) for text, look in seen if text.strip(" \t\n:;,–—-")]
    if not said:
        return Typography()
    looks = {look for _, look in said}
    if len(looks) == 1:
        return Typography(looks.pop())
    first = said[0][1]
    opening = ""
    for text, look in seen:
        if look != first and text.strip(" \t\n:;,–—-"):
            break
        opening += text
    shown = opening.lstrip()
    return Typography(opening=len(shown)) if first != PLAIN and len(shown) <= LONGEST_OPENING else Typography()
