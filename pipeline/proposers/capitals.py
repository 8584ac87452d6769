"""A turn → capitalised words inside a sentence that no ordinary word explains: better masked than leaked."""

from __future__ import annotations

import re

from pipeline.french.capitals import proper
from pipeline.french.lexicon import ordinary
from pipeline.french.triggers import NAME, TITLE_WORDS
from pipeline.proposers.span import Span

WORD = re.compile(r"[^\W_]+")
LONGEST_ACRONYM = 5


def propose(text: str, *, cased: bool) -> list[Span]:
    """Give the runs of capitalised words inside sentences that hold a word unknown to the lexicon."""
    if not cased:
        return []
    found = ((_after_title(text, m.start(), m.end()), m.end()) for m in NAME.finditer(text) if proper(text, m.start()))
    return [Span(start, end, "misc") for start, end in found if not _explained(text[start:end])]


def _after_title(text: str, start: int, end: int) -> int:
    title, _, _ = text[start:end].partition(" ")
    return start + len(title) + 1 if title.rstrip(".").lower() in TITLE_WORDS and start + len(title) < end else start


def _explained(said: str) -> bool:
    words = WORD.findall(said)
    short = said.isupper() and len(said) <= LONGEST_ACRONYM
    return short or all(w.lower() in TITLE_WORDS or ordinary(w) for w in words)
