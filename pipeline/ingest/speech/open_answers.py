"""A questionnaire's open questions → drafts: each answer after the question that prompted it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import Any

from pipeline.ingest.respondents import respondents
from pipeline.ingest.session import Aside, Questionnaire
from pipeline.ingest.speech.draft_turn import DraftTurn
from pipeline.language import transcript_conventions


def open_answers(table: Questionnaire, *, respondent: str, questions: Mapping[str, Any]) -> list[DraftTurn]:
    """
    Give what respondents wrote, in the order of the table, so that a new line moves no earlier answer.

    Args:
        table: the questionnaire as received.
        respondent: heading of the respondents' numbers.
        questions: heading of an open question → the question as it was asked; empty: the heading itself.
    """
    asked = {column: str(prompt or column) for column, prompt in questions.items() if column in table.header}
    return [
        draft
        for line, (name, cells) in enumerate(respondents(table, respondent), 1)
        for column, prompt in asked.items() if cells.get(column, "").strip()
        for draft in _exchange(prompt, name, cells[column].strip(), f"réponse {line}, {column}")
    ]


def _exchange(prompt: str, name: str, answer: str, place: str) -> tuple[DraftTurn, DraftTurn]:
    question = DraftTurn(transcript_conventions.QUESTIONNAIRE, place, [prompt], role="interviewer")
    return question, DraftTurn(name, place, [answer], role="participant")


def untold(table: Questionnaire, *, respondent: str, questions: Mapping[str, Any]) -> Iterator[Aside]:
    """Give the cells of a questionnaire that are no open answer: headings, closed answers, lines written twice."""
    yield Aside(" ".join(table.header), "header", "ligne 1")
    told = {column for column in questions if column in table.header}
    for _, cells in respondents(table, respondent):
        yield Aside(" ".join(cell for column, cell in cells.items() if column not in told), "closed_answer")
    for row in (Counter(table.rows) - Counter(set(table.rows))).elements():
        yield Aside(" ".join(row), "repeated")
