"""A label that several interviews bear is several people until somebody says otherwise."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from pipeline.ingest.session import Person, Session
from pipeline.model.contracts import CoreferenceCandidate, Identifier, Turn
from pipeline.pseudonymise.people.speakers import UNSAID
from pipeline.stages.identifiers import identifiers
from tests.small_corpus import KEY, POLICY


def session(name: str, people: Sequence[Person] = (), known_as: tuple[str, ...] = ()) -> Session:
    return Session(name, f"{name}.txt", "entretien", "", "", tuple(people), ("ENQ",), {}, known_as)


def made(sessions: list[Session], label: str) -> tuple[list[Identifier], list[CoreferenceCandidate]]:
    asked = [Turn(s.session, 0, "ENQ", "interviewer", None, None, "Et après ?", "") for s in sessions]
    turns = [*asked, *(Turn(s.session, 1, label, "participant", None, None, "On verra bien.", "") for s in sessions)]
    return identifiers(turns, [], sessions, [], KEY, **POLICY)


def speakers(rows: list[Identifier]) -> dict[str, tuple[str, str]]:
    return {r.session: (r.entity, r.replacement) for r in rows if r.turn == UNSAID}


@pytest.mark.parametrize("label", ["R", "Mme B.", "Enquêté·e", "INTERVIEWÉE", "Marie", "Mme Dupont", "Marie Dupont",
                                   "Locuteur 1", "Speaker 1", "SPEAKER_00", "Intervenant 2", "Voix 1", "P1", "S00"])
def test_a_label_of_two_interviews_is_two_people(label: str) -> None:
    """Two entities, two pseudonyms."""
    (one, name), (other, another) = speakers(made([session("E01"), session("E02")], label)[0]).values()

    assert one != other
    assert name != another


@pytest.mark.parametrize("label", ["Locuteur 1", "Speaker 1", "SPEAKER_00", "Intervenant 2", "S00"])
def test_a_numbered_voice_of_two_recordings_is_nobody_s_question(label: str) -> None:
    """« Locuteur 1 » of one recording is nobody of another: it is not even asked."""
    assert not made([session("E01"), session("E02")], label)[1]


@pytest.mark.parametrize(("label", "reason"), [
    ("Marie Dupont", "same_name"), ("Marie", "first_name"), ("Mme Dupont", "surname"),
])
def test_a_name_of_two_interviews_is_asked_about(label: str, reason: str) -> None:
    """One question, with its reason; a role or an initial asks nothing."""
    coreference_candidates = made([session("E01"), session("E02")], label)[1]

    assert [x.reason for x in coreference_candidates] == [reason]
    assert not made([session("E01"), session("E02")], "R")[1]


def test_a_whole_name_that_the_metadata_give_twice_is_one_person() -> None:
    """There somebody said so."""
    people = [Person("P1", "Marie Dupont")]
    rows, coreference_candidates = made([session("E01", people), session("G01", people)], "P1")
    (one, name), (other, another) = speakers(rows).values()

    assert (one, name, coreference_candidates) == (other, another, [])


@pytest.mark.parametrize("label", ["R", "Marie", "Mme Dupont", "Marie Dupont"])
def test_another_identifier_draws_no_other_pseudonym(label: str) -> None:
    """The first identifier of an interview goes on drawing it."""
    before = speakers(made([session("S3fa2b1"), session("E02")], label)[0])
    after = speakers(made([session("E01", known_as=("S3fa2b1", "E01")), session("E02")], label)[0])

    assert after["E01"] == before["S3fa2b1"]
    assert after["E02"] == before["E02"]


