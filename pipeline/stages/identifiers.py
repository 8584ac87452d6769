"""turns, proposals, sessions, identifier_decisions, study_key → identifiers: who is named where, and what is shown."""

from __future__ import annotations

import re
from collections import defaultdict

from pipeline.contracts import Identifier, Proposal, Turn
from pipeline.decisions import IdentifierDecision
from pipeline.french import places
from pipeline.french.folding import fold
from pipeline.french.labels import place as place_label
from pipeline.french.phrases import Phrase, phrase
from pipeline.identity.mentions import mentions
from pipeline.identity.people import People, Someone, with_heard
from pipeline.identity.propagation import propagate
from pipeline.identity.pseudonyms import choose, digest
from pipeline.identity.replacements import Registry, identifier, place_key
from pipeline.identity.rulings import added, obey, rulings
from pipeline.proposers.triggers import titled
from pipeline.readers.session import QUESTIONNAIRE, Session
from pipeline.speakers import UNSAID, labels

WORD = re.compile(r"[^\W_]+")


def identifiers(
    turns: list[Turn], proposals: list[Proposal], sessions: list[Session],
    identifier_decisions: list[IdentifierDecision], study_key: bytes,
) -> list[Identifier]:
    """Link proposals to people and places, spread them over the corpus, and give each its replacement."""
    rules = rulings(turns, identifier_decisions, study_key)
    found = obey(propagate(turns, [*mentions(turns, proposals), *added(rules)]), rules)
    held = [with_heard(s, turns) for s in sessions if s.session in {t.session for t in turns}]
    registry = Registry(People(held), _titled(turns))
    registry.ask(found)
    _ask_unsaid(registry, held, turns)
    registry.pseudonyms = choose(study_key, registry.requests, _words(turns, held))
    registry.tell_apart(study_key, [someone for _, someone in _members(registry, held, turns)])
    said = [identifier(study_key, mention, registry) for mention in found]
    return said + [row for session in held for row in _unsaid(study_key, session, turns, registry)]


def _titled(turns: list[Turn]) -> dict[str, set[Phrase]]:
    found: dict[str, set[Phrase]] = defaultdict(set)
    for turn in turns:
        found[turn.session] |= titled(turn.text)
    return found


def _words(turns: list[Turn], sessions: list[Session]) -> frozenset[str]:
    names = [n for s in sessions for p in s.people for n in (p.name, p.label)]
    texts = [*(t.text for t in turns), *names, *(s.place for s in sessions)]
    return frozenset(w for text in texts for w in WORD.findall(fold(text)))


def _members(registry: Registry, sessions: list[Session], turns: list[Turn]) -> list[tuple[Session, Someone]]:
    interviewed = [s for s in sessions if s.type != QUESTIONNAIRE]
    return [(s, registry.people.labelled(s.session, label)) for s in interviewed for label in labels(s, turns)]


def _ask_unsaid(registry: Registry, sessions: list[Session], turns: list[Turn]) -> None:
    for session, someone in _members(registry, sessions, turns):
        registry.ask_person(someone, [session.session])
    for session in sessions:
        if phrase(session.place):
            registry.ask_place(session.place, [session.session])


def _unsaid(key: bytes, session: Session, turns: list[Turn], registry: Registry) -> list[Identifier]:
    rows = []
    for number, label in enumerate(labels(session, turns)):
        someone = registry.people.labelled(session.session, label)
        entity = f"person-{digest(key, f'person|{someone.key}')[:12]}"
        # A respondent's number names nobody, and joins what was written to what was ticked.
        shown = label if session.type == QUESTIONNAIRE else registry.full(someone)
        rows.append(_row(session, number, entity, shown))
    if phrase(session.place):
        mark = place_key(session.place)
        shown = place_label(session.place, registry.pseudonyms[mark], places.kinds().get(phrase(session.place), ""))
        rows.append(_row(session, len(rows), f"place-{digest(key, mark)[:12]}", shown))
    return rows


def _row(session: Session, number: int, entity: str, replacement: str) -> Identifier:
    kind = "person" if entity.startswith("person") else "place"
    return Identifier(
        session.session, UNSAID, number, number, "place" if kind == "place" else "person", entity, "metadata",
        "replace", replacement,
    )
