"""Counts of a word in a part and in the whole → how far it belongs to that part (Lafon 1980, as in TXM)."""

from __future__ import annotations

import math

# A term that adds less than that to the sum changes none of its digits.
NEGLIGIBLE = -45.0


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
