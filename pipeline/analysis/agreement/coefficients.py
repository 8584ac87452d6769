"""Two coders' yes and no on the same excerpts → κ, AC1, α: three coefficients, since none says it all.

Cohen 1960 (κ); Gwet 2008 (AC1); Krippendorff 2011, « Computing Krippendorff's Alpha-Reliability » (nominal α).
Counts may be arrays (one cell per code, or per draw of a bootstrap): coefficients then come as arrays.
Where a coefficient has no meaning (nobody ever says yes, say), it is NaN.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from typing import NamedTuple

import numpy as np


class Crossing(NamedTuple):
    """How many excerpts both coders coded, only the first, only the second, neither."""

    both: np.ndarray
    first: np.ndarray
    second: np.ndarray
    neither: np.ndarray

    @property
    def total(self) -> np.ndarray:
        """Give the number of excerpts that both coders read."""
        return np.asarray(self.both + self.first + self.second + self.neither)


def cross(first: np.ndarray, second: np.ndarray) -> Crossing:
    """Tell where both coders said yes, only one, or neither; summed over excerpts, these are the counts."""
    return Crossing(first & second, first & ~second, ~first & second, ~first & ~second)


def agreed(counts: Crossing) -> np.ndarray:
    """Give the share of excerpts on which both coders say the same."""
    return ratio(counts.both + counts.neither, counts.total)


def kappa(counts: Crossing) -> np.ndarray:
    """Give Cohen's κ: agreement beyond what the habits of these two coders would give by chance."""
    one = ratio(counts.both + counts.first, counts.total)
    other = ratio(counts.both + counts.second, counts.total)
    return _beyond(agreed(counts), one * other + (1 - one) * (1 - other))


def ac1(counts: Crossing) -> np.ndarray:
    """Give Gwet's AC1: like κ, but steady when a code is rare."""
    said = ratio(2 * counts.both + counts.first + counts.second, 2 * counts.total)
    return _beyond(agreed(counts), 2 * said * (1 - said))


def alpha(counts: Crossing) -> np.ndarray:
    """Give Krippendorff's nominal α for two coders who both read every excerpt."""
    said = 2 * counts.both + counts.first + counts.second
    answers = 2 * counts.total
    expected = ratio(2 * said * (answers - said), answers * (answers - 1))
    return 1 - ratio(counts.first + counts.second, counts.total) / np.where(expected == 0, np.nan, expected)


def krippendorff(units: Sequence[Sequence[Hashable | None]]) -> float:
    """
    Give the nominal α of any number of coders; a missing answer is ``None``.

    >>> krippendorff([("a", "a"), ("b", "b"), ("a", None)])
    1.0
    """
    answered = [[a for a in unit if a is not None] for unit in units]
    paired = [Counter(unit) for unit in answered if len(unit) > 1]
    values = sum(paired, Counter[Hashable]())
    total = values.total()
    observed = sum(_unlike(unit) / (unit.total() - 1) for unit in paired)
    expected = _unlike(values) / (total - 1) if total > 1 else 0
    return 1 - observed / expected if expected else float("nan")


def _unlike(counts: Counter[Hashable]) -> int:
    # Ordered pairs of answers that differ.
    return counts.total() ** 2 - sum(n * n for n in counts.values())


def _beyond(observed: np.ndarray, chance: np.ndarray) -> np.ndarray:
    return np.asarray((observed - chance) / np.where(chance == 1, np.nan, 1 - chance))


def ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Divide, element by element; of nothing, no number (NaN)."""
    return np.asarray(part / np.where(np.asarray(whole) == 0, np.nan, whole))
