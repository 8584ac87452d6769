"""A turn → telephone numbers, e-mail addresses, social security numbers, postal addresses, dates…"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from pipeline.language import organisations
from pipeline.language.identifier_patterns import (
    ACCOUNT,
    AFTER,
    COMPILED,
    DATE_INSIDE,
    DATED_TITLE,
    DICTATED,
    HANDLE,
    NEXT_WORD,
    ONE_LETTER_WORDS,
    SPELT,
    SPOKEN_YEAR,
    STREET_NAME,
    YEARS,
)
from pipeline.language.lexicon import grammatical, ordinary
from pipeline.model.contracts import IdentifierType
from pipeline.pseudonymise.detect.span import Span

OF_DIGITS = frozenset({"iban", "nir", "plate", "case_number"})


def propose(text: str) -> list[Span]:
    """Give what has the shape of a structured identifier; what one pattern covers no later one takes."""
    taken: list[Span] = []
    titles = [t.span() for t in DATED_TITLE.finditer(text)] if any(map(str.isdigit, text)) else []
    for span in chain(*(shape(text) for shape in (_dictated, _shaped, _introduced, _international, _streets, _spelt))):
        titled = any(start <= span.start and span.end <= end for start, end in titles)
        if not titled and all(span.end <= t.start or span.start >= t.end for t in taken):
            taken.append(span)
    return taken


def _shaped(text: str) -> Iterator[Span]:
    digits = any(map(str.isdigit, text))
    for kind, pattern in (p for p in COMPILED if digits or p[0] not in OF_DIGITS):
        for found in pattern.finditer(text):
            if _plausible(kind, found.group()):
                end = _named(text, found.end()) if kind == "address" else found.end()
                yield Span(found.start(), end, kind)
    for found in HANDLE.finditer(text):
        yield Span(found.start(), found.end(), "handle")


def _dictated(text: str) -> Iterator[Span]:
    for found in DICTATED.finditer(text):
        years = SPOKEN_YEAR.search(found.group()) and "zéro" not in found.group().lower()
        if not years and not found.group().lower().startswith("zéro"):
            yield Span(found.start(), found.end(), "case_number")


def _named(text: str, end: int) -> int:
    # « avenue jean jaurès », « 59100 roubaix »: the words that follow, as long as no ordinary word explains them.
    found = NEXT_WORD.match(text, end)
    return _named(text, found.end()) if found and not _words(found["name"]) else end


def _words(said: str) -> bool:
    return all(ordinary(w) for w in re.split(r"[’'-]", said))


def _streets(text: str) -> Iterator[Span]:
    for found in STREET_NAME.finditer(text):
        if not _words(found["name"]):
            yield Span(found.start(), _named(text, found.end()), "place")


def _spelt(text: str) -> Iterator[Span]:
    for found in SPELT.finditer(text):
        letters = [w.lower() for w in re.findall(r"[^\W\d_]+", found.group()) if len(w) == 1]
        if len(set(letters) - ONE_LETTER_WORDS) > 1:
            yield Span(found.start(), found.end(), "misc")


def _introduced(text: str) -> Iterator[Span]:
    if not any(map(str.isdigit, text)):
        return
    for found in AFTER.finditer(text):
        if not YEARS.fullmatch(found["number"]):
            yield Span(found.start("number"), found.end("number"), "case_number")
    for found in ACCOUNT.finditer(text):
        yield Span(found.start("number"), found.end("number"), "handle")


def _international(text: str) -> Iterator[Span]:
    if sum(c.isdigit() for c in text) < 8:
        return
    from phonenumbers import PhoneNumberMatcher  # noqa: PLC0415 - its tables are slow to load

    for found in PhoneNumberMatcher(text, "FR"):
        yield Span(found.start, found.end, "phone")


def _dated(found: re.Match[str]) -> bool:
    first = int(found["first"])
    month = int(found["month"])
    last = int(found["last"])
    return 1 <= month <= 12 and (1 <= first <= 31 or 1 <= last <= 31)


def _plausible(kind: IdentifierType, said: str) -> bool:
    if kind == "plate":
        # « 20 en 30 », « de 300 et »: grammatical words between numbers are no plate.
        return not any(grammatical(w) for w in re.findall(r"[^\W\d_]+", said) if not w.isupper())
    if kind == "phone":
        return not any(map(_dated, DATE_INSIDE.finditer(said)))
    if kind == "iban":
        return sum(c.isdigit() for c in said) >= 12
    if kind == "url":
        # « caf.fr », « impots.gouv.fr » and « www.ameli.fr » lead to institutions kept on purpose.
        return ".gouv.fr" not in said and not organisations.kept(said.replace(".", " ").replace(" point ", " "))
    return True
