"""A turn → what its shape gives away: numbers, addresses, dates, organisations, capitals that nothing explains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from pipeline.language import institutions
from pipeline.language.capital_letters import proper, respected
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
from pipeline.language.lexicon import adjective, grammatical, nominal, ordinary, substantive
from pipeline.language.name_triggers import NAME, TITLE_WORDS
from pipeline.language.organisation_words import (
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
from pipeline.model.contracts import IdentifierType
from pipeline.pseudonymise.detect.spans import Span

OF_DIGITS = frozenset({"iban", "nir", "plate", "case_number"})


def propose_structured(text: str) -> list[Span]:
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
        return ".gouv.fr" not in said and not institutions.find(said.replace(".", " ").replace(" point ", " "))
    return True


def propose_organisations(text: str, *, cased: bool) -> list[Span]:
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


WORD = re.compile(r"[^\W_]+")
LONGEST_ACRONYM = 5
SHORTEST = 4


def propose_capitalised(text: str, *, cased: bool) -> list[Span]:
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
    return all(w in TITLE_WORDS or (ordinary(w) and not _unexplained(w)) for w in words)


def _unexplained(word: str) -> bool:
    # « on l'a envoyé à Passerelle »: an ordinary noun whose capital nothing explains.
    return len(word) >= SHORTEST and nominal(word) and not respected(word) and not grammatical(word)
