"""A text and a place in it → whether a capital there says « proper name »."""

from __future__ import annotations

import re
from collections.abc import Iterable

# After a full stop, a quotation mark or bracket that opens, or what the transcriber notes: « [rires] ».
SENTENCE_START = re.compile(r"(?:^|[.?!…:;\n])[\s«»\"“”()\[\]—–-]*$|[«“\"(\[—–\])]\s*$")
WORD = re.compile(r"[^\W\d_]{2,}")
SHARE_OF_CAPITALS = 0.03


def capitalised(text: str, start: int) -> bool:
    """Tell whether the character at ``start`` is a capital."""
    return text[start : start + 1].isupper()


def sentence_start(text: str, start: int) -> bool:
    """Tell whether a capital at ``start`` is due to the beginning of a sentence or a quotation."""
    return bool(SENTENCE_START.search(text[max(0, start - 12) : start])) or not text[:start].strip(' «"“(')


def proper(text: str, start: int) -> bool:
    """Tell whether a capital at ``start`` is one that only a proper name explains."""
    return capitalised(text, start) and not sentence_start(text, start)


def cased(texts: Iterable[str]) -> bool:
    """Tell whether a session is written with capitals; many automatic transcripts are not."""
    words = [w for text in texts for w in WORD.findall(text)]
    capitals = sum(w[0].isupper() for w in words)
    return bool(capitals >= SHARE_OF_CAPITALS * max(1, len(words)))
