"""Counts of words, codes and groupings → which go together more than chance would have it.

χ² as Reinert's readers use it; specificities of Lafon 1980, as in TXM; entropy of a code over groupings.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from pipeline.model.contracts import Topic

# A term that adds less than that to the sum changes none of its digits.
NEGLIGIBLE = -45.0
# A code is called broad from that many passages, when they are nearly as spread as they could be.
PASSAGES_OF_A_BROAD_CODE, BROAD_FROM = 20, 0.9


def chi2(inside: int, everywhere: int, part: int, whole: int) -> tuple[float, float]:
    """
    Give the χ² (one degree of freedom, no correction) of bearing a trait and being of a group, and its probability.

    The χ² is negative when the trait is rarer in the group than elsewhere; 0 when nothing can be told.

    Args:
        inside: how many of the group bear it.
        everywhere: how many of all bear it.
        part: how many the group holds.
        whole: how many there are.

    >>> [round(v, 4) for v in chi2(8, 10, 10, 40)]
    [21.5111, 0.0]
    """
    margins = everywhere * (whole - everywhere) * part * (whole - part)
    if not margins:
        return 0.0, 1.0
    gap = inside * whole - everywhere * part
    value = whole * gap * gap / margins
    return math.copysign(value, gap), math.erfc(math.sqrt(value / 2))


def spread(counts: Collection[int], groupings: int) -> float:
    """
    Give the entropy of a code over groupings, from 0 (one holds all) to 1 (as even as can be).

    It is divided by the largest that so many passages could have: two passages cannot be in ten groupings.

    >>> spread([5], 4), spread([1, 1], 10), round(spread([9, 1], 2), 3)
    (0.0, 1.0, 0.469)
    """
    total = sum(counts)
    most = math.log(min(total, groupings)) if min(total, groupings) > 1 else 0.0
    if not most:
        return 0.0
    return min(1.0, -sum(c / total * math.log(c / total) for c in counts if c) / most + 0.0)


def specificity(inside: int, everywhere: int, part: int, whole: int) -> float:
    """
    Give the specificity of a word to a part of a corpus: a signed order of magnitude, base 10.

    Positive when the word stands there at least as often as is most probable: +3 says that drawing the part at random
    would give as many or more once in a thousand. Negative when it stands there less often: as few or fewer.

    Args:
        inside: occurrences in the part.
        everywhere: occurrences in the whole.
        part: words of the part.
        whole: words of the whole.

    >>> round(specificity(4, 4, 10, 20), 3), round(specificity(0, 4, 10, 20), 3)
    (1.363, -1.363)
    """
    usual = (everywhere + 1) * (part + 1) // (whole + 2)
    if inside >= usual:
        return -_log10(range(inside, min(everywhere, part) + 1), everywhere, part, whole) + 0.0
    return _log10(range(inside, max(0, everywhere + part - whole) - 1, -1), everywhere, part, whole)


def _log10(counts: range, everywhere: int, part: int, whole: int) -> float:
    # Away from the most probable count terms only decrease: the first is the largest.
    first, total = _log_probability(counts[0], everywhere, part, whole), 1.0
    for count in counts[1:]:
        further = _log_probability(count, everywhere, part, whole) - first
        if further < NEGLIGIBLE:
            break
        total += math.exp(further)
    return min(0.0, (first + math.log(total)) / math.log(10))


def _log_probability(count: int, everywhere: int, part: int, whole: int) -> float:
    return (
        _log_choices(everywhere, count) + _log_choices(whole - everywhere, part - count) - _log_choices(whole, part)
    )


def _log_choices(size: int, chosen: int) -> float:
    return math.lgamma(size + 1) - math.lgamma(chosen + 1) - math.lgamma(size - chosen + 1)


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
