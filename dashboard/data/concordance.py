"""Passages and words → each place where the words are said, with what comes before and after (KWIC)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Literal

from dashboard.data.passages import Passage
from pipeline.language.folds import origins

Order = Literal["texte", "avant", "apres"]
AROUND = 70  # characters on each side
# What two lines are ranged by: enough to tell them apart, and signs are no words.
COMPARED, SIGNS = 40, " ,;:.!?…«»()[]'\"-–—"


# Words said in a passage: characters ``start:end`` of its folded text; a word may be said fifty thousand times.
Hit = tuple[Passage, int, int]


def after(hit: Hit) -> str:
    """Give what comes next, folded, from its first word."""
    passage, _, end = hit
    return passage.folded[end : end + COMPARED].lstrip(SIGNS)


def before(hit: Hit) -> tuple[str, ...]:
    """Give the words that come before, folded, the nearest first."""
    passage, start, _ = hit
    words = passage.folded[max(0, start - COMPARED) : start].split()
    return tuple(word.strip(SIGNS) for word in reversed(words))


def near(hit: Hit) -> str:
    """Give the word just before, folded."""
    passage, start, _ = hit
    words = passage.folded[max(0, start - COMPARED) : start].rsplit(None, 1)
    return words[-1].strip(SIGNS) if words else ""


@dataclass(frozen=True, slots=True)
class ConcordanceLine:
    """One line of a concordance, as it was said: before, the words, after."""

    passage: Passage
    before: str
    words: str
    after: str


def hits(passages: Iterable[Passage], terms: Sequence[str]) -> list[Hit]:
    """Find every place where any of some folded terms is said, in the order of the text."""
    if not terms:
        return []
    any_of = re.compile("|".join(re.escape(t) for t in sorted(terms, key=len, reverse=True)))
    return [(p, *m.span()) for p in passages for m in any_of.finditer(p.folded)]


def places(passage: Passage, terms: Sequence[str]) -> list[tuple[int, int]]:
    """Give the characters of a passage, as it was said, where any of some folded terms is."""
    found = hits([passage], terms)
    at = origins(passage.excerpt.text) if found else []
    return [(at[first], at[last - 1] + 1) for _, first, last in found]


def ranged(found: list[Hit], order: Order, upto: int) -> list[Hit]:
    """Give the first places in the order of the text or of what stands beside; the others are not looked at closely."""
    if order == "texte":
        return found[:upto]
    if order == "apres":
        return nsmallest(upto, found, key=after)
    # The word just before tells nearly all places apart, and is read off much faster than all the words before.
    words = list(map(near, found))
    last = max(nsmallest(upto, words), default="")
    return sorted([hit for hit, word in zip(found, words, strict=True) if word <= last], key=before)[:upto]


def concordance_lines(found: Iterable[Hit]) -> Iterator[ConcordanceLine]:
    """Read the places in the texts themselves, byte for byte."""
    for passage, first, last in found:
        text, at = passage.excerpt.text, origins(passage.excerpt.text)
        start, end = at[first], at[last - 1] + 1
        begins = max(0, start - AROUND)
        space = text.find(" ", begins, start) if begins else -1
        tail = text[space + 1 if space >= 0 else begins : start]
        ends = end + AROUND
        space = text.rfind(" ", end, ends) if ends < len(text) else -1
        yield ConcordanceLine(passage, tail, text[start:end], text[end : space if space >= 0 else ends])
