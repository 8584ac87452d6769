"""Words of excerpts and groups → words that set each group apart, how they go together, how varied they are."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.analysis.topics.clustering import Labels

DECIMALS = 4


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
