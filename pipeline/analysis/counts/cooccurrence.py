"""Codes on units of text → which codes stand together, for how many people, and how tightly.

The coefficient is that of Jaccard, the « c-coefficient » of ATLAS.ti when units are quotations: n12 / (n1 + n2 - n12),
where n1 and n2 are the units that bear each code and n12 those that bear both.
A unit bears a code once, however many people put it there: the coefficient never passes 1.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import NamedTuple

Unit = tuple[str, int, int]  # session, turn, rank in the turn


class CodeOccurrence(NamedTuple):
    """A code that a unit of text bears, and who said its words; nobody (empty) counts among no people."""

    unit: Unit
    code: str
    person: str


@dataclass(frozen=True, slots=True)
class Pair:
    """
    Two codes that stand together.

    Attributes:
        units: the units that bear both, in order.
        people: who said what bears either code in those units.
        either: how many units bear the one, the other, or both.
    """

    code: str
    other: str
    units: tuple[Unit, ...]
    people: frozenset[str]
    either: int

    @property
    def sessions(self) -> frozenset[str]:
        """Sessions in which both stand together."""
        return frozenset(session for session, _, _ in self.units)

    @property
    def coefficient(self) -> float:
        """Share of the units with either code that bear both, from 0 to 1."""
        return len(self.units) / self.either


def together(borne: Iterable[CodeOccurrence]) -> list[Pair]:
    """List the pairs of codes that some unit bears, those with most people first; codes of a pair are in order."""
    by_unit = _by_unit(borne)
    return _paired(by_unit, Counter(code for codes in by_unit.values() for code in codes))


def together_among(borne: Iterable[CodeOccurrence], lonely: Mapping[str, int]) -> list[Pair]:
    """List the same pairs, where units that bear one code only were counted beforehand (``lonely``), code by code."""
    by_unit = _by_unit(borne)
    return _paired(by_unit, Counter(code for codes in by_unit.values() for code in codes) + Counter(lonely))


def _paired(by_unit: Mapping[Unit, Mapping[str, set[str]]], alone: Mapping[str, int]) -> list[Pair]:
    units: dict[tuple[str, str], list[Unit]] = defaultdict(list)
    people: dict[tuple[str, str], set[str]] = defaultdict(set)
    for unit, codes in by_unit.items():
        for one, other in combinations(sorted(codes), 2):
            units[one, other].append(unit)
            people[one, other] |= (codes[one] | codes[other]) - {""}
    found = [
        Pair(*pair, tuple(sorted(both)), frozenset(people[pair]), alone[pair[0]] + alone[pair[1]] - len(both))
        for pair, both in units.items()
    ]
    return sorted(found, key=lambda p: (-len(p.people), -len(p.sessions), -len(p.units), p.code, p.other))


def _by_unit(borne: Iterable[CodeOccurrence]) -> dict[Unit, dict[str, set[str]]]:
    found: dict[Unit, dict[str, set[str]]] = defaultdict(dict)
    for unit, code, person in borne:
        found[unit].setdefault(code, set()).add(person)
    return found


def runs(units: Iterable[Unit]) -> list[Unit]:
    """
    Give the first unit of each unbroken run: words that follow each other in a turn are one passage.

    >>> runs([("E01", 1, 4), ("E01", 1, 5), ("E01", 1, 8), ("E01", 2, 9)])
    [('E01', 1, 4), ('E01', 1, 8), ('E01', 2, 9)]
    """
    known = set(units)
    return sorted(u for u in known if (u[0], u[1], u[2] - 1) not in known)
