"""What each source says of a code on an excerpt → one total, and how sure it is."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

MOST_LIKENESS = 3.0  # beyond three deviations a likeness says no more
FEWEST_PROBABLE = 5  # measured suggestions under which a share of right ones means nothing
CERTAIN = 1e-4


@dataclass(frozen=True)
class Voices:
    """What the sources say (each excerpts × codes): two kinds of markers, likeness, learnt probability."""

    surely: np.ndarray
    faintly: np.ndarray
    likeness: np.ndarray
    learnt: np.ndarray


def totals(voices: Voices, weights: Mapping[str, float]) -> np.ndarray:
    """
    Add up what the sources say, in points; a code is suggested from 0 on.

    A learnt probability draws towards itself; a code that nobody taught goes without it.
    """
    said = weights["registre"] * voices.surely + weights["faint"] * voices.faintly
    said = said + weights["definition"] * np.clip(voices.likeness, 0.0, MOST_LIKENESS) - weights["needed"]
    known = np.clip(np.nan_to_num(voices.learnt, nan=0.5), CERTAIN, 1 - CERTAIN)
    odds = np.where(np.isnan(voices.learnt), 0.0, weights["learnt"] * np.log(known / (1 - known)) + weights["taught"])
    points: np.ndarray = np.round(said + odds, 4)
    return points


def score(points: float) -> float:
    """
    Turn points into a score between 0 and 1; 0.5 is where suggestions start.

    >>> score(0.0), score(2.0)
    (0.5, 0.8808)
    """
    return round(1 / (1 + math.exp(-points)), 4)


def probable(
    voices: Voices, points: np.ndarray, answers: np.ndarray, *, agreement: float, precision: float,
) -> np.ndarray:
    """
    Tell which suggestions are probable (excerpts × codes).

    Where a model was learnt: above the total from which ``precision`` of the suggestions were right on
    sessions it had not seen. Elsewhere: where a marker fires and the likeness reaches ``agreement``.
    """
    agreed = voices.surely & (voices.likeness >= agreement)
    for code in range(points.shape[1]):
        if not np.isnan(voices.learnt[:, code]).all():
            judged = (answers[:, code] >= 0) & ~np.isnan(voices.learnt[:, code])
            agreed[:, code] = points[:, code] >= _right_from(points[judged, code], answers[judged, code], precision)
    return agreed & (points >= 0)


def _right_from(points: np.ndarray, answers: np.ndarray, precision: float) -> float:
    # The lowest total above which enough suggestions were right; infinity when there is none.
    lowest = np.inf
    for total in sorted(set(points[points >= 0]), reverse=True):
        above = answers[points >= total]
        if len(above) >= FEWEST_PROBABLE and above.mean() >= precision:
            lowest = float(total)
    return float(lowest)
