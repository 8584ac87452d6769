"""Counts by session → what a figure could have been with other sessions: percentile intervals."""

from __future__ import annotations

import warnings

import numpy as np

INTERVAL = (2.5, 97.5)


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


def interval(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the bounds that hold 95 % of the draws, code by code; draws without meaning are left out."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "All-NaN slice", RuntimeWarning)
        low, high = np.nanpercentile(values, INTERVAL, axis=0)
    return low, high
