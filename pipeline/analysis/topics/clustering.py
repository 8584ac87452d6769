"""Coordinates of excerpts → the group of each, from 1 to 50,000 excerpts, none left outside."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.analysis.topics.neighbour_graph import carried
from pipeline.analysis.topics.recipe import Recipe
from pipeline.analysis.topics.reduction import Matrix, one_thread

Labels = NDArray[np.int64]
APART = -1


def partition(points: Matrix, count: int, recipe: Recipe, seed: int) -> Labels:
    """Put points (n × dimensions) in ``count`` groups, fewer when there are fewer distinct points."""
    # Distinct points are counted only where they may be fewer: sorting 50,000 rows takes seconds.
    distinct = len(np.unique(points[: 100 * count], axis=0))
    count = min(count, distinct)
    if count <= 1:
        return np.zeros(len(points), dtype=np.int64)
    if recipe.is_agglomerative(len(points)):
        return np.asarray(_agglomerative(points, count), dtype=np.int64)
    if recipe.method == "hdbscan":
        # It chooses how many groups there are, and leaves excerpts apart: each joins those around it.
        from sklearn.cluster import HDBSCAN  # noqa: PLC0415 - a second to import
        with one_thread():
            fitted = HDBSCAN(min_cluster_size=max(2, recipe.excerpts_per_group), copy=True).fit(points)
        labels = np.asarray(fitted.labels_, dtype=np.int64)
        kept = labels != APART
        if not kept.any():
            return np.zeros(len(points), dtype=np.int64)
        if not kept.all():
            labels[~kept] = carried(points[~kept], points[kept], labels[kept], recipe.neighbours)
        return labels
    return np.asarray(_kmeans(points, count, recipe.restarts, seed), dtype=np.int64)


def _kmeans(points: Matrix, count: int, restarts: int, seed: int) -> Any:
    from sklearn.cluster import KMeans  # noqa: PLC0415 - a second to import

    with one_thread():
        return KMeans(count, n_init=restarts, random_state=seed).fit(points).labels_


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
