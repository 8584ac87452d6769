"""A turn → capitalised words inside a sentence that no ordinary word explains: better masked than leaked."""

from __future__ import annotations

import re

from pipeline.language.capital_letters import proper, respected
from pipeline.language.lexicon import grammatical, nominal, ordinary
from pipeline.language.name_context import NAME, TITLE_WORDS
from pipeline.pseudonymise.detect.span import Span

WORD = re.compile(r"[^\W_]+")
LONGEST_ACRONYM = 5
SHORTEST = 4


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
    words = [w.lower() for w in WORD.findall(said)]
    if said.isupper():
        return len(said) <= LONGEST_ACRONYM or all(map(ordinary, words))
    return all(w in TITLE_WORDS or (ordinary(w) and not _named(w)) for w in words)


def _named(word: str) -> bool:
    # « on l'a envoyé à Passerelle »: an ordinary noun whose capital nothing explains.
    return len(word) >= SHORTEST and nominal(word) and not respected(word) and not grammatical(word)
