"""A count out of a number of answers → the share that the same question could have given elsewhere, at 95 %."""

from __future__ import annotations

from typing import Literal

Method = Literal["wilson", "exact"]  # « exact » is Clopper and Pearson's, wider than it needs to be
LEVEL = 0.95


def interval(count: int, total: int, method: Method = "wilson") -> tuple[float, float]:
    """
    Give the bounds of a share; of nobody asked, anything may be true.

    >>> [round(bound, 3) for bound in interval(66, 198)]
    [0.271, 0.402]
    """
    if not total:
        return 0.0, 1.0
    from scipy.stats import binomtest  # noqa: PLC0415 - takes time to load, and few pages need it

    found = binomtest(count, total).proportion_ci(LEVEL, method)
    return float(found.low), float(found.high)
