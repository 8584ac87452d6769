"""Documents and unit vectors → BERTopic's model: deterministic parts, and nothing downloaded."""

from __future__ import annotations

import warnings
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from pipeline.grouping.clustering import Labels, Recipe, by_size, partition
from pipeline.grouping.reduction import Matrix, Reduction
from pipeline.grouping.stability import choose_count

# BERTopic asks for two words at least: these stand in every excerpt of a corpus that has not as many to show.
PADDING = ("emptydoc", "emptydocs")


class Proximity:
    """Groups of excerpts, in the form that BERTopic asks of a clustering; ``labels_`` once fitted."""

    def __init__(self, count: int | Literal["auto"], recipe: Recipe) -> None:
        self.count = count
        self.recipe = recipe
        self.points: Matrix = np.empty((0, 0))
        self.labels_: Labels = np.empty(0, dtype=np.int64)

    def fit(self, points: Matrix, y: object = None) -> Proximity:  # noqa: ARG002 - BERTopic passes it
        """Group points, in the number asked for or in the one that stability tells."""
        count = choose_count(points, self.recipe) if self.count == "auto" else self.count
        self.points = points
        self.labels_ = by_size(partition(points, count, self.recipe, self.recipe.seed))
        return self


def fit(
    documents: list[list[str]], vocabulary: list[str], units: Matrix, reduction: Reduction, proximity: Proximity
) -> NDArray[np.float64]:
    """
    Fit BERTopic on excerpts; gives the c-TF-IDF weight of each word in each group (groups × vocabulary).

    Args:
        documents: the words to show of each excerpt.
        vocabulary: the words that may be shown, in order; a weight column each.
        units: unit vectors of the excerpts (n × dimensions).
        reduction: what brings vectors to a few coordinates.
        proximity: what groups them; its ``labels_`` number the rows of the result.
    """
    padding = PADDING if len(vocabulary) < len(PADDING) else ()
    model = _model([*vocabulary, *padding], reduction, proximity)
    texts = [" ".join([*words, *padding]) for words in documents]
    with warnings.catch_warnings():
        # pandas and scikit-learn announce changes that concern BERTopic's code, not ours.
        warnings.simplefilter("ignore", category=FutureWarning)
        predicted, _ = model.fit_transform(texts, embeddings=units)
    # BERTopic numbers groups of the same size as it pleases.
    theirs = {int(ours): int(topic) for ours, topic in zip(proximity.labels_, predicted, strict=True)}
    weights = model.c_tf_idf_.toarray()[[theirs[ours] for ours in sorted(theirs)]]
    return np.asarray(weights[:, : len(vocabulary)], dtype=np.float64)


def _model(vocabulary: list[str], reduction: Reduction, proximity: Proximity) -> Any:
    from bertopic import BERTopic  # noqa: PLC0415 - takes seconds to import
    from bertopic.backend import BaseEmbedder  # noqa: PLC0415
    from sklearn.feature_extraction.text import CountVectorizer  # noqa: PLC0415

    return BERTopic(
        language="french",
        embedding_model=BaseEmbedder(),
        umap_model=reduction,
        hdbscan_model=proximity,
        vectorizer_model=CountVectorizer(analyzer=str.split, vocabulary=vocabulary),
    )
