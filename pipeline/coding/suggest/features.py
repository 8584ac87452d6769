"""Texts, vectors and markers → what a model learns from: one sparse row per excerpt, per sentence, per definition."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

WORDS: dict[str, Any] = {"ngram_range": (1, 2), "min_df": 2}
SHAPES: dict[str, Any] = {"analyzer": "char_wb", "ngram_range": (3, 5), "min_df": 3}
SHAPE_WEIGHT, MARKER_WEIGHT = 2**0.5, 0.02**0.5  # of words and vectors: 1


@dataclass(frozen=True)
class Level:
    """
    One way to cut what was said: rows (n × f), the excerpt each is a part of, and rows that tell what codes mean.

    ``told`` (d × f) are the definitions and examples of the grid, described like the rows.
    """

    rows: Any
    owner: np.ndarray
    told: Any


class Describer:
    """What the excerpts of a study have in words and shapes of words, to describe any text by."""

    def __init__(self, texts: Sequence[str]) -> None:
        fitted = [(_fitted(texts, WORDS), 1.0), (_fitted(texts, SHAPES), SHAPE_WEIGHT)]
        self._known = [(found[0], weight) for found, weight in fitted if found]
        self._own = [found[1] * weight for found, weight in fitted if found]
        self._size = len(texts)

    def described(self, *more: Any) -> Any:
        """Put words, shapes of words and what else is known of its own texts side by side (n × f, sparse)."""
        return _beside(self._size, self._own, more)

    def describe(self, texts: Sequence[str], *more: Any) -> Any:
        """Put words, shapes of words and what else is known of other texts side by side (n × f, sparse)."""
        return _beside(len(texts), [v.transform(texts) * weight for v, weight in self._known], more)


def _beside(size: int, parts: Sequence[Any], more: Sequence[Any]) -> Any:
    from scipy.sparse import csr_matrix, hstack  # noqa: PLC0415 - heavy

    return hstack([csr_matrix((size, 0)), *parts, *(csr_matrix(m) for m in more)]).tocsr()


def _fitted(texts: Sequence[str], settings: dict[str, Any]) -> tuple[Any, Any] | None:
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - heavy

    known = TfidfVectorizer(sublinear_tf=True, strip_accents="unicode", **settings)
    try:
        return known, known.fit_transform(texts)
    except ValueError:  # too few texts share a word
        return None


def marked(hits: Sequence[tuple[int, int]], shape: tuple[int, int]) -> Any:
    """Tell which markers fire where (n × markers, sparse), from pairs of row and marker; rare ones tell more."""
    from scipy.sparse import csr_matrix, diags  # noqa: PLC0415 - heavy

    rows, columns = (np.array(side, dtype=np.int64) for side in zip(*hits, strict=True)) if hits else ([], [])
    fired = csr_matrix((np.ones(len(hits)), (rows, columns)), shape=shape)
    fired.data[:] = 1.0  # twice the same marker says no more
    rarity = np.log((1 + shape[0]) / (1 + np.asarray(fired.sum(axis=0)).ravel()))
    return fired @ diags(rarity * MARKER_WEIGHT)
