"""Answers: the vocabulary is closed, so that nothing personal can pass."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.ingest.readers.received_files import told_apart
from pipeline.ingest.session import Questionnaire, Session
from pipeline.model.conform import conform
from pipeline.model.contracts import Answer
from pipeline.stages.answers import answers

HEADER = ("repondant", "nom", "fonction", "q1", "heures", "ouverte")
QUESTIONS: dict[str, dict[str, Any]] = {
    "fonction": {"values": ["cadre", "assistant·e"], "variants": {"AS": "assistant·e"}},
    "q1": {"values": ["plutôt d'accord", "oui"]},
    "heures": {"bands": [0, 2, 5], "unit": "heures"},
    "absente": {"values": ["oui"]},
}


def table(*rows: tuple[str, ...], session: str = "Q1") -> Questionnaire:
    return Questionnaire(Session(session, "q.csv", "questionnaire", "", "", (), ()), HEADER, rows)


def row(name: str, function: str = "cadre", q1: str = "oui", hours: str = "3") -> tuple[str, ...]:
    return (name, "Prudence Mabiala", function, q1, hours, "Mme Sens est venue hier.")


def given(*tables: Questionnaire) -> list[Answer]:
    return conform("answers", answers(list(tables), respondent="repondant", questions=QUESTIONS))


def of(found: list[Answer], question: str) -> list[str]:
    return [a.answer for a in found if a.question == question]


@pytest.mark.parametrize(("said", "kept"), [
    ("Cadre", "cadre"), ("CADRE ", "cadre"), ("AS", "assistant·e"), ("assistant.e", "assistant·e"),
    ("Assistant\u00a0·e", "assistant·e"), ("", "sans réponse"), ("  ", "sans réponse"),
    ("Directrice de La Clède", "autre"),
])
def test_spellings_of_an_answer_are_one_answer(said: str, kept: str) -> None:
    """Case, accents, spaces and declared variants are folded; the rest is « autre »."""
    assert of(given(table(row("R001", function=said))), "fonction") == [kept]


@pytest.mark.parametrize("said", ["plutôt d'accord", "Plutôt d’accord", "PLUTOT D'ACCORD"])
def test_apostrophes_and_accents_do_not_matter(said: str) -> None:
    """A curly apostrophe makes no new answer."""
    assert of(given(table(row("R001", q1=said))), "q1") == ["plutôt d'accord"]


@pytest.mark.parametrize(("said", "kept"), [
    ("2h30", "2 à 4 heures"), ("4-5", "2 à 4 heures"), ("0,5", "moins de 2 heures"), ("17", "5 heures et plus"),
    ("trop", "autre"), ("", "sans réponse"),
])
def test_numbers_are_banded(said: str, kept: str) -> None:
    """No exact number leaves."""
    assert of(given(table(row("R001", hours=said))), "heures") == [kept]


def test_nothing_undeclared_leaves() -> None:
    """No name, no open answer, no undeclared column; a question that was not asked has no answer."""
    found = given(table(row("R001"), row("R002", function="Marcelle Sens")))
    assert {a.question for a in found} == {"fonction", "q1", "heures"}
    assert not [w for w in ("Prudence", "Mabiala", "Sens", "venue") if w in repr(found)]


def test_a_repeated_line_counts_once() -> None:
    """The same line twice is one respondent."""
    assert {a.participant for a in given(table(row("R001"), row("R002"), row("R001")))} == {"R001", "R002"}


@pytest.mark.parametrize("names", [("Marie", "Paul"), ("R001", "lea75"), ("R001", ""), ("0612345678", "R002")])
def test_respondents_that_are_not_opaque_get_ranks(names: tuple[str, str]) -> None:
    """A name, a pseudonym chosen by the person or a phone number never identifies a respondent."""
    assert {a.participant for a in given(table(*map(row, names)))} == {"Q0001", "Q0002"}


def test_one_number_for_two_people_gives_ranks() -> None:
    """Two different lines under one number stay two respondents."""
    assert len({a.participant for a in given(table(row("R001"), row("R001", q1="")))}) == 2


def test_two_questionnaires_do_not_mix() -> None:
    """R001 of one is not R001 of the other."""
    found = given(*told_apart([table(row("R001")), table(row("R001"), session="Q2")]))
    assert {a.participant for a in found} == {"Q1-R001", "Q2-R001"}


def test_no_questionnaire_no_answer() -> None:
    """A study without a questionnaire has an empty table."""
    assert given() == []
