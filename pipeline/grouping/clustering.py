"""Coordinates of excerpts → the group of each, from 1 to 50,000 excerpts, none left outside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from pipeline.grouping.reduction import Matrix, one_thread

Labels = NDArray[np.int64]
Method = Literal["auto", "kmeans", "agglomerative"]


@dataclass(frozen=True)
class Recipe:
    """
    How excerpts are put together.

    Attributes:
        dimensions: number of coordinates that vectors are brought to before.
        method: ``kmeans``, ``agglomerative`` (Ward), or ``auto``: agglomerative for small corpora.
        agglomerative_under: number of excerpts from which ``auto`` means k-means.
        candidates: numbers of groups that are tried when none is asked for.
        excerpts_per_group: a number of groups is tried only with that many excerpts for each, on average.
        tolerance: loss of stability accepted to see more groups.
        draws: how many times a part of the excerpts is grouped afresh to measure stability.
        largest_draw: number of excerpts beyond which stability is measured on a part.
        seed: where every draw starts.
    """

    dimensions: int
    method: Method
    agglomerative_under: int
    candidates: Sequence[int]
    excerpts_per_group: int
    tolerance: float
    draws: int
    largest_draw: int
    seed: int


def partition(points: Matrix, count: int, recipe: Recipe, seed: int) -> Labels:
    """Put points (n × dimensions) in ``count`` groups, fewer when there are fewer distinct points."""
    # Distinct points are counted only where they may be fewer: sorting 50,000 rows takes seconds.
    distinct = len(np.unique(points[: 100 * count], axis=0))
    count = min(count, distinct)
    if count <= 1:
        return np.zeros(len(points), dtype=np.int64)
    made = _agglomerative(points, count) if is_agglomerative(len(points), recipe) else _kmeans(points, count, seed)
    return np.asarray(made, dtype=np.int64)


def is_agglomerative(size: int, recipe: Recipe) -> bool:
    """Tell whether that many excerpts are grouped by Ward's method."""
    return recipe.method == "agglomerative" or (recipe.method == "auto" and size < recipe.agglomerative_under)


def _kmeans(points: Matrix, count: int, seed: int) -> Any:
    from sklearn.cluster import KMeans  # noqa: PLC0415 - a second to import

    with one_thread():
        return KMeans(count, n_init=5, random_state=seed).fit(points).labels_


def _agglomerative(points: Matrix, count: int) -> Any:
    from sklearn.cluster import AgglomerativeClustering  # noqa: PLC0415 - a second to import

    with one_thread():
        return AgglomerativeClustering(count, linkage="ward").fit(points).labels_


def by_size(labels: Labels) -> Labels:
    """
    Number groups from 0 by decreasing size; of two equal groups, the one seen first comes first.

    >>> by_size(np.array([4, 1, 1, 0, 4, 0])).tolist()
    [0, 1, 1, 2, 0, 2]
    """
    values, first, sizes = np.unique(labels, return_index=True, return_counts=True)
    order = np.lexsort((first, -sizes))
    rank = np.empty(len(values), dtype=np.int64)
    rank[order] = np.arange(len(values))
    return rank[np.searchsorted(values, labels)]
