"""A study as its last run left it, and what people decided → what each interview is called outside the dashboard."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from pipeline.anchoring import decisions
from pipeline.model import store
from pipeline.model.contracts import ARTEFACTS, Fieldwork, Participant
from pipeline.model.decision_rows import InterviewDecision
from pipeline.model.study import Study
from pipeline.pseudonymise.people import titles

KIND = "type"


def study_titles(study: Study) -> dict[str, str]:
    """
    Call every interview of the last run; before the first, those that the register of interviews knows.

    Screens call them the same: the same numbers, the same titles given.
    """
    fieldwork: list[Fieldwork] = _made(study, "fieldwork")
    participants: list[Participant] = _made(study, "participants")
    arrived, given = decisions.interviews(study).arrived(), titles.given(decisions.read(study, InterviewDecision))
    sessions = list(dict.fromkeys([*(f.session for f in fieldwork), *(p.session for p in participants)])) or arrived
    kinds: dict[str, str] = defaultdict(str) | {p.session: p.attributes.get(KIND, "") for p in reversed(participants)}
    numbers = titles.numbers(sessions, {f.session: f.rank for f in fieldwork}, arrived)
    return {s: given.get(s) or titles.neutral(s, numbers[s], kinds[s], []) for s in sessions}


def _made(study: Study, name: str) -> list[Any]:
    return store.load(study, name) if (study / ARTEFACTS[name].path(name)).exists() else []
