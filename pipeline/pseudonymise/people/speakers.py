"""Identifiers → the pseudonyms under which speakers and places appear everywhere else.

Nobody says a speaker label or the place of a session aloud: their rows have turn ``UNSAID`` and a running
number instead of offsets.
Rows of type ``person`` are the labels of the session in the order of ``labels``; its place is the row of
type ``place``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.ingest.session import Session
from pipeline.language.voices import one_person
from pipeline.model.contracts import Identifier, Turn

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
