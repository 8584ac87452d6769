"""A count out of a number of answers → the share that the same question could have given elsewhere, at 95 %."""

from __future__ import annotations

from typing import Literal

# From scipy.special: scipy.stats, which has both, takes seconds to load; tests compare with it.
Method = Literal["wilson", "exact"]  # « exact » is Clopper and Pearson's, wider than it needs to be
TAIL = 0.025


def interval(count: int, total: int, method: Method = "wilson") -> tuple[float, float]:
    """
    Give the bounds of a share; of nobody asked, anything may be true.

    >>> [round(bound, 3) for bound in interval(66, 198)]
    [0.271, 0.402]
    """
    if not total:
        return 0.0, 1.0
    return _wilson(count, total) if method == "wilson" else _exact(count, total)


def _wilson(count: int, total: int) -> tuple[float, float]:
    from scipy.special import ndtri  # noqa: PLC0415 - heavy

    z, share = float(ndtri(1 - TAIL)), count / total
    spread = z * (share * (1 - share) / total + (z / (2 * total)) ** 2) ** 0.5
    low, high = ((share + z * z / (2 * total) + side * spread) / (1 + z * z / total) for side in (-1, 1))
    return (low if count else 0.0), (high if count < total else 1.0)


def _exact(count: int, total: int) -> tuple[float, float]:
    from scipy.special import betaincinv  # noqa: PLC0415 - heavy

    low = float(betaincinv(count, total - count + 1, TAIL)) if count else 0.0
    high = float(betaincinv(count + 1, total - count, 1 - TAIL)) if count < total else 1.0
    return low, high
