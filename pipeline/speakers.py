"""Identifiers → the pseudonyms under which speakers and places appear everywhere else.

Nobody says a speaker label or the place of a session aloud: their rows have turn ``UNSAID`` and a running
number instead of offsets.
Rows of type ``person`` are the labels of the session in the order of ``labels``; its place is the row of
type ``place``.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.contracts import Identifier, Turn
from pipeline.readers.session import Session

UNSAID = -1
INTERVIEWER = "Enquêteur·rice"


def labels(session: Session, turns: Iterable[Turn]) -> list[str]:
    """List the labels of those who take part in a session, of its metadata and of its turns, in order."""
    heard = {t.speaker for t in turns if t.session == session.session and t.role == "participant"}
    return sorted({p.label for p in session.people} | heard)


def speaker_pseudonyms(
    session: Session, turns: Iterable[Turn], identifiers: Iterable[Identifier]
) -> dict[str, str]:
    """Give each label of ``labels`` the pseudonym that its turns and its participant bear."""
    said = [i for i in identifiers if i.session == session.session and i.turn == UNSAID and i.type == "person"]
    ordered = sorted(said, key=lambda i: i.start)
    return dict(zip(labels(session, turns), (i.replacement for i in ordered), strict=True))


def speaker(turn: Turn, pseudonyms: dict[str, str]) -> str:
    """Say who speaks: a pseudonym, the interviewer whoever it is, or nobody for editorial text and noise."""
    if turn.role == "participant":
        return pseudonyms[turn.speaker]
    return INTERVIEWER if turn.role == "interviewer" else ""


def place_pseudonym(session: str, identifiers: Iterable[Identifier]) -> str:
    """Give the pseudonym of the place where a session was held; empty when the metadata say none."""
    found = (i for i in identifiers if i.session == session and i.turn == UNSAID and i.type == "place")
    return next((i.replacement for i in found), "")
