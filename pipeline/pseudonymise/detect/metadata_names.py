"""Metadata of a session → where a turn names those who take part, and the place where it was held."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.ingest.session import Session
from pipeline.language.lexicon import grammatical
from pipeline.language.name_context import bare, names_something
from pipeline.language.name_phrases import Phrase, Phrases, phrase
from pipeline.language.voices import is_role
from pipeline.model.contracts import IdentifierType
from pipeline.pseudonymise.detect.spans import Span

DOTTED_INITIALS = re.compile(r"(?:[^\W\d_]+\.[ -]?)+")
TITLES = frozenset("m mr mme mlle melle me dr pr monsieur madame mademoiselle docteur maitre".split())


def propose_metadata(text: str, session: Session, *, cased: bool) -> list[Span]:
    """
    Give the places of a turn where someone or somewhere known from the metadata is named.

    Args:
        text: of a turn.
        session: whose metadata name people and places.
        cased: whether who speaks is written with capitals.
    """
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


def _spans(text: str, names: Phrases, kind: IdentifierType, *, cased: bool) -> Iterator[Span]:
    for match in names.find(text):
        if names_something(text, match, cased=cased, confirmed=True):
            yield Span(match.start, match.end, kind)
