"""Counts, values by session → intervals (Wilson, bootstrap of sessions) and rounded figures."""

from __future__ import annotations

import math
import warnings
from collections.abc import Sequence
from typing import Any, Literal

import numpy as np

DECIMALS = 4
# From scipy.special: scipy.stats, which has both, takes seconds to load; tests compare with it.
Method = Literal["wilson", "exact"]  # « exact » is Clopper and Pearson's, wider than it needs to be
TAIL = 0.025
INTERVAL = (2.5, 97.5)


def rounded(value: float) -> float | None:
    """
    Round a figure; what has no meaning becomes ``None``.

    >>> rounded(1 / 3), rounded(float("nan"))
    (0.3333, None)
    """
    return None if math.isnan(value) else round(float(value), DECIMALS)


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


def draws(sessions: int, count: int, seed: int) -> np.ndarray:
    """Draw sessions with replacement: how many times each is taken (count × sessions)."""
    generator = np.random.default_rng(seed)
    taken = generator.integers(0, max(sessions, 1), size=(count, sessions))
    counts = np.zeros((count, sessions), dtype=np.int64)
    np.add.at(counts, (np.arange(count)[:, None], taken), 1)
    return counts


def resampled(by_session: np.ndarray, taken: np.ndarray) -> np.ndarray:
    """Sum counts (sessions × codes) over each draw (draws × codes)."""
    summed: np.ndarray = np.matmul(taken, by_session)
    return summed


def bootstrap_interval(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the bounds that hold 95 % of the draws, code by code; draws without meaning are left out."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "All-NaN slice", RuntimeWarning)
        low, high = np.nanpercentile(values, INTERVAL, axis=0)
    return low, high


def put_bounded(entries: Sequence[dict[str, Any]], name: str, values: np.ndarray, drawn: np.ndarray) -> None:
    """
    Write a figure and its bounds in entries: ``name``, ``name_low``, ``name_high``, rounded.

    Args:
        entries: one per code; they are added to.
        name: what the figure is called.
        values: as measured (codes).
        drawn: in each draw of sessions (draws × codes).
    """
    low, high = bootstrap_interval(drawn)
    for entry, value, lower, upper in zip(entries, values, low, high, strict=True):
        entry |= {name: rounded(value), f"{name}_low": rounded(lower), f"{name}_high": rounded(upper)}
