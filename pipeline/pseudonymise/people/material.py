"""Types and days of sessions, attributes of people → what a study is made of, and in which order it was met."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.ingest.session import FIELD_NOTES, QUESTIONNAIRE, Session
from pipeline.language.folds import fold_for_search
from pipeline.model.contracts import Participant, SessionOrder
from pipeline.pseudonymise.people.attributes import UNKNOWN, WITHHELD

PLACE = "lieu"


@dataclass(frozen=True, slots=True)
class Material:
    """
    Sessions by what they are.

    Attributes:
        interviews: interviews and groups: where people were met.
        questionnaires: whose open answers are read as a session.
        notes: notebooks of the field.
        groups: those of the interviews where several may have been met: nothing else tells that they were one person.
    """

    interviews: int = 0
    questionnaires: int = 0
    notes: int = 0
    groups: int = 0


@dataclass(frozen=True, slots=True)
class Places:
    """How many places are told; ``more`` when that of somebody is kept back."""

    count: int
    more: bool


def interview(kind: str) -> bool:
    """Tell whether a session is an interview or a group: somebody was met there."""
    return kind not in {QUESTIONNAIRE, FIELD_NOTES}


def group(kind: str) -> bool:
    """
    Tell whether a session may be a group: what it is said to be is more than an interview, or is kept back.

    >>> [group(kind) for kind in ("entretien", "Entretien individuel", "entretien collectif", "focus group", WITHHELD)]
    [False, False, True, True, True]
    """
    alone = {"", "entretien", "individuel", "entretien individuel", UNKNOWN}
    return interview(kind) and fold_for_search(kind).strip() not in alone


def material(kinds: Iterable[str]) -> Material:
    """Count sessions by what each is."""
    every = list(kinds)
    return Material(
        sum(map(interview, every)), every.count(QUESTIONNAIRE), every.count(FIELD_NOTES), sum(map(group, every)),
    )


def places(interviewed: Iterable[Participant]) -> Places:
    """Count the places where people were met, those that may be told."""
    said = {p.attributes.get(PLACE, "") for p in interviewed} - {"", UNKNOWN}
    return Places(len(said - {WITHHELD}), WITHHELD in said)


FORMATS = ("%Y-%m-%d", "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y")


def session_order(sessions: Iterable[Session], kept: Collection[str]) -> list[SessionOrder]:
    """Rank the sessions kept by their days, those of one day by name; a day that is not known gives the rank 0."""
    days = {s.session: day(s.date) for s in sessions if s.session in kept}
    dated = sorted((when, session) for session, when in days.items() if when)
    ranks = {session: rank for rank, (_, session) in enumerate(dated, 1)}
    return [SessionOrder(session, ranks.get(session, 0)) for session in sorted(days)]


def day(written: str) -> date | None:
    """
    Read a day as people write one.

    >>> day("17/02/2015"), day("printemps")
    (datetime.date(2015, 2, 17), None)
    """
    for form in FORMATS:
        try:
            return datetime.strptime(written.strip()[:10], form).date()  # noqa: DTZ007 - a day has no hour
        except ValueError:
            continue
    return None
