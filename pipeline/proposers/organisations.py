"""A turn → local organisations named by their kind and a proper name."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.french.lexicon import grammatical, ordinary
from pipeline.french.organisations import APPOSED, CASED, FIRST_LINKS, LINKED, LINKS, MOST_WORDS, NEXT, UNCASED
from pipeline.proposers.span import Span


def propose(text: str, *, cased: bool) -> list[Span]:
    """Give « foyer Les Mascarets » and « centre social de la Palmeraie » whole: the label keeps the kind."""
    if not cased:
        return list(_uncased(text))
    found = (m for pattern in (CASED, LINKED, APPOSED) for m in pattern.finditer(text) if not grammatical(m["name"]))
    return [Span(m.start("kind"), m.end("name"), "organisation") for m in found]


def _uncased(text: str) -> Iterator[Span]:
    for kind in UNCASED.finditer(text):
        end = _name_end(text, kind.end())
        if end:
            yield Span(kind.start(), end, "organisation")


def _name_end(text: str, start: int) -> int:
    at, links = start, FIRST_LINKS
    for _ in range(MOST_WORDS):
        found = NEXT.match(text, at)
        if not found or (grammatical(found["word"]) and found["word"] not in links):
            return 0
        if not ordinary(found["word"]):
            return found.end("word")
        at, links = found.end(), links if found["word"] in FIRST_LINKS else LINKS
    return 0
