"""The guide, questions, speech turns → out of how many people one counts, and who takes the floor after whom.

Who takes the floor: a turn answers the one just before it.
Turns of one voice in a row are one; turns where nobody speaks, and voices that nobody knows, break the chain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from pipeline.model.contracts import GuideCoverage

Who = tuple[str, str]  # a participant in a session


@dataclass(frozen=True, slots=True)
class PeopleShare:
    """
    People who bear something, out of those who could.

    Attributes:
        people: who bears it, among those asked.
        possible: those asked; everyone, where the guide says nothing.
        unasked: who bears it though nobody asked them.
        guided: whether the guide says who was asked.
    """

    people: frozenset[str]
    possible: frozenset[str]
    unasked: frozenset[str]
    guided: bool

    @property
    def without(self) -> frozenset[str]:
        """Who was asked, and does not bear it."""
        return self.possible - self.people


def guided(rows: Iterable[GuideCoverage], questions: Collection[str]) -> bool:
    """Tell whether the guide speaks of any of some questions."""
    return any(a.question in questions for a in rows)


def asked(everyone: frozenset[Who], rows: Collection[GuideCoverage], questions: Collection[str]) -> frozenset[Who]:
    """
    List who was asked any of some questions, in which session.

    Where the guide speaks of none of them, or of nothing at all in a session, everyone may have been asked.
    """
    if not guided(rows, questions):
        return everyone
    told = {a.session for a in rows}
    put = {(a.participant, a.session) for a in rows if a.asked and a.question in questions}
    return frozenset(who for who in everyone if who in put or who[1] not in told)


def among(bearers: Iterable[Who], put: Iterable[Who], *, by_guide: bool) -> PeopleShare:
    """Count who bears something out of those it was put to, each person once."""
    bear = frozenset(p for p, _ in bearers)
    possible = frozenset(p for p, _ in put)
    return PeopleShare(bear & possible, possible, bear - possible, by_guide)


class SpokenTurn(NamedTuple):
    """A turn: its number, and who speaks; nobody known is empty."""

    turn: int
    voice: str


def adjacency(turns: Iterable[SpokenTurn]) -> dict[tuple[str, str], tuple[int, ...]]:
    """
    Give, for each pair of voices, the turns in which the second speaks just after the first.

    >>> adjacency([SpokenTurn(0, "Lou"), SpokenTurn(1, "Awa"), SpokenTurn(2, "Awa"), SpokenTurn(3, "Lou"),
    ...     SpokenTurn(4, ""), SpokenTurn(5, "Awa")])
    {('Awa', 'Lou'): (3,), ('Lou', 'Awa'): (1,)}
    """
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for before, after in pairwise(sorted(turns)):
        if before.voice and after.voice and before.voice != after.voice:
            found[before.voice, after.voice].append(after.turn)
    return {pair: tuple(found[pair]) for pair in sorted(found)}
