"""A turn → names that a title announces, that lists hold or that the metadata of its session tell."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from pipeline.ingest.session import Session
from pipeline.language import first_names, places
from pipeline.language.lexicon import grammatical, nominal, ordinary
from pipeline.language.name_context import (
    INITIALS,
    INTRODUCTION,
    KIN,
    LETTERS,
    LOWER,
    NAME,
    NOT_AFTER_TITLE,
    PARTICLE,
    PLACE,
    RELATION,
    TITLE,
    TOWN,
    acts,
    bare,
    names_something,
)
from pipeline.language.name_phrases import Phrase, Phrases, phrase
from pipeline.language.voices import names_nobody
from pipeline.model.contracts import IdentifierType
from pipeline.pseudonymise.detect.spans import Span


def propose_announced(text: str, *, cased: bool) -> list[Span]:
    """Give the names that follow what announces a name; in lower case, one or two words of one."""
    found = list(_after_titles(text, cased=cased))
    for announced in chain(RELATION.finditer(text), INTRODUCTION.finditer(text)):
        end = _capitalised(text, announced.end())
        if not end and not cased:
            end = _uncapitalised(text, announced.end(), title=False)
        if end:
            found.append(Span(announced.end(), end, "person"))
    return found


def titled(text: str) -> set[tuple[str, ...]]:
    """Give the names said with a title in a text, folded: there, « Martin » is a surname."""
    spans = [*_after_titles(text, cased=True), *_after_titles(text, cased=False)]
    return {phrase(text[s.start : s.end]) for s in spans}


def _after_titles(text: str, *, cased: bool) -> Iterator[Span]:
    for found in TITLE.finditer(text):
        end = _capitalised(text, found.end())
        if not end and cased:
            initials = INITIALS.match(text, found.end())
            end = initials.end() if initials else 0
        elif not end:
            end = _uncapitalised(text, found.end(), title=not KIN.match(found.group()))
        if end:
            yield Span(found.end(), end, "person")


def _capitalised(text: str, start: int) -> int:
    found = NAME.match(text, start)
    named = found and not grammatical(found.group()) and not LETTERS.fullmatch(found.group())
    return found.end() if found and named else 0


def _uncapitalised(text: str, start: int, *, title: bool) -> int:
    first = LOWER.match(text, start)
    if not first or grammatical(first.group()) or first.group() in NOT_AFTER_TITLE:
        return 0
    if not _naming(first.group()) and not (title and nominal(first.group())):
        return 0
    second = LOWER.match(text, first.end() + 1) if text[first.end() : first.end() + 1] == " " else None
    return second.end() if second and _naming(second.group()) else first.end()


def _naming(word: str) -> bool:
    # No word of the language, or a first name.
    ordinary_word = all(ordinary(w) for w in word.replace("’", "'").replace("-", "'").split("'") if w)
    return not ordinary_word or phrase(word) in first_names.phrases()


HYPHENATED = re.compile(r"[\w'’]*(?:-[\w'’]+)*")
SURNAME = re.compile(rf"[ ]{PARTICLE}{{0,2}}(?P<name>[A-ZÀ-ÖØ-Þ][\w’']+(?:-[\w’']+)*)")
WORD_AFTER = re.compile(r"[ ](?P<name>[^\W\d_]{3,})")


def propose_listed(text: str, *, cased: bool, others: Phrases | None = None) -> list[Span]:
    """Give the first names of the lists, and of ``others``, with the surname that follows, and the places."""
    found = list(_people(text, first_names.phrases(), cased=cased))
    if others:
        found += _people(text, others, cased=cased)
    for match in places.phrases().find(text):
        if names_something(text, match, cased=cased) or (not cased and bool(PLACE.search(text[: match.start]))):
            found.append(Span(match.start, match.end, "place"))
    return found


def _people(text: str, listed: Phrases, *, cased: bool) -> Iterator[Span]:
    for match in listed.find(text):
        if text[: match.start].endswith("-"):
            continue
        whole = HYPHENATED.match(text, match.end)
        first = end = whole.end() if whole else match.end
        surname = (SURNAME if cased else WORD_AFTER).match(text, first)
        if surname and (cased or not ordinary(surname["name"])):
            end = surname.end()
        surnamed = end > first
        if names_something(text, match, cased=cased) or (surnamed and not cased) or (cased and acts(text, match)):
            yield Span(match.start, end, "person")


def propose_towns(text: str, people: Iterable[Span], *, cased: bool) -> list[Span]:
    """Give the towns of a turn; many are surnames too, and are left to whoever is seen to bear them."""
    taken = [p for p in people if p.type == "person"]
    found = [
        Span(match.start, match.end, "place") for match in places.towns().find(text)
        if names_something(text, match, cased=cased) or (not cased and TOWN.search(text[: match.start]))
    ]
    return [span for span in found if all(span.end <= p.start or span.start >= p.end for p in taken)]


DOTTED_INITIALS = re.compile(r"(?:[^\W\d_]+\.[ -]?)+")
TITLES = frozenset("m mr mme mlle melle me dr pr monsieur madame mademoiselle docteur maitre".split())
INCLUSIVE = re.compile(r"[·•‧]\w+")
ROLES = re.compile(
    r"(?:(?:enqu|anim|interview|cherch|locut|speaker|partici|usag|benev|cadre|mediat|conseill|assist|educ|form|agent|"
    r"respons|direct|secret|travail|interven|person|homme|femme|voix|quest|repon|modera|observ|coord|accueil|psy)[a-z]*"
    r"|spk|as|cip|cesf|es|me|enq|sp|int|[a-z])(?: sociale?s?| publi[a-z]*)? ?\d*"
)


def propose_metadata(text: str, session: Session, *, cased: bool) -> list[Span]:
    """Give the places of a turn where someone or somewhere known from the metadata is named."""
    found = list(_spans(text, Phrases(people_phrases(session)), "person", cased=cased))
    if not cased:
        # Whoever takes part is called by a first name, be it a word too: « cerise tu viens ».
        first = Phrases(name_parts(p.name)[1] for p in session.people if len(name_parts(p.name)) > 1)
        found += (Span(m.start, m.end, "person") for m in first.find(text) if bare(text, m))
    found += _spans(text, Phrases(place_phrases(session)), "place", cased=cased)
    for label in (p.label for p in session.people if DOTTED_INITIALS.fullmatch(p.label.strip())):
        said = re.finditer(rf"(?<!\w){re.escape(label)}(?!\w)", text, re.IGNORECASE)
        found += (Span(m.start(), m.end(), "person") for m in said)
    return found


def people_phrases(session: Session) -> set[Phrase]:
    """Give the names of a session's people and interviewers, whole and part by part, folded."""
    names = [p.name for p in session.people] + [p.label for p in session.people] + list(session.interviewers)
    return {part for name in names if not is_role(name) for part in name_parts(name)}


def place_phrases(session: Session) -> set[Phrase]:
    """Give the name of a session's place, folded."""
    return {phrase(place) for place in re.split(r"[,;/()]", session.place) if phrase(place)}


def name_parts(name: str) -> list[Phrase]:
    """
    Give a name whole and its parts, without titles.

    >>> name_parts("Mme Awa Fournel")
    [('awa', 'fournel'), ('awa',), ('fournel',)]
    """
    words = [phrase(w) for w in name.split()]
    kept = [w for w in words if w and w[0] not in TITLES]
    if DOTTED_INITIALS.fullmatch(name.strip()) or not kept:
        return []
    whole = tuple(part for w in kept for part in w)
    return list(dict.fromkeys([whole, *(w for w in kept if len("".join(w)) > 1 and not grammatical("".join(w)))]))


def is_role(label: str) -> bool:
    """Tell whether a label says what someone is there (« Animateur », « AS1 », « Enquêté·e »), not who."""
    return bool(ROLES.fullmatch(" ".join(phrase(INCLUSIVE.sub("", label))))) or names_nobody(label)


def _spans(text: str, names: Phrases, kind: IdentifierType, *, cased: bool) -> Iterator[Span]:
    for match in names.find(text):
        if names_something(text, match, cased=cased, confirmed=True):
            yield Span(match.start, match.end, kind)
