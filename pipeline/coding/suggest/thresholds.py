"""Points and answers of what was read → from how many points a code is suggested, and called probable.

A suggestion counts on its turn: that is what a person reads.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from pipeline.coding.suggest.source_weights import probability


@dataclass(frozen=True)
class Judged:
    """Points and answers (excerpts × codes), the turn of each excerpt, which are judged and which were seen."""

    points: np.ndarray
    answers: np.ndarray
    turns: np.ndarray
    rows: np.ndarray
    seen: np.ndarray

    def by_turn(self, excerpts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Give the most points and the answers of the turns of some excerpts (turns × codes)."""
        _, turns = np.unique(self.turns[excerpts], return_inverse=True)
        count = int(turns.max(initial=-1)) + 1
        points = np.full((count, self.points.shape[1]), -np.inf)
        answers = np.zeros(points.shape, dtype=np.int64)
        np.maximum.at(points, turns, self.points[excerpts])
        np.maximum.at(answers, turns, self.answers[excerpts])
        return points, answers


def borders(judged: Judged, learning: Mapping[str, float]) -> np.ndarray:
    """
    Give the points from which each code is suggested (codes).

    The best border of a code on what was read is drawn towards that of all codes, and that one towards the border
    one would expect with nothing coded: by ``few`` coded turns, and by ``few_in_all``.
    """
    blind, _ = judged.by_turn(judged.rows)
    expected = [_expected(points) for points in blind.T]
    if not judged.seen.any():
        return np.array(expected)
    points, answers = judged.by_turn(judged.seen)
    total = answers.sum()
    of_all = _best(points.ravel(), answers.ravel()) if total else 0.0
    common = (total * of_all + learning["few_in_all"] * float(np.mean(expected))) / (total + learning["few_in_all"])
    return np.array([_drawn(p, a, common, learning["few"]) for p, a in zip(points.T, answers.T, strict=True)])


def _drawn(points: np.ndarray, answers: np.ndarray, towards: float, few: float) -> float:
    count = answers.sum()
    return float((count * _best(points, answers) + few * towards) / (count + few)) if count else towards


def _best(points: np.ndarray, answers: np.ndarray) -> float:
    # The border of the best F1: halfway between the last points worth suggesting and the next.
    falling = np.argsort(-points, kind="stable")
    ranked, right = points[falling], np.cumsum(answers[falling])
    scores = 2 * right / (np.arange(1, len(ranked) + 1) + answers.sum())
    scores[:-1][ranked[:-1] == ranked[1:]] = -1  # equal points stand together
    last = int(scores.argmax())
    return float((ranked[last] + ranked[min(last + 1, len(ranked) - 1)]) / 2)


def _expected(points: np.ndarray) -> float:
    # The border whose F1 should be best if points mean what they say.
    falling = -np.sort(-points)
    likely = probability(falling)
    scores = 2 * np.cumsum(likely) / (np.arange(1, len(falling) + 1) + likely.sum())
    return float(falling[int(scores.argmax())])


def sure_borders(judged: Judged, levels: Mapping[str, float]) -> np.ndarray:
    """
    Give the points from which a suggestion is probable (codes): infinity where nothing shows that it would be.

    Points are minus infinity where the sources do not agree: what is suggested there is never probable.
    Above the border, at least ``precision`` of what was suggested on what was read was right; the share of a code is
    drawn towards that of all codes by ``few`` suggestions.
    """
    if not judged.seen.any():
        return np.full(judged.points.shape[1], np.inf)
    points, answers = judged.by_turn(judged.seen)
    grid = np.unique(np.round(points[points >= levels["lowest"]], 1))[::-1]
    in_all = [_right(points, answers, border) for border in grid]
    return np.array([_sure(p, a, list(zip(grid, in_all, strict=True)), levels)
                     for p, a in zip(points.T, answers.T, strict=True)])


def _right(points: np.ndarray, answers: np.ndarray, border: float) -> float:
    above = answers[points >= border]
    return float((above.sum() + 1) / (len(above) + 2))


def _sure(
    points: np.ndarray, answers: np.ndarray, grid: list[tuple[float, float]], levels: Mapping[str, float],
) -> float:
    lowest = np.inf
    for border, in_all in grid:
        above = answers[points >= border]
        share = (above.sum() + levels["few"] * in_all) / (len(above) + levels["few"])
        lowest = border if share >= levels["precision"] else lowest
    return float(lowest)
