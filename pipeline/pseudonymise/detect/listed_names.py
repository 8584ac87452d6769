"""A turn → first names and places of the lists, guarded where they are ordinary words too."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.language import first_names, places
from pipeline.language.lexicon import ordinary
from pipeline.language.name_context import PARTICLE, PLACE, acts, names_something
from pipeline.language.name_phrases import Phrases
from pipeline.pseudonymise.detect.span import Span

HYPHENATED = re.compile(r"[\w'’]*(?:-[\w'’]+)*")
SURNAME = re.compile(rf"[ ]{PARTICLE}{{0,2}}(?P<name>[A-ZÀ-ÖØ-Þ][\w’']+(?:-[\w’']+)*)")
WORD_AFTER = re.compile(r"[ ](?P<name>[^\W\d_]{3,})")


def propose(text: str, *, cased: bool, others: Phrases | None = None) -> list[Span]:
    """Give the first names of the lists, and of ``others``, with the surname that follows, and the places."""
    people = _people(text, first_names.phrases(), cased=cased)
    more = _people(text, others, cased=cased) if others else ()
    return [*people, *more, *_places(text, cased=cased)]


def _people(text: str, listed: Phrases, *, cased: bool) -> Iterator[Span]:
    for match in listed.find(text):
        if text[: match.start].endswith("-"):
            continue
        end = _surname(text, _whole(text, match.end), cased=cased)
        surnamed = end > _whole(text, match.end)
        if names_something(text, match, cased=cased) or (surnamed and not cased) or (cased and acts(text, match)):
            yield Span(match.start, end, "person")


def _whole(text: str, end: int) -> int:
    found = HYPHENATED.match(text, end)
    return found.end() if found else end


def _surname(text: str, start: int, *, cased: bool) -> int:
    found = (SURNAME if cased else WORD_AFTER).match(text, start)
    if not found or (not cased and ordinary(found["name"])):
        return start
    return found.end()


def _places(text: str, *, cased: bool) -> Iterator[Span]:
    for match in places.phrases().find(text):
        if names_something(text, match, cased=cased) or (not cased and bool(PLACE.search(text[: match.start]))):
            yield Span(match.start, match.end, "place")
