"""A study as its last run left it, and what people decided → what each interview is called outside the dashboard."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from pipeline.anchoring import decisions
from pipeline.model import store
from pipeline.model.contracts import ARTEFACTS, Participant, SessionOrder
from pipeline.model.decision_rows import InterviewDecision
from pipeline.model.study import OPAQUE, Study
from pipeline.pseudonymise.people import titles

KIND = "type"


def study_titles(study: Study) -> dict[str, str]:
    """
    Call every interview of the last run; before the first, those that the register of interviews knows.

    Screens call them the same: the same numbers, the same titles given.
    """
    session_order: list[SessionOrder] = _made(study, "session_order")
    participants: list[Participant] = _made(study, "participants")
    arrived = decisions.interviews(study).arrived()
    given = titles.given(decisions.read(study, InterviewDecision))
    sessions = list(dict.fromkeys([*(f.session for f in session_order), *(p.session for p in participants)])) or arrived
    kinds: dict[str, str] = defaultdict(str) | {p.session: p.attributes.get(KIND, "") for p in reversed(participants)}
    numbers = titles.numbers(sessions, {f.session: f.rank for f in session_order}, arrived)
    return {s: given.get(s) or titles.neutral(s, numbers[s], kinds[s], []) for s in sessions}


def study_order(study: Study, files: Mapping[str, str]) -> list[str]:
    """
    List interviews as every page does, those that no run has read yet after the others, by their files.

    Args:
        study: where.
        files: sessions → the files they were read from.
    """
    ranks = {f.session: f.rank for f in _made(study, "session_order")}
    arrived = decisions.interviews(study).arrived()
    new = sorted(files.keys() - set(arrived), key=lambda s: (titles.by_name(files[s]), s))
    return titles.ordered(files, ranks, [*arrived, *new])


def beside_file(session: str, file: str, called: Mapping[str, str]) -> str:
    """
    Name an interview as whoever holds its file knows it; the title that the team reads stands beside, never a hash.

    >>> beside_file("S3fa2b1", "Roy.docx", {"S3fa2b1": "Entretien 3"}), beside_file("S3fa2b1", "Roy.docx", {})
    ('Roy.docx (Entretien 3)', 'Roy.docx')
    >>> beside_file("E01", "E01.txt", {"E01": "E01"}), beside_file("E01", "", {"E01": "E01"})
    ('E01.txt', 'E01')
    """
    title = called.get(session) or ("" if OPAQUE.fullmatch(session) else session)
    if not file:
        return title or titles.GONE
    return file if title in {"", PurePath(file).stem} else f"{file} ({title})"


def _made(study: Study, name: str) -> list[Any]:
    return store.load(study, name) if (study / ARTEFACTS[name].path(name)).exists() else []
