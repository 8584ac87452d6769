"""turns, decisions, key → what has been decided, by place and by words, as long as the words are still there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.language.name_phrases import Phrase
from pipeline.model.contracts import Turn
from pipeline.model.decision_rows import IdentifierDecision, in_time
from pipeline.pseudonymise.resolve.mentions import Place
from pipeline.pseudonymise.resolve.standing_decisions import IdentifierRuling, rulings
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
