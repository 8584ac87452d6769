"""A turn → what its shape gives away: numbers, addresses, dates, organisations, capitals that nothing explains."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain

from pipeline.language import disguises, identifier_patterns, organisations, spoken_numbers
from pipeline.language.lexicon import adjective, grammatical, nominal, ordinary, substantive
from pipeline.language.name_context import NAME, TITLE_WORDS
from pipeline.language.sentences import proper, respected
from pipeline.model.contracts import IdentifierType
from pipeline.pseudonymise.detect.spans import Span

RANGE = re.compile(r"(?P<first>\d{2,4})[-/](?P<last>\d{2,4})")
FEW = 100  # between the two ends of a range
OF_DIGITS = frozenset({"iban", "nir", "plate", "case_number"})
FEWEST_OF_A_PHONE = 8  # digits


def propose_structured(text: str) -> list[Span]:
    """Give what has the shape of a structured identifier; what one pattern covers no later one takes."""
    taken: list[Span] = []
    titles = [t.span() for t in identifier_patterns.DATED_TITLE.finditer(text)] if any(map(str.isdigit, text)) else []
    for span in chain(*(shape(text) for shape in (_dated, _dictated, _shaped, _introduced, _in_words))):
        titled = any(start <= span.start and span.end <= end for start, end in titles)
        if not titled and all(span.end <= t.start or span.start >= t.end for t in taken):
            taken.append(span)
    return taken


def _shaped(text: str) -> Iterator[Span]:
    digits = any(map(str.isdigit, text))
    for kind, pattern in (p for p in identifier_patterns.COMPILED if digits or p[0] not in OF_DIGITS):
        for found in pattern.finditer(text):
            if _plausible(kind, found.group()):
                end = _named(text, found.end()) if kind == "address" else found.end()
                yield Span(found.start(), end, kind)
    for found in identifier_patterns.HANDLE.finditer(text):
        yield Span(found.start(), found.end(), "handle")


def _dated(text: str) -> Iterator[Span]:
    for start, end in spoken_numbers.dates(text):
        yield Span(start, end, "date")


def _dictated(text: str) -> Iterator[Span]:
    for found in identifier_patterns.DICTATED.finditer(text):
        years = identifier_patterns.SPOKEN_YEAR.search(found.group()) and "zéro" not in found.group().lower()
        if not years and not found.group().lower().startswith("zéro"):
            yield Span(found.start(), found.end(), "case_number")


def _named(text: str, end: int) -> int:
    # « avenue jean jaurès », « 59100 roubaix »: the words that follow, as long as no ordinary word explains them.
    post = identifier_patterns.POSTCODE.match(text, end)
    if post:
        return _named(text, post.end())
    found = identifier_patterns.NEXT_WORD.match(text, end)
    of = found and re.match(r"d['’][^\W\d_]", found["name"])  # « place jeanne d'arc »
    return _named(text, found.end()) if found and (of or not _words(found["name"])) else end


def _words(said: str) -> bool:
    return all(ordinary(w) for w in re.split(r"[’'-]", said))


def _in_words(text: str) -> Iterator[Span]:
    # The name of a street, a name spelt letter by letter.
    for found in identifier_patterns.STREET_NAME.finditer(text):
        # « rue du dessous-des-berges »: a name of several words in one.
        if not _words(found["name"]) or found["name"].count("-") > 1:
            yield Span(found.start(), _named(text, found.end()), "place")
    for run in disguises.spelt(text):
        told = run.explained or disguises.SPELLS.search(text[: run.start])
        fewest = disguises.SPELT_TOLD if told else disguises.SPELT_ALONE
        telling = set(run.letters) - disguises.ONE_LETTER_WORDS
        if len(run.letters) >= fewest and (told or len(telling) > 1) and not run.recited:
            yield Span(run.start, run.end, "misc")
    yield from _abroad(text)


NUMBERED = re.compile(r"\bentretien[ ]$", re.IGNORECASE)  # « Entretien 01 25.01.14 02 »
QUOTED = re.compile(r":\s*[«“\"]\s*\Z")


def _abroad(text: str) -> Iterator[Span]:
    if text.isascii():
        return
    found = list(disguises.OTHER_SCRIPT.finditer(text))
    # An interview held in another script is no list of names.
    if 2 * sum(len(m.group()) for m in found) < len(text):
        # « Ma mère disait : « … » » quotes a saying.
        yield from (Span(m.start(), m.end(), "misc") for m in found if not QUOTED.search(text[: m.start()]))


def _introduced(text: str) -> Iterator[Span]:
    # Numbers that a word announces, and telephone numbers of any country.
    for found in identifier_patterns.CALLED_BY_WORDS.finditer(text):
        yield Span(found.start("number"), found.end("number"), "case_number")
    if not any(map(str.isdigit, text)):
        return
    for found in chain(identifier_patterns.CALLED_BY.finditer(text), identifier_patterns.WRITTEN_ON.finditer(text)):
        yield Span(found.start("number"), found.end("number"), "case_number")
    for found in identifier_patterns.AFTER.finditer(text):
        if not identifier_patterns.YEARS.fullmatch(found["number"]):
            yield Span(found.start("number"), found.end("number"), "case_number")
    for found in identifier_patterns.ACCOUNT.finditer(text):
        yield Span(found.start("number"), found.end("number"), "handle")
    if sum(map(str.isdigit, text)) < FEWEST_OF_A_PHONE:
        return
    from phonenumbers import PhoneNumberMatcher  # noqa: PLC0415 - its tables are slow to load

    for phone in PhoneNumberMatcher(text, "FR"):
        if NUMBERED.search(text[: phone.start]):
            continue
        yield Span(phone.start, phone.end, "phone")


def _plausible(kind: IdentifierType, said: str) -> bool:
    if kind == "plate":
        # « 20 en 30 », « de 300 et »: grammatical words between numbers are no plate.
        return not any(grammatical(w) for w in re.findall(r"[^\W\d_]+", said) if not w.isupper())
    if kind == "phone":
        inside = identifier_patterns.DATE_INSIDE.finditer(said)
        if said.count("\n") > 1:
            return False  # a column of figures
        dates = ((int(m["first"]), int(m["month"]), int(m["last"])) for m in inside)
        return not any(1 <= month <= 12 and (1 <= first <= 31 or 1 <= last <= 31) for first, month, last in dates)
    if kind == "case_number" and (between := RANGE.fullmatch(said)):
        # « 2012-2013 », « 299-300 »: from one to the other.
        first, last = int(between["first"]), int(between["last"])
        years = all(map(identifier_patterns.YEARS.fullmatch, between.groups()))
        return not (first < last and (years or last - first <= FEW))
    if kind == "iban":
        return sum(c.isdigit() for c in said) >= 12
    if kind == "url":
        # « caf.fr », « impots.gouv.fr » and « www.ameli.fr » lead to institutions kept on purpose.
        return ".gouv.fr" not in said and not _institution(said)
    return True


def _institution(site: str) -> bool:
    # « ccas-roubaix.fr » names a town beside.
    host = identifier_patterns.SITE_PATH.sub("", site)
    words = " ".join(w for w in WORD.findall(host) if w.lower() not in identifier_patterns.OF_SITES)
    kept = organisations.kept(words)
    return bool(kept) and all(
        ordinary(m.group()) or any(k.start <= m.start() < k.end for k in kept) for m in WORD.finditer(words)
    )


def propose_organisations(text: str, *, cased: bool) -> list[Span]:
    """Give « foyer Les Mascarets » and « centre social de la Palmeraie » whole: the label keeps the kind."""
    if cased:
        patterns = (
            organisations.CASED, organisations.LINKED, organisations.QUOTED, organisations.APPOSED,
            organisations.CALLED,
        )
        found = [m for pattern in patterns for m in pattern.finditer(text) if not grammatical(m["name"])]
        starts = [m.start("name" if "named" in m.re.groupindex else "kind") for m in found]
        return [Span(start, m.end("name"), "organisation") for start, m in zip(starts, found, strict=True)]
    kinds = ((kind.start(), _name_end(text, kind.end())) for kind in organisations.UNCASED.finditer(text))
    return [*(Span(start, end, "organisation") for start, end in kinds if end), *_of_ordinary_words(text)]


def _name_end(text: str, start: int) -> int:
    at, links = start, organisations.FIRST_LINKS
    for _ in range(organisations.MOST_WORDS):
        found = organisations.NEXT.match(text, at)
        if not found or (grammatical(found["word"]) and found["word"] not in links):
            return 0
        if not ordinary(found["word"]):
            business = organisations.BUSINESS.match(text, found.end("word"))
            return business.end() if business else found.end("word")
        at, links = found.end(), links if found["word"] in organisations.FIRST_LINKS else organisations.LINKS
    return 0


def _of_ordinary_words(text: str) -> Iterator[Span]:
    houses = (organisations.HOUSE, organisations.HOUSE_OF, organisations.GROUP_THE)
    for found in chain.from_iterable(pattern.finditer(text) for pattern in houses):
        if found["name"] not in organisations.NOBODYS and (substantive(found["name"]) or adjective(found["name"])):
            yield Span(found.start(), _continued(text, found.end("name")), "organisation")
    for found in organisations.WORKS_THERE.finditer(text):
        if found["name"] in organisations.OFTEN_A_STRUCTURE:
            yield Span(found.start("name"), found.end("name"), "organisation")
    for found in organisations.GROUP.finditer(text):
        if found["name"] not in organisations.NOBODYS and substantive(found["name"]) and not adjective(found["name"]):
            end = _continued(text, found.end("name"), allowed=True)
            yield Span(found.start(), end, "organisation")


def _continued(text: str, end: int, *, allowed: bool = False) -> int:
    found = organisations.MORE.match(text, end)
    if not found or (found["word"] in organisations.NOBODYS and not allowed):
        return end
    belongs = substantive(found["word"]) if found["link"] else substantive(found["word"]) or adjective(found["word"])
    return found.end() if belongs else end


WORD = re.compile(r"[^\W_]+")
LONGEST_ACRONYM = 5
RANKED = re.compile(r"[^\W\d_]+[ ](?:Ier|[IVX]{2,5})\b|\b[IVX]{1,5}(?:e|er|ème|ième)\b")  # « Louis XV », « XIXe »
SHORTEST = 4


def propose_capitalised(text: str, *, cased: bool) -> list[Span]:
    """Give the runs of capitalised words inside sentences that hold a word unknown to the lexicon."""
    if not cased:
        return []
    found: list[Span] = []
    for name in (m for m in NAME.finditer(text) if proper(text, m.start())):
        title, space, _ = name.group().partition(" ")
        start = name.start() + (len(title) + 1 if space and title.rstrip(".").lower() in TITLE_WORDS else 0)
        if not _explained(text[start : name.end()]):
            found.append(Span(start, name.end(), "misc"))
    return found


def _explained(said: str) -> bool:
    said = RANKED.sub(" ", said)
    words = [w.lower() for w in WORD.findall(said)]
    if said.isupper():
        return len(said) <= LONGEST_ACRONYM or all(map(ordinary, words))
    # « on l'a envoyé à Passerelle »: an ordinary noun whose capital nothing explains.
    nouns = {w for w in words if len(w) >= SHORTEST and nominal(w) and not respected(w) and not grammatical(w)}
    return all(w in TITLE_WORDS or (ordinary(w) and w not in nouns) for w in words)
