"""A turn and what the metadata of its session say → the people and the place they name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.ingest.session import Session
from pipeline.language.lexicon import grammatical
from pipeline.language.name_context import bare, names_something
from pipeline.language.name_phrases import Phrase, Phrases, phrase
from pipeline.language.voices import names_nobody
from pipeline.model.contracts import IdentifierType
from pipeline.pseudonymise.detect.span import Span

INITIALS = re.compile(r"(?:[^\W\d_]+\.[ -]?)+")
TITLES = frozenset("m mr mme mlle melle me dr pr monsieur madame mademoiselle docteur maitre".split())
INCLUSIVE = re.compile(r"[·•‧]\w+")
ROLES = re.compile(
    r"(?:(?:enqu|anim|interview|cherch|locut|speaker|partici|usag|benev|cadre|mediat|conseill|assist|educ|form|agent|"
    r"respons|direct|secret|travail|interven|person|homme|femme|voix|quest|repon|modera|observ|coord|accueil|psy)[a-z]*"
    r"|spk|as|cip|cesf|es|me|enq|sp|int|[a-z])(?: sociale?s?| publi[a-z]*)? ?\d*"
)


def propose(text: str, session: Session, *, cased: bool) -> list[Span]:
    """Give the places of a turn where someone or somewhere known from the metadata is named."""
    people = _spans(text, Phrases(people_phrases(session)), "person", cased=cased)
    called = () if cased else _called(text, session)
    places = _spans(text, Phrases(place_phrases(session)), "place", cased=cased)
    return [*people, *called, *places, *_labels(text, session)]


def people_phrases(session: Session) -> set[Phrase]:
    """Give the names of a session's people and interviewers, whole and part by part, folded."""
    names = [p.name for p in session.people] + [p.label for p in session.people] + list(session.interviewers)
    return {part for name in names if not is_role(name) for part in parts(name)}


def place_phrases(session: Session) -> set[Phrase]:
    """Give the name of a session's place, folded."""
    return {phrase(place) for place in re.split(r"[,;/()]", session.place) if phrase(place)}


def parts(name: str) -> list[Phrase]:
    """
    Give a name whole and its parts, without titles.

    >>> parts("Mme Awa Fournel")
    [('awa', 'fournel'), ('awa',), ('fournel',)]
    """
    words = [phrase(w) for w in name.split()]
    kept = [w for w in words if w and w[0] not in TITLES]
    if INITIALS.fullmatch(name.strip()) or not kept:
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


def _called(text: str, session: Session) -> Iterator[Span]:
    # Without capitals, whoever takes part is called by a first name, be it a word too: « cerise tu viens ».
    first = Phrases(parts(p.name)[1] for p in session.people if len(parts(p.name)) > 1)
    return (Span(m.start, m.end, "person") for m in first.find(text) if bare(text, m))


def _labels(text: str, session: Session) -> Iterator[Span]:
    for label in (p.label for p in session.people if INITIALS.fullmatch(p.label.strip())):
        for found in re.finditer(rf"(?<!\w){re.escape(label)}(?!\w)", text, re.IGNORECASE):
            yield Span(found.start(), found.end(), "person")
