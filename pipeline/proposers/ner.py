"""Turns → the named entities that spaCy's French model sees, fillers and ordinary words set aside."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from typing import TYPE_CHECKING

from pipeline.contracts import IdentifierType
from pipeline.french import first_names, places
from pipeline.french.capitals import capitalised, sentence_start
from pipeline.french.lexicon import grammatical, ordinary
from pipeline.french.phrases import phrase
from pipeline.proposers.span import Span

if TYPE_CHECKING:
    from spacy.language import Language

UNUSED = ("parser", "lemmatizer", "morphologizer", "attribute_ruler")
TYPES: dict[str, IdentifierType] = {"PER": "person", "LOC": "place", "ORG": "organisation", "MISC": "misc"}
WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
CUT = re.compile(r"[-~/](?!\w)")


@cache
def load(model: str) -> Language:
    """Load a model once per process, its unused parts left out."""
    import spacy  # noqa: PLC0415 - slow to import, and only this proposer needs it

    return spacy.load(model, exclude=list(UNUSED))


def propose(texts: Sequence[str], model: str, *, cased: bool) -> list[list[Span]]:
    """Give, for each turn, what the model names; a text without capitals is first given likely ones."""
    read = texts if cased else [with_capitals(t) for t in texts]
    found = load(model).pipe(read, batch_size=32)
    return [list(_kept(text, doc, cased=cased)) for text, doc in zip(read, found, strict=True)]


def with_capitals(text: str) -> str:
    """
    Give a capital to the words that no ordinary word explains, keeping every offset.

    >>> with_capitals("je l'ai dit à nathalie hier")
    "je l'ai dit à Nathalie hier"
    """
    return WORD.sub(lambda m: m.group() if ordinary(m.group()) else m.group()[0].upper() + m.group()[1:], text)


def _kept(text: str, doc: object, *, cased: bool) -> Iterator[Span]:
    for entity in doc.ents:  # type: ignore[attr-defined]
        words = _names(text, entity.start_char, entity.end_char, cased=cased)
        if words:
            yield Span(words[0][0], words[-1][1], TYPES[entity.label_])


def _names(text: str, start: int, end: int, *, cased: bool) -> list[tuple[int, int]]:
    # The words of the entity, without those at its ends that only introduce it.
    words = [m.span() for m in WORD.finditer(text, start, end) if not CUT.match(text, m.end())]
    while words and _introduces(text, *words[0]):
        del words[0]
    while words and _follows(text, *words[-1]):
        del words[-1]
    return words if any(_names_something(text, *w, cased=cased) for w in words) else []


def _introduces(text: str, start: int, end: int) -> bool:
    return (grammatical(text[start:end]) or _filler_at_start(text, start, end)) and not _article(text, start, end)


def _article(text: str, start: int, end: int) -> bool:
    # « La Clède », in the middle of a sentence: the article belongs to the name.
    return capitalised(text, start) and not sentence_start(text, start) and text[start:end].lower() in {"la", "le", "les"}


def _filler_at_start(text: str, start: int, end: int) -> bool:
    return sentence_start(text, start) and ordinary(text[start:end]) and not _listed(text[start:end])


def _follows(text: str, start: int, end: int) -> bool:
    return grammatical(text[start:end]) or (ordinary(text[start:end]) and not capitalised(text, start))


def _names_something(text: str, start: int, end: int, *, cased: bool) -> bool:
    said = text[start:end]
    if grammatical(said) or not any(c.isalpha() for c in said):
        return False
    if not ordinary(said):
        return len(said) > 1
    return cased and capitalised(text, start) and not sentence_start(text, start) and len(said) > 1


def _listed(word: str) -> bool:
    return phrase(word) in first_names.phrases() or phrase(word) in places.phrases()
