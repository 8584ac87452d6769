"""Excerpts in an order, and which are coded → how many one reads to find the passages of a code."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor

import numpy as np

WANTED = 0.9  # share of a code's passages one wants to have found
READ = 0.4  # share of the excerpts one has read
TENTHS = tuple(tenth / 10 for tenth in range(11))


def ranks(scores: np.ndarray, coded: np.ndarray, names: Sequence[str]) -> np.ndarray:
    """
    Give the places, from 1, of coded excerpts when the highest scores are read first; equal ones in order of name.

    >>> ranks(np.array([0.2, 0.9, 0.2]), np.array([True, False, True]), ["c", "b", "a"]).tolist()
    [2, 3]
    """
    order = sorted(range(len(names)), key=lambda i: (-scores[i], names[i]))
    return np.flatnonzero(coded[order]) + 1


def needed(places: np.ndarray, wanted: float = WANTED) -> int:
    """Count the excerpts read until a share of the passages is found."""
    return int(places[ceil(round(wanted * len(places), 9)) - 1])


def needed_at_random(passages: int, excerpts: int, wanted: float = WANTED) -> float:
    """
    Give the excerpts one expects to read in random order until a share of the passages is found.

    The m-th of P passages among N excerpts stands at m (N + 1) / (P + 1) on average.

    >>> needed_at_random(9, 99, 1.0)
    90.0
    """
    return ceil(round(wanted * passages, 9)) * (excerpts + 1) / (passages + 1)


def found(places: np.ndarray, excerpts: int, read: float = READ) -> float:
    """Give the share of the passages found once a share of the excerpts is read."""
    return float((places <= floor(round(read * excerpts, 9))).mean())


def found_along(places: np.ndarray, excerpts: int) -> list[float]:
    """Give the share of the passages found at each tenth of the reading."""
    return [found(places, excerpts, tenth) for tenth in TENTHS]
