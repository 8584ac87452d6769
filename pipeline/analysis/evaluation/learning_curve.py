"""Sessions read → which are coded in each draw, and how right suggestions are on the others: the learning curve."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np

from pipeline.analysis.evaluation.classification import Hits
from pipeline.analysis.evaluation.macro_average import macro_entry


def lots(sessions: Sequence[str], size: int, draws: int, seed: int) -> list[frozenset[str]]:
    """
    Draw sessions to be coded, the same in each run: one lot when there is one way only.

    Each draw shuffles the sessions once: its lots of more sessions hold those of fewer.
    """
    shuffled = [np.random.default_rng([seed, draw]).permutation(sorted(sessions)) for draw in range(draws)]
    return sorted({frozenset(map(str, names[:size])) for names in shuffled}, key=sorted)


def learning_curve(
    sizes: Iterable[int], lots_of: Callable[[int], Sequence[frozenset[str]]],
    judged: Callable[[frozenset[str]], Hits], enough: np.ndarray, taken: np.ndarray,
) -> list[dict[str, Any]]:
    """
    Give the macro-F1 on sessions not coded for each number of sessions coded, over the codes frequent enough.

    Hits (sessions × codes, nothing for sessions coded) are added over draws before anything is divided: a session
    left alone says little of a rare code.  The interval is over draws of the sessions judged (``taken``).
    """
    return [_point(size, [judged(lot) for lot in lots_of(size)], enough, taken) for size in sizes]


def _point(size: int, found: Sequence[Hits], enough: np.ndarray, taken: np.ndarray) -> dict[str, Any]:
    added = Hits(*(np.sum(part, axis=0) for part in zip(*found, strict=True)))
    return {"sessions": size, "draws": len(found)} | macro_entry(added, enough, taken)
