"""turns, decisions, key → what has been decided, as long as the words are there, and how far a review has come."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.language.name_phrases import Phrase
from pipeline.model.contracts import Turn
from pipeline.model.decision_rows import IdentifierDecision, in_time
from pipeline.pseudonymise.resolve.mentions import IdentifierRuling, Place, rulings
from pipeline.pseudonymise.review.cases import ReviewCase, Spot


@dataclass(frozen=True, slots=True)
class DecidedCase:
    """A decision whose words still stand where it says."""

    decision: IdentifierDecision
    ruling: IdentifierRuling

    @property
    def spot(self) -> Spot:
        m = self.ruling.mention
        return m.session, m.turn, m.start, m.end


@dataclass(frozen=True)
class DecidedCases:
    """Decisions in force, the last word of all readers: of one place, and of every place with the same words."""

    here: dict[Spot, DecidedCase] = field(default_factory=dict)
    everywhere: dict[Phrase, DecidedCase] = field(default_factory=dict)

    def of(self, case: ReviewCase) -> DecidedCase | None:
        """Give what was decided for a case: what was said of its very place comes first."""
        return self.here.get(case.spot) or self.everywhere.get(case.phrase)

    def settled(self, cases: Iterable[ReviewCase]) -> dict[Spot, DecidedCase]:
        """Give the decided ones of some cases."""
        both = ((case.spot, self.of(case)) for case in cases)
        return {spot: held for spot, held in both if held}


def decided_cases(turns: Iterable[Turn], decisions: Iterable[IdentifierDecision], key: bytes) -> DecidedCases:
    """
    Read decisions in order of time: the last about a place, or about words, is the one that holds.

    A line for every place speaks of its own place too, as ``rulings.obey`` has it.
    """
    by_place = {(t.session, t.turn): t for t in turns}
    found = DecidedCases()
    for d in in_time(decisions):
        turn = by_place.get((d.session, d.turn))
        held = (_held(turn, d, key) if turn else None) or _held_elsewhere(by_place, d, key)
        if held:
            found.here[held.spot] = held
        if held and held.ruling.everywhere:
            found.everywhere[held.ruling.mention.phrase] = held
    return found


# Each gesture adds a line: the others are not weighed again.
@lru_cache(maxsize=1 << 16)
def _held(turn: Turn, decision: IdentifierDecision, key: bytes) -> DecidedCase | None:
    return next((DecidedCase(decision, r) for r in rulings([turn], [decision], key)), None)


def _held_elsewhere(by_place: Mapping[Place, Turn], d: IdentifierDecision, key: bytes) -> DecidedCase | None:
    if not (d.everywhere and d.stands_on_words):
        return None
    of_session = [t for (session, _), t in by_place.items() if session == d.session]
    return next((DecidedCase(d, r) for r in rulings(of_session, [d], key)), None)


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
