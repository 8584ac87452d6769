"""turns, decisions, key → what has been decided, as long as the words are there, and how far a review has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.language.name_phrases import Phrase
from pipeline.model.contracts import Turn
from pipeline.model.decision_rows import IdentifierDecision, in_time
from pipeline.pseudonymise.resolve.mentions import IdentifierRuling, rulings
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

    A line for every place speaks of its own place too, as ``mentions.obey`` has it.
    """
    by_place = {(t.session, t.turn): t for t in turns}
    found = DecidedCases()
    for d in in_time(decisions):
        turn = by_place.get((d.session, d.turn))
        held = _held(turn, d, key) if turn else None
        if held is None and d.everywhere and d.stands_on_words:
            of_session = [t for (session, _), t in by_place.items() if session == d.session]
            held = next((DecidedCase(d, r) for r in rulings(of_session, [d], key)), None)
        if held:
            found.here[held.spot] = held
        if held and held.ruling.everywhere:
            found.everywhere[held.ruling.mention.phrase] = held
    return found


# Each gesture adds a line: the others are not weighed again.
@lru_cache(maxsize=1 << 16)
def _held(turn: Turn, decision: IdentifierDecision, key: bytes) -> DecidedCase | None:
    return next((DecidedCase(decision, r) for r in rulings([turn], [decision], key)), None)


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
    asked = [c for c in found if not c.on_purpose]
    settled = now.settled(asked)
    readers = signatures(session, decisions)
    pending = len(added(session, found, now)) + len(set(readers) ^ set(signed))
    for case in (c for c in asked if c.spot in settled):
        mention = settled[case.spot].ruling.mention
        shown = mention.wanted in {"", case.replacement} and mention.decided in {"", case.entity}
        pending += case.source != "person" or (mention.action == "keep") != (case.action == "keep") or not shown
    doubtful = sum(1 for c in asked if c.doubts and c.spot not in settled)
    return SessionProgress(len(settled), len(asked), doubtful, readers, pending)


def signatures(session: str, decisions: Iterable[IdentifierDecision]) -> tuple[str, ...]:
    """Name those who signed the review of a session."""
    return tuple(sorted({d.author for d in decisions if d.signs and d.session == session}))


def added(session: str, found: Iterable[ReviewCase], now: DecidedCases) -> list[ReviewCase]:
    """Give what people asked to hide in a session beyond what was proposed, until the next run takes it up."""
    known = {c.spot for c in found}
    new = sorted(spot for spot in now.here if spot[0] == session and spot not in known)
    both = ((now.here[spot].decision, now.here[spot].ruling.mention) for spot in new)
    return [
        ReviewCase(
            m.session, m.turn, m.start, m.end, d.first_word, d.last_word, m.said, m.type, m.decided, m.action, m.wanted,
        )
        for d, m in both
    ]
