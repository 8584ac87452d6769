"""Questionnaires as received → answers to the closed questions declared: nothing else can pass."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from pipeline.anchoring.decisions import WithdrawalDecision
from pipeline.ingest.session import Questionnaire, respondents
from pipeline.ingest.withdrawals import GONE, LEVELS, voice
from pipeline.language.folds import plain_answer
from pipeline.language.numbers import quantity, quantity_band
from pipeline.model.contracts import Answer

OTHER = "autre"
NONE = "sans réponse"


@dataclass(frozen=True)
class DeclaredQuestion:
    """
    A closed question as ``params.yaml`` declares it.

    Attributes:
        column: the heading of its column.
        values: the only answers that may leave.
        variants: other spellings → the answer they stand for.
        bands: for a question answered by a number, lower bounds of bands, and what the number counts.
        unit: what the number counts.
        label: the question as screens put it.
    """

    column: str
    values: Sequence[str] = ()
    variants: dict[str, str] = field(default_factory=dict)
    bands: Sequence[int] = ()
    unit: str = "ans"
    label: str = ""

    def answer(self, said: str) -> str:
        """Give the declared answer that was meant, or say that there is none."""
        if not plain_answer(said):
            return NONE
        if self.bands and (number := quantity(said)) is not None:
            return quantity_band(number, self.bands, self.unit)
        known = {plain_answer(str(v)): str(v) for v in self.values}
        known |= {plain_answer(variant): str(v) for variant, v in self.variants.items()}
        return known.get(plain_answer(said), OTHER)


def answers(
    questionnaires: list[Questionnaire], study_key: bytes = b"", withdrawals: Sequence[WithdrawalDecision] = (), *,
    respondent: str, questions: dict[str, dict[str, Any]],
) -> list[Answer]:
    """
    Give the answer of each respondent to each declared question.

    Spellings are folded (case, accents, spaces, apostrophes); what was not declared is « autre », an empty
    cell « sans réponse »; a line that repeats another word for word is dropped.

    Args:
        questionnaires: tables as received, with names, places and open answers.
        study_key: the secret under which withdrawals name those who left.
        withdrawals: who left the analysis: nothing they answered is told any more.
        respondent: heading of the respondents' column.
        questions: heading of a closed question → its ``values`` and ``variants``, or its ``bands`` and ``unit``;
            its ``label`` is for screens.
    """
    declared = [DeclaredQuestion(column, **spec) for column, spec in questions.items()]
    left = {w.who for w in withdrawals if LEVELS.get(w.extent) in GONE}
    found: list[Answer] = []
    for table in questionnaires:
        asked = [q for q in declared if q.column in table.header]
        for name, row in respondents(table, respondent):
            if not left or voice(study_key, table.session.session, name) not in left:
                found += [Answer(name, q.column, q.answer(row.get(q.column, ""))) for q in asked]
    return found
