"""Texts, vectors, markers → rows of features, made when they are asked for: memory holds a block of them, not all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pipeline.coding.suggest.vectors import neutral
from pipeline.model.contracts import Excerpt

WORDS: dict[str, Any] = {"ngram_range": (1, 2)}
SHAPES: dict[str, Any] = {"analyzer": "char_wb", "ngram_range": (3, 5)}
WORDS_SHARED, SHAPES_SHARED = 2, 3  # texts that must hold what is described
SHAPE_WEIGHT = 2**0.5  # of words and vectors: 1


class Describer:
    """What the excerpts of a study have in words and shapes of words, to describe any text by."""

    def __init__(self, texts: Sequence[str]) -> None:
        fitted = [(_fitted(texts, WORDS, WORDS_SHARED), 1.0), (_fitted(texts, SHAPES, SHAPES_SHARED), SHAPE_WEIGHT)]
        self._known = [(known, weight) for known, weight in fitted if known]

    def describe(self, texts: Sequence[str], *more: Any) -> Any:
        """Put words, shapes of words and what else is known of texts side by side (n × f, sparse)."""
        from scipy.sparse import csr_matrix, hstack  # noqa: PLC0415 - heavy

        own = [known.transform(texts) * weight for known, weight in self._known]
        return hstack([csr_matrix((len(texts), 0)), *own, *(csr_matrix(m) for m in more)]).tocsr()


def _fitted(texts: Sequence[str], settings: dict[str, Any], shared: int) -> Any:
    from sklearn.feature_extraction.text import TfidfVectorizer  # noqa: PLC0415 - heavy

    # As ``fit`` does, which would hold what every text has.
    written: dict[str, Any] = {"sublinear_tf": True, "strip_accents": "unicode", **settings}
    analyse = TfidfVectorizer(**written).build_analyzer()
    holding: Counter[str] = Counter()
    for text in texts:
        holding.update(set(analyse(text)))
    kept = sorted(term for term, count in holding.items() if count >= shared)
    if not kept:
        return None  # too few texts share a word
    known = TfidfVectorizer(vocabulary=kept, **written)
    known.idf_ = np.log((1.0 + len(texts)) / (1.0 + np.array([holding[term] for term in kept]))) + 1.0
    return known


@dataclass(frozen=True)
class DescribedRows:
    """Rows of features of some texts; ``rows[places]`` makes those (sparse), and keeps none."""

    describer: Describer
    excerpts: Sequence[Excerpt]
    beside: tuple[Callable[[np.ndarray], Any], ...]

    def __getitem__(self, places: np.ndarray) -> Any:
        texts = [neutral(self.excerpts[place]) for place in places.tolist()]
        return self.describer.describe(texts, *(known(places) for known in self.beside))


@dataclass(frozen=True)
class HeldRows:
    """Rows of features, of which some, by their rising places, were made once and are kept."""

    rows: Any
    places: np.ndarray
    held: Any

    @classmethod
    def of(cls, rows: Any, places: np.ndarray) -> HeldRows:
        """Make some rows and keep them."""
        return cls(rows, places, rows[places])

    def __getitem__(self, places: np.ndarray) -> Any:
        return self.held[np.searchsorted(self.places, places)] if self.hold(places) else self.rows[places]

    def hold(self, places: np.ndarray) -> bool:
        """Tell whether all of some rows are kept."""
        return bool(np.isin(places, self.places).all())
