"""A turn → names announced by a title, a relation or an introduction."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.language import first_names
from pipeline.language.lexicon import grammatical, nominal, ordinary
from pipeline.language.name_context import (
    INITIALS,
    INTRODUCTION,
    KIN,
    LETTERS,
    LOWER,
    NAME,
    NOT_AFTER_TITLE,
    RELATION,
    TITLE,
)
from pipeline.language.name_phrases import phrase
from pipeline.pseudonymise.detect.span import Span


def propose(text: str, *, cased: bool) -> list[Span]:
    """Give the names that follow what announces a name; in lower case, one or two words of one."""
    return [*_after_titles(text, cased=cased), *_after_words(text, cased=cased)]


def titled(text: str) -> set[tuple[str, ...]]:
    """Give the names said with a title in a text, folded: there, « Martin » is a surname."""
    spans = [*_after_titles(text, cased=True), *_after_titles(text, cased=False)]
    return {phrase(text[s.start : s.end]) for s in spans}


def _after_titles(text: str, *, cased: bool) -> Iterator[Span]:
    for found in TITLE.finditer(text):
        end = _capitalised(text, found.end()) or (_initials(text, found.end()) if cased else 0)
        if not end and not cased:
            end = _uncapitalised(text, found.end(), title=not KIN.match(found.group()))
        if end:
            yield Span(found.end(), end, "person")


def _after_words(text: str, *, cased: bool) -> Iterator[Span]:
    for pattern in (RELATION, INTRODUCTION):
        for found in pattern.finditer(text):
            end = _capitalised(text, found.end())
            if not end and not cased:
                end = _uncapitalised(text, found.end(), title=False)
            if end:
                yield Span(found.end(), end, "person")


def _capitalised(text: str, start: int) -> int:
    found = NAME.match(text, start)
    named = found and not grammatical(found.group()) and not LETTERS.fullmatch(found.group())
    return found.end() if found and named else 0


def _initials(text: str, start: int) -> int:
    found = INITIALS.match(text, start)
    return found.end() if found else 0


def _uncapitalised(text: str, start: int, *, title: bool) -> int:
    first = LOWER.match(text, start)
    if not first or not _could_name(first.group(), title=title):
        return 0
    second = LOWER.match(text, first.end() + 1) if text[first.end() : first.end() + 1] == " " else None
    return second.end() if second and _continues(second.group()) else first.end()


def _continues(word: str) -> bool:
    return not _word(word) or phrase(word) in first_names.phrases()


def _could_name(word: str, *, title: bool) -> bool:
    if grammatical(word) or word in NOT_AFTER_TITLE:
        return False
    if not _word(word) or phrase(word) in first_names.phrases():
        return True
    return title and nominal(word)


def _word(said: str) -> bool:
    return all(ordinary(w) for w in said.replace("’", "'").replace("-", "'").split("'") if w)
