"""Cases, what was decided, signatures → how far the review of a session has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.model.decision_rows import IdentifierDecision
from pipeline.pseudonymise.review.cases import ReviewCase
from pipeline.pseudonymise.review.decided_cases import DecidedCase, DecidedCases


@dataclass(frozen=True, slots=True)
class SessionProgress:
    """
    How far a session is.

    Attributes:
        doubtful: doubtful proposals on which nobody has decided yet.
        readers: who signed.
        pending: decisions that the last run did not know.
    """

    decided: int
    total: int
    doubtful: int
    readers: tuple[str, ...]
    pending: int

    @property
    def left(self) -> int:
        return self.total - self.decided


def progress(
    session: str, found: Sequence[ReviewCase], now: DecidedCases, decisions: Iterable[IdentifierDecision],
    signed: Iterable[str] = (),
) -> SessionProgress:
    """
    Count what is decided in a session and what is not.

    Args:
        session: the session.
        found: its proposals, as the last run left them.
        now: what has been decided.
        decisions: the lines in force, for the signatures.
        signed: the readers whose signature the last run knew.
    """
    every, found = found, [c for c in found if not c.on_purpose]
    settled = now.settled(found)
    doubtful = sum(1 for c in found if c.doubts and c.spot not in settled)
    readers = signatures(session, decisions)
    pending = sum(_unknown(c, settled[c.spot]) for c in found if c.spot in settled) + len(added(session, every, now))
    return SessionProgress(len(settled), len(found), doubtful, readers, pending + len(set(readers) ^ set(signed)))


def signatures(session: str, decisions: Iterable[IdentifierDecision]) -> tuple[str, ...]:
    """Name those who signed the review of a session."""
    return tuple(sorted({d.author for d in decisions if d.signs and d.session == session}))


def _unknown(case: ReviewCase, held: DecidedCase) -> bool:
    mention = held.ruling.mention
    shown = mention.wanted in {"", case.replacement} and mention.decided in {"", case.entity}
    return case.source != "person" or (mention.action == "keep") != (case.action == "keep") or not shown


def added(session: str, found: Iterable[ReviewCase], now: DecidedCases) -> list[ReviewCase]:
    """Give what people asked to hide in a session beyond what was proposed, until the next run takes it up."""
    known = {c.spot for c in found}
    return [_case(held) for spot, held in sorted(now.here.items()) if spot[0] == session and spot not in known]


def _case(held: DecidedCase) -> ReviewCase:
    d, m = held.decision, held.ruling.mention
    return ReviewCase(
        m.session, m.turn, m.start, m.end, d.first_word, d.last_word, m.said, m.type, m.decided, m.action, m.wanted,
    )
