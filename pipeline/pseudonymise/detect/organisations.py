"""A turn → local organisations named by their kind and a proper name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from pipeline.language.lexicon import adjective, grammatical, ordinary, substantive
from pipeline.language.organisations import (
    APPOSED,
    CALLED,
    CASED,
    FIRST_LINKS,
    GROUP,
    HOUSE,
    HOUSE_OF,
    LINKED,
    LINKS,
    MORE,
    MOST_WORDS,
    NEXT,
    NOBODYS,
    QUOTED,
    UNCASED,
)
from pipeline.pseudonymise.detect.span import Span


def propose(text: str, *, cased: bool) -> list[Span]:
    """Give « foyer Les Mascarets » and « centre social de la Palmeraie » whole: the label keeps the kind."""
    if not cased:
        return [*_uncased(text), *_of_ordinary_words(text)]
    patterns = (CASED, LINKED, QUOTED, APPOSED, CALLED)
    found = (m for pattern in patterns for m in pattern.finditer(text) if not grammatical(m["name"]))
    return [Span(_start(m), m.end("name"), "organisation") for m in found]


def _start(found: re.Match[str]) -> int:
    return found.start("name" if "named" in found.re.groupindex else "kind")


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


def _of_ordinary_words(text: str) -> Iterator[Span]:
    for found in chain(HOUSE.finditer(text), HOUSE_OF.finditer(text)):
        if found["name"] not in NOBODYS and (substantive(found["name"]) or adjective(found["name"])):
            yield Span(found.start(), _continued(text, found.end("name")), "organisation")
    for found in GROUP.finditer(text):
        if found["name"] not in NOBODYS and substantive(found["name"]) and not adjective(found["name"]):
            end = _continued(text, found.end("name"), allowed=True)
            yield Span(found.start(), end, "organisation")


def _continued(text: str, end: int, *, allowed: bool = False) -> int:
    found = MORE.match(text, end)
    if not found or (found["word"] in NOBODYS and not allowed):
        return end
    belongs = substantive(found["word"]) if found["link"] else substantive(found["word"]) or adjective(found["word"])
    return found.end() if belongs else end
