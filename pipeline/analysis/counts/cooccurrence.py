"""Codes, or words, on units of text → which stand together, for how many people, and how tightly."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
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


WordPair = tuple[str, str]
LEAST_TOGETHER = 2


def words_together(documents: Iterable[Collection[str]], words: Collection[str]) -> dict[WordPair, int]:
    """
    Count the excerpts that hold both words of each pair, in alphabetical order; two at least.

    >>> words_together([{"a", "b"}, {"a", "b", "c"}, {"c"}], "abc")
    {('a', 'b'): 2}
    """
    kept = frozenset(words)
    counts = Counter(pair for held in documents for pair in combinations(sorted(kept & frozenset(held)), 2))
    return {pair: n for pair, n in sorted(counts.items()) if n >= LEAST_TOGETHER}


def spanning_tree(links: Mapping[WordPair, int]) -> set[WordPair]:
    """
    Keep the strongest links that hold together all the words that are linked, without a round (Kruskal 1956).

    >>> sorted(spanning_tree({("a", "b"): 3, ("a", "c"): 2, ("b", "c"): 1}))
    [('a', 'b'), ('a', 'c')]
    """
    piece = {word: word for pair in links for word in pair}

    def end(word: str) -> str:
        while piece[word] != word:
            word = piece[word]
        return word

    kept = set()
    for one, other in sorted(links, key=lambda pair: (-links[pair], pair)):
        if end(one) != end(other):
            piece[end(one)] = end(other)
            kept.add((one, other))
    return kept


def communities(links: Mapping[WordPair, int]) -> list[list[str]]:
    """
    Put words in sets, the two whose joining raises modularity most first (Clauset, Newman and Moore 2004).

    >>> communities({("a", "b"): 3, ("c", "d"): 3, ("b", "c"): 1})
    [['a', 'b'], ['c', 'd']]
    """
    whole = 2 * sum(links.values())
    sets: dict[str, list[str]] = {word: [word] for pair in links for word in pair}
    weight: dict[WordPair, int] = dict(links)
    degree: dict[str, int] = defaultdict(int)
    for pair, n in links.items():
        for word in pair:
            degree[word] += n
    while weight:
        # A gain in modularity, in whole numbers: all gains are divided by the same.
        one, other = min(weight, key=lambda pair: (degree[pair[0]] * degree[pair[1]] - whole * weight[pair], pair))
        if whole * weight[one, other] <= degree[one] * degree[other]:
            break
        sets[one] += sets.pop(other)
        degree[one] += degree.pop(other)
        joined: dict[WordPair, int] = defaultdict(int)
        for pair, n in weight.items():
            first, second = sorted(one if word == other else word for word in pair)
            if first != second:
                joined[first, second] += n
        weight = dict(joined)
    return sorted((sorted(words) for words in sets.values()), key=lambda words: (-len(words), words))


def ranked(times: Mapping[str, int], words: Iterable[str], count: int) -> Sequence[str]:
    """Keep the words said most often, ties in alphabetical order."""
    return sorted(words, key=lambda word: (-times[word], word))[:count]
