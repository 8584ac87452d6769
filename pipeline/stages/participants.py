"""Metadata of sessions → participants under their pseudonyms, with the coarse attributes declared: a door out."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from pipeline.anchoring.decisions import WithdrawalDecision
from pipeline.ingest.session import GuideLine, Person, Session
from pipeline.ingest.withdrawals import GONE, Voice, voices
from pipeline.language.name_phrases import Phrases
from pipeline.model.contracts import Answer, GuideCoverage, Identifier, Participant, SessionOrder, Turn
from pipeline.model.lazy import by_session
from pipeline.pseudonymise.detect.metadata_names import place_phrases
from pipeline.pseudonymise.people.attributes import Attribute, checked, generalised, refuse_names, refuse_unknown
from pipeline.pseudonymise.people.speakers import (
    NOBODY,
    UNSAID,
    heard,
    people,
    place_pseudonym,
    session_order,
    speaker_pseudonyms,
)


def participants(
    turns: list[Turn], sessions: list[Session], identifiers: list[Identifier], answers: list[Answer],
    guide: list[GuideLine], study_key: bytes = b"", withdrawals: Sequence[WithdrawalDecision] = (), *,
    attributes: dict[str, dict[str, Any]], k: int, quasi_identifiers: list[str],
) -> tuple[list[Participant], list[GuideCoverage], list[SessionOrder]]:
    """
    List who speaks as a participant in each session; of what the metadata say, only declared attributes pass.

    A respondent of a questionnaire bears the answers to the questions that are named as attributes are.
    A row without participant tells of a session where nobody is known: field notes, unknown voices.

    Args:
        turns: who spoke.
        sessions: what the metadata say.
        identifiers: the pseudonyms of speakers and places.
        answers: the closed answers of questionnaires.
        guide: which question of the interview guide was asked in which session.
        study_key: the secret under which withdrawals name those who left.
        withdrawals: who left the analysis: nothing is told of them any more.
        attributes: attribute → ``from`` (a field of the metadata, ``session.type`` or ``place``), and either
            ``bands`` with their ``unit``, or ``values`` with the words they are shown under.
        k: the fewest interviewed people who may share a combination of what they can be recognised by.
        quasi_identifiers: what they can be recognised by, told less exactly in this order (``k_anonymity``).

    Raises:
        FiligraneError: a quasi-identifier is no attribute.
        NameWouldLeak: a value holds a name of the metadata.
    """
    said, unsaid = by_session(turns), by_session([i for i in identifiers if i.turn == UNSAID])
    guide = _without_places(guide, sessions, unsaid)
    left = {v for v, level in voices(turns, withdrawals, study_key).items() if level in GONE}
    declared = Attribute.declared(attributes)
    refuse_unknown(quasi_identifiers, declared)
    exact, wider = (
        [
            p for s in sessions
            for p in _of_session(s, said.get(s.session, ()), unsaid.get(s.session, ()), told, left)
        ]
        for told in (declared, [a.wider for a in declared])
    )
    found = _with_answers(_k_anonymous(exact, wider, quasi_identifiers, k), answers)
    checked(found, declared, sessions)
    refuse_names(sorted({line.question for line in guide}), sessions, "transcripts/guide.csv")
    return found, _guide_coverage(found, guide), session_order(sessions, {p.session for p in found})


def _without_places(
    guide: list[GuideLine], sessions: list[Session], unsaid: Mapping[str, Sequence[Identifier]]
) -> list[GuideLine]:
    # « Comment marche la mission locale ? », asked at the « Mission locale » of the metadata.
    known = {
        place: place_pseudonym(s.session, unsaid.get(s.session, ())) for s in sessions for place in place_phrases(s)
    }
    places = Phrases(known)
    masked = []
    for line in guide:
        text = line.question
        for found in reversed(list(places.find(text))):
            text = text[: found.start] + known[found.phrase] + text[found.end :]
        masked.append(replace(line, question=text))
    return masked


def _k_anonymous(
    exact: list[Participant], wider: list[Participant], quasi_identifiers: list[str], k: int
) -> list[Participant]:
    # Who answered a questionnaire is another population, told by its closed answers.
    named = people(p.participant for p in exact)
    interviewed = [p for p in exact if p.participant in named]
    in_wider_bands = {(p.participant, p.session): p.attributes for p in wider}
    told = generalised(interviewed, in_wider_bands, quasi_identifiers, k)
    by_key = {(p.participant, p.session): p for p in told}
    return [by_key.get((p.participant, p.session), p) for p in exact]


def _guide_coverage(found: list[Participant], guide: list[GuideLine]) -> list[GuideCoverage]:
    present: dict[str, list[str]] = defaultdict(list)
    for participant in found:
        present[participant.session].append(participant.participant)
    lines = {(line.session, who, line.question): line.asked for line in guide for who in present[line.session]}
    return [GuideCoverage(*key, asked) for key, asked in sorted(lines.items())]


def _with_answers(participants: list[Participant], answers: list[Answer]) -> list[Participant]:
    ticked = {(a.participant, a.question): a.answer for a in answers}
    return [
        replace(p, attributes={name: ticked.get((p.participant, name), said) for name, said in p.attributes.items()})
        for p in participants
    ]


def _of_session(
    session: Session, turns: Sequence[Turn], identifiers: Sequence[Identifier], declared: list[Attribute],
    left: set[Voice],
) -> list[Participant]:
    here = [t for t in turns if (t.session, t.speaker) not in left]
    answering = any(t.role == "participant" for t in here)
    known = heard(session.session, here) or [NOBODY] * answering
    place = place_pseudonym(session.session, identifiers)
    pseudonyms = speaker_pseudonyms(session, turns, identifiers)
    described = {p.label: p for p in session.people}
    present = sorted(known, reverse=True)
    # Two labels of one person in a session bear one pseudonym: the person counts once.
    of = {pseudonyms.get(label, NOBODY): described.get(label, Person(label, "")) for label in present}
    return [
        Participant(name, session.session, {a.name: a.of(person, session, place) for a in declared})
        for name, person in sorted(of.items())
    ]
