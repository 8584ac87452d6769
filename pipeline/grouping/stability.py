"""Coordinates of excerpts → how well groups withstand taking excerpts away, and how many groups to make."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from pipeline.grouping.clustering import Labels, Recipe, partition
from pipeline.grouping.reduction import Matrix

SHARE_DRAWN = 0.8
DECIMALS = 4


def choose_count(points: Matrix, recipe: Recipe) -> int:
    """
    Choose a number of groups by stability.

    Each candidate is grouped afresh on draws of four excerpts in five and compared with the whole by the
    adjusted Rand index (Hubert and Arabie 1985).
    Stability alone favours a few broad groups: the largest number within ``tolerance`` of the most stable
    is kept. A corpus too small for the smallest candidate gets as many groups as it can fill.
    """
    most = len(points) // recipe.excerpts_per_group
    candidates = [k for k in recipe.candidates if k <= most]
    if not candidates:
        return max(1, most)
    scores = {k: agreement(points, k, recipe) for k in candidates}
    best = max(scores.values())
    return max(k for k, score in scores.items() if score >= best - recipe.tolerance)


def agreement(points: Matrix, count: int, recipe: Recipe) -> float:
    """Give the mean adjusted Rand index between groups of the whole and groups of draws, 4 decimals."""
    from sklearn.metrics import adjusted_rand_score  # noqa: PLC0415 - a second to import

    some = points[_sample(len(points), recipe)]
    whole = partition(some, count, recipe, recipe.seed)
    scores = [
        adjusted_rand_score(whole[draw], partition(some[draw], count, recipe, seed))
        for seed, draw in _draws(len(some), recipe)
    ]
    return round(float(np.mean(scores)), DECIMALS)


def stabilities(points: Matrix, labels: Labels, recipe: Recipe) -> list[float]:
    """
    Give each group's stability from 0 to 1: mean Jaccard similarity with its likeness in each draw.

    Clusterwise stability of Hennig (2007): .85 and more is highly stable, below .6 not to be trusted.
    """
    count = int(labels.max()) + 1
    some = np.sort(_sample(len(points), recipe))
    points, labels = points[some], labels[some]
    found = [
        _likeness(labels[draw], partition(points[draw], count, recipe, seed), count)
        for seed, draw in _draws(len(points), recipe)
    ]
    return [round(float(v), DECIMALS) for v in np.mean(found, axis=0)]


def _likeness(labels: Labels, afresh: Labels, count: int) -> NDArray[np.float64]:
    both = np.zeros((count, int(afresh.max()) + 1))
    np.add.at(both, (labels, afresh), 1)
    either = both.sum(axis=1, keepdims=True) + both.sum(axis=0, keepdims=True) - both
    return np.asarray((both / either).max(axis=1))


def _sample(size: int, recipe: Recipe) -> NDArray[np.int64]:
    if size <= recipe.largest_draw:
        return np.arange(size)
    return np.random.default_rng(recipe.seed).permutation(size)[: recipe.largest_draw]


def _draws(size: int, recipe: Recipe) -> Iterator[tuple[int, NDArray[np.int64]]]:
    kept = max(1, round(SHARE_DRAWN * size))
    for draw in range(recipe.draws):
        seed = recipe.seed + 1 + draw
        yield seed, np.sort(np.random.default_rng(seed).permutation(size)[:kept])
