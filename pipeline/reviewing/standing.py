"""turns, decisions, key → what has been decided, by place and by words, as long as the words are still there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from pipeline.contracts import Turn
from pipeline.deciding.rows import IdentifierDecision
from pipeline.french.phrases import Phrase
from pipeline.identity.mentions import Place
from pipeline.identity.rulings import EVERYWHERE, Ruling, rulings
from pipeline.reviewing.cases import Case, Spot


@dataclass(frozen=True, slots=True)
class Held:
    """A decision whose words still stand where it says."""

    decision: IdentifierDecision
    ruling: Ruling

    @property
    def spot(self) -> Spot:
        return _spot(self.ruling)


@dataclass(frozen=True)
class Standing:
    """Decisions in force, the last word of all readers: of one place, and of every place with the same words."""

    here: dict[Spot, Held] = field(default_factory=dict)
    everywhere: dict[Phrase, Held] = field(default_factory=dict)

    def of(self, case: Case) -> Held | None:
        """Give what was decided for a case: what was said of its very place comes first."""
        return self.here.get(case.spot) or self.everywhere.get(case.phrase)

    def settled(self, cases: Iterable[Case]) -> dict[Spot, Held]:
        """Give the decided ones of some cases."""
        both = ((case.spot, self.of(case)) for case in cases)
        return {spot: held for spot, held in both if held}


def standing(turns: Iterable[Turn], decisions: Iterable[IdentifierDecision], key: bytes) -> Standing:
    """
    Read decisions in order of time: the last about a place, or about words, is the one that holds.

    A line for every place speaks of its own place too, as ``rulings.obey`` has it.
    """
    by_place = {(t.session, t.turn): t for t in turns}
    found = Standing()
    for d in sorted(decisions, key=lambda d: (d.at, d.author, d.line)):
        turn = by_place.get((d.session, d.turn))
        held = (_held(turn, d, key) if turn else None) or _held_elsewhere(by_place, d, key)
        if held:
            found.here[held.spot] = held
        if held and held.ruling.everywhere:
            found.everywhere[held.ruling.mention.phrase] = held
    return found


# Each gesture adds a line: the others are not weighed again.
@lru_cache(maxsize=1 << 16)
def _held(turn: Turn, decision: IdentifierDecision, key: bytes) -> Held | None:
    return next((Held(decision, r) for r in rulings([turn], [decision], key)), None)


def _held_elsewhere(by_place: Mapping[Place, Turn], d: IdentifierDecision, key: bytes) -> Held | None:
    if d.scope != EVERYWHERE or d.turn < 0:
        return None
    of_session = [t for (session, _), t in by_place.items() if session == d.session]
    return next((Held(d, r) for r in rulings(of_session, [d], key)), None)


def _spot(ruling: Ruling) -> Spot:
    m = ruling.mention
    return m.session, m.turn, m.start, m.end
