"""What is said of excerpts → what is said of speech turns: a person reads turns, a suggestion counts on its turn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

import numpy as np

from pipeline.coding.sessions_read import AnswerGrid
from pipeline.model.contracts import Excerpt


def whole_turns(grid: AnswerGrid) -> AnswerGrid:
    """Join the excerpts of each turn into one, from the beginning of the first to the end of the last."""
    in_order = sorted(grid.excerpts, key=lambda e: (e.session, e.turn, e.start))
    turns = [list(parts) for _, parts in groupby(in_order, key=lambda e: (e.session, e.turn))]
    return AnswerGrid(tuple(replace(parts[0], end=parts[-1].end) for parts in turns), grid.codes)


def turn_of_each(grid: AnswerGrid, turns: AnswerGrid) -> np.ndarray:
    """Give the row of the turn that each excerpt is a part of."""
    rows = {(t.session, t.turn): i for i, t in enumerate(turns.excerpts)}
    return np.array([rows[e.session, e.turn] for e in grid.excerpts], dtype=np.int64)


def numbered(excerpts: Sequence[Excerpt]) -> np.ndarray:
    """Number the turns of excerpts, in the order in which they come."""
    numbers: dict[tuple[str, int], int] = {}
    return np.array([numbers.setdefault((e.session, e.turn), len(numbers)) for e in excerpts], dtype=np.int64)


def highest(values: np.ndarray, turns: np.ndarray, count: int) -> np.ndarray:
    """
    Give the highest value of each turn (turns × codes): a turn is coded where one of its excerpts is.

    >>> highest(np.array([[1], [3], [2]]), np.array([0, 0, 1]), 2).tolist()
    [[3], [2]]
    """
    least = False if values.dtype == bool else -np.inf if values.dtype.kind == "f" else np.iinfo(values.dtype).min
    found = np.full((count, values.shape[1]), least, dtype=values.dtype)
    np.maximum.at(found, turns, values)
    return found
