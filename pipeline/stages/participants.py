"""Metadata of sessions → participants under their pseudonyms, with the coarse attributes declared: a door out."""

from __future__ import annotations

from typing import Any

from pipeline.attributes import Attribute, checked
from pipeline.contracts import Identifier, Participant, Turn
from pipeline.readers.session import Person, Session
from pipeline.speakers import place_pseudonym, speaker_pseudonyms


def participants(
    turns: list[Turn], sessions: list[Session], identifiers: list[Identifier], *, attributes: dict[str, dict[str, Any]]
) -> list[Participant]:
    """
    List who speaks as a participant in each session; of what the metadata say, only declared attributes pass.

    Args:
        turns: who spoke.
        sessions: what the metadata say.
        identifiers: the pseudonyms of speakers and places.
        attributes: attribute → ``from`` (a field of the metadata, ``session.type`` or ``place``), and either
            ``bands`` with their ``unit``, or ``values`` with the words they are shown under.

    Raises:
        NameWouldLeak: a value holds a name of the metadata.
    """
    declared = [Attribute(name=name, source=spec["from"], **_options(spec)) for name, spec in attributes.items()]
    found = [p for s in sessions for p in _of_session(s, turns, identifiers, declared)]
    checked(found, declared, sessions)
    return found


def _options(spec: dict[str, Any]) -> dict[str, Any]:
    return {option: value for option, value in spec.items() if option != "from"}


def _of_session(
    session: Session, turns: list[Turn], identifiers: list[Identifier], declared: list[Attribute]
) -> list[Participant]:
    heard = {t.speaker for t in turns if t.session == session.session and t.role == "participant"}
    pseudonyms = speaker_pseudonyms(session, turns, identifiers)
    place = place_pseudonym(session.session, identifiers)
    people = {p.label: p for p in session.people}
    # Two labels of one person in a session bear one pseudonym: the person counts once.
    of = {pseudonyms[label]: people.get(label, Person(label, "")) for label in sorted(heard, reverse=True)}
    return [
        Participant(name, session.session, {a.name: a.of(person, session, place) for a in declared})
        for name, person in sorted(of.items())
    ]
