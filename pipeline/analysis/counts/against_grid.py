"""Groupings and what people coded → the codes a grouping crosses, what the grid misses, codes that are too broad."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from pipeline.analysis.counts.spread import spread
from pipeline.model.contracts import Topic

# A code is called broad from that many passages, when they are nearly as spread as they could be.
PASSAGES_OF_A_BROAD_CODE, BROAD_FROM = 20, 0.9


@dataclass(frozen=True, slots=True)
class CrossedCode:
    """A code that a grouping crosses, with how many passages of the grouping bear it."""

    code: str
    passages: int


@dataclass(frozen=True, slots=True)
class Spread:
    """How a code spreads over groupings: ``entropy`` from 0 to 1, over ``passages`` in ``groupings`` of them."""

    code: str
    passages: int
    groupings: int
    entropy: float

    @property
    def broad(self) -> bool:
        """Whether it is spread enough, on enough passages, to be read again."""
        return self.passages >= PASSAGES_OF_A_BROAD_CODE and self.entropy >= BROAD_FROM


def crossed(topics: Iterable[Topic], coded: Mapping[str, Collection[str]]) -> dict[int, list[CrossedCode]]:
    """List the codes that people put on passages of each grouping, the most frequent first."""
    found: dict[int, Counter[str]] = defaultdict(Counter)
    for topic in topics:
        found[topic.topic].update(coded.get(topic.excerpt, ()))
    return {
        number: [CrossedCode(code, n) for code, n in sorted(counts.items(), key=lambda kept: (-kept[1], kept[0]))]
        for number, counts in found.items()
    }


def blind_spots(
    topics: Iterable[Topic], coded: Mapping[str, Collection[str]], read: Collection[str], stable: Collection[int],
) -> dict[int, list[str]]:
    """
    List, by grouping, the passages that nobody coded although somebody read their session whole.

    Args:
        topics: passages in groupings.
        coded: the codes that people put on passages.
        read: passages of sessions that a coder marked as read.
        stable: the groupings that hold.
    """
    found: dict[int, list[tuple[float, str]]] = defaultdict(list)
    for topic in topics:
        if topic.topic in stable and topic.excerpt in read and not coded.get(topic.excerpt):
            found[topic.topic].append((-topic.weight, topic.excerpt))
    return {number: [excerpt for _, excerpt in sorted(kept)] for number, kept in sorted(found.items())}


def spreads(topics: Iterable[Topic], coded: Mapping[str, Collection[str]]) -> list[Spread]:
    """Tell how each code spreads over groupings, the most spread first."""
    found: dict[str, Counter[int]] = defaultdict(Counter)
    numbers: set[int] = set()
    for topic in topics:
        numbers.add(topic.topic)
        for code in coded.get(topic.excerpt, ()):
            found[code][topic.topic] += 1
    told = [
        Spread(code, counts.total(), len(counts), round(spread(list(counts.values()), len(numbers)), 4))
        for code, counts in found.items()
    ]
    return sorted(told, key=lambda one: (-one.broad, -one.entropy, -one.passages, one.code))
