"""Codings of coders who read the same sessions → their agreement, code by code, with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np

from pipeline.analysis.agreement.coefficients import Crossing, ac1, agreed, alpha, cross, kappa, krippendorff
from pipeline.analysis.bootstrap import draws, interval, resampled
from pipeline.analysis.rounded import rounded
from pipeline.coding.sessions_read import AnswerGrid, unaided
from pipeline.model.contracts import Coding

COEFFICIENTS = {"agreement": agreed, "kappa": kappa, "ac1": ac1, "alpha": alpha}


def double_coding(
    grid: AnswerGrid, codings: Sequence[Coding], read: dict[str, set[str]], *, bootstraps: int, seed: int,
) -> dict[str, Any]:
    """Compare each pair of coders on the sessions that both read: coefficients side by side, never one alone."""
    compared = {}
    for first, second in combinations(sorted(read), 2):
        common = grid.within(read[first] & read[second])
        if common.excerpts:
            marks = (common.marked(unaided(codings, first)), common.marked(unaided(codings, second)))
            entries = agreement(common, *marks, bootstraps=bootstraps, seed=seed)
            compared[f"{first} / {second}"] = {
                "sessions": len(common.sessions), "excerpts": len(common.excerpts),
                "codes": dict(zip(common.codes, entries, strict=True)),
            }
    return compared


def alpha_of_all(grid: AnswerGrid, codings: Sequence[Coding], read: dict[str, set[str]]) -> dict[str, float | None]:
    """Give, for each code, the α of all coders at once; whoever did not read a session gave no answer."""
    marks = {author: grid.marked(unaided(codings, author)) for author in sorted(read)}
    answers = {
        code: [[bool(marks[a][i, j]) if e.session in read[a] else None for a in marks]
               for i, e in enumerate(grid.excerpts)]
        for j, code in enumerate(grid.codes)
    }
    return {code: rounded(krippendorff(units)) for code, units in answers.items()}


def agreement(
    grid: AnswerGrid, first: np.ndarray, second: np.ndarray, *, bootstraps: int, seed: int,
) -> list[dict[str, Any]]:
    """Give the agreement of two coders on each code, with 95 % intervals over sessions."""
    by_session = [grid.by_session(cell) for cell in cross(first, second)]
    taken = draws(len(grid.sessions), bootstraps, seed)
    counts = Crossing(*(part.sum(axis=0) for part in by_session))
    drawn = Crossing(*(resampled(part, taken) for part in by_session))
    entries: list[dict[str, Any]] = [
        dict(zip(("both", "first", "second", "neither"), map(int, row), strict=True))
        for row in zip(*counts, strict=True)
    ]
    for name, coefficient in COEFFICIENTS.items():
        low, high = interval(coefficient(drawn))
        for entry, value, lower, upper in zip(entries, coefficient(counts), low, high, strict=True):
            entry |= {name: rounded(value), f"{name}_low": rounded(lower), f"{name}_high": rounded(upper)}
    return entries
