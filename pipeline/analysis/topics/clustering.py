"""Coordinates of excerpts → the group of each, the words that set groups apart, the number each bears."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.analysis.topics.space import Matrix, Recipe, carried
from pipeline.codebook.codes import NamedGrouping

Labels = NDArray[np.int64]
APART = -1
DECIMALS = 4
# A grouping is found again where more than half of the excerpts that stood for it are together.
FOUND_FROM = 0.5


def partition(points: Matrix, count: int, recipe: Recipe, seed: int) -> Labels:
    """
    Put points (n × dimensions) in ``count`` groups, fewer when there are fewer distinct points.

    The caller holds linear algebra to one thread (``one_thread``): to do so for each partition takes as long as it.

    Args:
        points: coordinates (n × dimensions).
        count: groups asked for; ``hdbscan`` chooses its own number.
        recipe: the method, and its settings.
        seed: where k-means starts.
    """
    # Distinct points are counted only where they may be fewer: sorting 50,000 rows takes seconds.
    distinct = len(np.unique(points[: 100 * count], axis=0))
    count = min(count, distinct)
    if count <= 1:
        return np.zeros(len(points), dtype=np.int64)
    if recipe.is_agglomerative(len(points)):
        from sklearn.cluster import AgglomerativeClustering  # noqa: PLC0415 - a second to import

        return np.asarray(AgglomerativeClustering(count, linkage="ward").fit(points).labels_, dtype=np.int64)
    if recipe.method == "hdbscan":
        # It chooses how many groups there are, and leaves excerpts apart: each joins those around it.
        from sklearn.cluster import HDBSCAN  # noqa: PLC0415 - a second to import

        fitted = HDBSCAN(min_cluster_size=max(2, recipe.excerpts_per_group), copy=True).fit(points)
        labels = np.asarray(fitted.labels_, dtype=np.int64)
        kept = labels != APART
        if not kept.any():
            return np.zeros(len(points), dtype=np.int64)
        if not kept.all():
            labels[~kept] = carried(points[~kept], points[kept], labels[kept], recipe.neighbours)
        return labels
    from sklearn.cluster import KMeans  # noqa: PLC0415 - a second to import

    found = KMeans(count, init=far_apart, n_init=recipe.restarts, random_state=seed).fit(points)
    return np.asarray(found.labels_, dtype=np.int64)


def far_apart(points: Matrix, count: int, random_state: np.random.RandomState) -> Matrix:
    """
    Draw the points from which k-means starts (count × dimensions), far from one another: greedy k-means++.

    Draw for draw and sum for sum those of scikit-learn (Arthur and Vassilvitskii 2007), which checks its own
    arrays at each step: with few points that takes longer than all the rest of k-means. A test compares them.

    Args:
        points: vectors (n × dimensions), n at least ``count``.
        count: how many to draw.
        random_state: advanced by exactly the draws of scikit-learn.
    """
    ones = np.ones(len(points))
    lengths = np.einsum("ij,ij->i", points, points)
    trials = 2 + int(np.log(count))
    chosen = [random_state.choice(len(points), p=ones / ones.sum())]
    nearest = _far_from(points, lengths, chosen)[0]
    potential = nearest @ ones
    for _ in range(1, count):
        drawn = np.searchsorted(np.cumsum(nearest), random_state.uniform(size=trials) * potential)
        drawn = np.minimum(drawn, len(points) - 1)
        nearer = np.minimum(nearest, _far_from(points, lengths, drawn))
        potentials = nearer @ ones[:, None]
        best = int(np.argmin(potentials))
        nearest, potential = nearer[best], potentials[best]
        chosen.append(drawn[best])
    return points[chosen]


def _far_from(points: Matrix, lengths: Matrix, rows: Sequence[int] | Labels) -> Matrix:
    squares = -2 * (points[rows] @ points.T)
    squares += lengths[rows][:, None]
    squares += lengths
    return np.maximum(squares, 0)


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


class WordCounts:
    """The words of excerpts as counts (excerpts × vocabulary)."""

    def __init__(self, documents: Sequence[Sequence[str]], known: Sequence[str], shown: int) -> None:
        from scipy.sparse import csr_array  # noqa: PLC0415 - half a second to import

        column = {word: i for i, word in enumerate(known)}
        places = [(row, column[w]) for row, words in enumerate(documents) for w in words if w in column]
        rows, columns = np.array(places, dtype=np.int64).reshape(-1, 2).T
        self.counts: Any = csr_array((np.ones(len(rows)), (rows, columns)), shape=(len(documents), len(known)))
        self.counts.sum_duplicates()
        self.shown = shown

    def tops(self, rows: NDArray[np.int64], labels: Labels) -> list[frozenset[int]]:
        """Name the words that set each group of some excerpts apart (class TF-IDF, as BERTopic weighs them)."""
        groups = np.eye(int(labels.max()) + 1)[labels]
        inside = (self.counts[rows].T @ groups).T
        everywhere = inside.sum(axis=0)
        average = inside.sum() / len(inside)
        weights = inside / np.maximum(inside.sum(axis=1, keepdims=True), 1)
        weights = np.round(weights * np.log1p(average / np.maximum(everywhere, 1)), 9)
        order = np.argsort(-weights, axis=1, kind="stable")[:, : self.shown]
        return [frozenset(int(w) for w in row if weights[i, w] > 0) for i, row in enumerate(order)]

    def coherence(self, tops: Sequence[frozenset[int]]) -> float:
        """
        Give the mean normalised pointwise mutual information of the words of each group (Bouma 2009), -1 to 1.

        Two words are together when an excerpt holds both.
        """
        used = sorted(frozenset().union(*tops))
        column = {word: i for i, word in enumerate(used)}
        present = (self.counts[:, used] > 0).astype(np.float64)
        together = (present.T @ present).toarray()
        scores = [
            _npmi(together[a, b], (together[a, a], together[b, b]), present.shape[0])
            for top in tops for a, b in combinations([column[w] for w in sorted(top)], 2)
        ]
        return round(float(np.mean(scores)), DECIMALS) if scores else 0.0


def _npmi(together: float, alone: tuple[float, float], size: int) -> float:
    if not together:
        return -1.0
    if together == size:
        return 1.0
    return float(np.log(together * size / (alone[0] * alone[1])) / -np.log(together / size))


def diversity(tops: Sequence[frozenset[int]]) -> float:
    """
    Give the share of words that stand in one list only, among all lists (Dieng et al. 2020).

    >>> diversity([frozenset({1, 2}), frozenset({2, 3})])
    0.75
    """
    total = sum(len(top) for top in tops)
    return round(len(frozenset().union(*tops)) / total, DECIMALS) if total else 0.0


def jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    """
    Give the share of words that two lists have in common, 1 when both are empty.

    >>> jaccard(frozenset({1, 2}), frozenset({2, 3})), jaccard(frozenset(), frozenset())
    (0.3333333333333333, 1.0)
    """
    either = one | other
    return len(one & other) / len(either) if either else 1.0


def numbers(labels: Labels, excerpts: Sequence[str], named: Sequence[NamedGrouping]) -> list[int]:
    """
    Give each group of a run its number: that of the named grouping it holds most of, else the next that is free.

    A stage cannot read what it made before: what a person keeps in ``codebook/themes.yaml``, a few excerpts that
    stand for each named grouping, says which is which. The number of one that is not found again stays its own.

    Args:
        labels: the group of each excerpt (n), from 0.
        excerpts: their names (n).
        named: groupings that a person keeps, with their number and the excerpts that stand for them.

    Returns:
        the number of each group, in the order of groups.

    >>> numbers(np.array([0, 0, 1]), ["a", "b", "c"], [NamedGrouping(0, "", ("c",))])
    [1, 0]
    """
    shares = _shares(labels, excerpts, named)
    held: dict[int, int] = {}
    for share, group, rank in sorted(((-shares[r, g], g, r) for r, g in np.argwhere(shares > FOUND_FROM)), key=tuple):
        if group not in held and named[rank].number not in held.values() and share < 0:
            held[int(group)] = named[rank].number
    taken = {one.number for one in named}
    free = (n for n in range(len(shares[0]) + len(taken)) if n not in taken)
    return [held[g] if g in held else next(free) for g in range(shares.shape[1])]


def _shares(labels: Labels, excerpts: Sequence[str], named: Sequence[NamedGrouping]) -> NDArray[np.float64]:
    group = dict(zip(excerpts, labels.tolist(), strict=True))
    shares = np.zeros((max(1, len(named)), int(labels.max()) + 1))
    for rank, one in enumerate(named):
        there = [group[e] for e in one.excerpts if e in group]
        for found in there:
            shares[rank, found] += 1 / len(there)
    return shares
