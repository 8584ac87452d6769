"""Questionnaires as received → answers to the closed questions declared: nothing else can pass."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from pipeline.contracts import Answer
from pipeline.french.quantities import band, quantity
from pipeline.french.spelling import plain
from pipeline.readers.session import Questionnaire

OTHER = "autre"
NONE = "sans réponse"
# A running number, perhaps after a letter or two: « R142 », « 17 »; « lea75 » may be someone.
OPAQUE = re.compile(r"[A-Za-z]{0,2}-?\d{1,5}")


@dataclass(frozen=True)
class Question:
    """
    A closed question as ``params.yaml`` declares it.

    Attributes:
        column: the heading of its column.
        values: the only answers that may leave.
        variants: other spellings → the answer they stand for.
        bands: for a question answered by a number, lower bounds of bands, and what the number counts.
        unit: what the number counts.
    """

    column: str
    values: Sequence[str] = ()
    variants: dict[str, str] = field(default_factory=dict)
    bands: Sequence[int] = ()
    unit: str = "ans"

    def answer(self, said: str) -> str:
        """Give the declared answer that was meant, or say that there is none."""
        if not plain(said):
            return NONE
        if self.bands and (number := quantity(said)) is not None:
            return band(number, self.bands, self.unit)
        known = {plain(str(v)): str(v) for v in self.values}
        known |= {plain(variant): str(v) for variant, v in self.variants.items()}
        return known.get(plain(said), OTHER)


def answers(
    questionnaires: list[Questionnaire], *, respondent: str, questions: dict[str, dict[str, Any]]
) -> list[Answer]:
    """
    Give the answer of each respondent to each declared question.

    Spellings are folded (case, accents, spaces, apostrophes); what was not declared is « autre », an empty
    cell « sans réponse »; a line that repeats another word for word is dropped.

    Args:
        questionnaires: tables as received, with names, places and open answers.
        respondent: heading of the respondents' column.
        questions: heading of a closed question → its ``values`` and ``variants``, or its ``bands`` and ``unit``.
    """
    declared = [Question(column, **spec) for column, spec in questions.items()]
    found = [(q.session.session, a) for q in questionnaires for a in _of_table(q, respondent, declared)]
    if len(questionnaires) <= 1:
        return [a for _, a in found]
    # Two questionnaires may both have an R001.
    return [replace(a, participant=f"{session}-{a.participant}") for session, a in found]


def _of_table(table: Questionnaire, respondent: str, questions: list[Question]) -> list[Answer]:
    rows = [dict(zip(table.header, row, strict=False)) for row in dict.fromkeys(table.rows)]
    asked = [q for q in questions if q.column in table.header]
    names = _opaque([row.get(respondent, "").strip() for row in rows])
    return [
        Answer(name, q.column, q.answer(row.get(q.column, "")))
        for name, row in zip(names, rows, strict=True) for q in asked
    ]


def _opaque(names: list[str]) -> list[str]:
    """Keep the respondents' own numbers when all are opaque and each is used once; else give ranks."""
    if len(set(names)) == len(names) and all(OPAQUE.fullmatch(name) for name in names):
        return names
    return [f"Q{rank:04}" for rank in range(1, len(names) + 1)]
