"""Identifiers → the pseudonyms under which speakers and places appear everywhere else.

Nobody says a speaker label or the place of a session aloud: their rows have turn ``UNSAID`` and a running
number instead of offsets.
Rows of type ``person`` are the labels of the session in the order of ``labels``; its place is the row of
type ``place``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime

from pipeline.ingest.session import FIELD_NOTES, QUESTIONNAIRE, Session
from pipeline.language.folds import fold_for_search
from pipeline.language.voices import one_person
from pipeline.model.contracts import Identifier, Participant, SessionOrder, Turn
from pipeline.pseudonymise.people.attributes import UNKNOWN, WITHHELD

UNSAID = -1
INTERVIEWER = "Enquêteur·rice"
NOBODY = ""
# Pseudonyms are names; who answered a questionnaire keeps a number, and is not counted among those interviewed.
RESPONDENT = re.compile(r"[\w-]*\d{1,5}")


def people(speakers: Iterable[str]) -> set[str]:
    """
    Keep the people interviewed: no respondent of a questionnaire, no unknown voice.

    >>> sorted(people(["Louise", "R012", "", "Louise"]))
    ['Louise']
    """
    return {s for s in speakers if s and not RESPONDENT.fullmatch(s)}


def heard(session: str, turns: Iterable[Turn]) -> list[str]:
    """
    List the labels of those who take part and speak in a session, in order.

    What several say at once, or an unknown voice, is nobody's beside people who are known; alone, it is somebody's.
    """
    found = {t.speaker for t in turns if t.session == session and t.role == "participant" and t.speaker}
    return sorted({label for label in found if one_person(label)} or found)


def labels(session: Session, turns: Iterable[Turn]) -> list[str]:
    """List the labels of those who take part in a session: first those heard, then those the metadata add."""
    first = heard(session.session, turns)
    return first + sorted({p.label for p in session.people} - set(first))


def speaker_pseudonyms(
    session: Session, turns: Iterable[Turn], identifiers: Iterable[Identifier]
) -> dict[str, str]:
    """Give each label of ``labels`` the pseudonym that its turns and its participant bear."""
    return dict(zip(labels(session, turns), _names(session.session, identifiers), strict=True))


def heard_pseudonyms(session: str, turns: Iterable[Turn], identifiers: Iterable[Identifier]) -> dict[str, str]:
    """Give the same as ``speaker_pseudonyms``, for those heard alone: nothing but the turns is needed."""
    return dict(zip(heard(session, turns), _names(session, identifiers), strict=False))


def _names(session: str, identifiers: Iterable[Identifier]) -> list[str]:
    unsaid = [i for i in identifiers if i.session == session and i.turn == UNSAID and i.type == "person"]
    return [i.replacement for i in sorted(unsaid, key=lambda i: i.start)]


def speaker(turn: Turn, pseudonyms: dict[str, str]) -> str:
    """
    Say who speaks: a pseudonym, the interviewer whoever it is, or nobody.

    Field notes, unknown voices and several at once are nobody's, as are editorial text and noise.
    """
    if turn.role == "participant":
        nobody = not turn.speaker or (turn.speaker not in pseudonyms and not one_person(turn.speaker))
        return NOBODY if nobody else pseudonyms[turn.speaker]
    return INTERVIEWER if turn.role == "interviewer" else NOBODY


def place_pseudonym(session: str, identifiers: Iterable[Identifier]) -> str:
    """Give the pseudonym of the place where a session was held; empty when the metadata say none."""
    found = (i for i in identifiers if i.session == session and i.turn == UNSAID and i.type == "place")
    return next((i.replacement for i in found), "")


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
