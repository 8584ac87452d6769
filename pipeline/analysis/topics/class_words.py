"""Documents and their groups → the weight of each word in each group: class TF-IDF, by BERTopic where it is installed.

Without it the same sums are written out below and give the same numbers, to the last bit: a test compares them.
"""

from __future__ import annotations

import warnings
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from pipeline.analysis.topics.clustering import Labels
from pipeline.analysis.topics.reduction import Matrix

# The version whose weights are compared with ours, as pinned in pyproject.toml.
BERTOPIC = "0.17.4"
# BERTopic asks for two words at least: these stand in every excerpt of a corpus that has not as many to show.
PADDING = ("emptydoc", "emptydocs")


def has_bertopic() -> bool:
    """Tell whether BERTopic is installed; it is found, not imported, which takes seconds."""
    return find_spec("bertopic") is not None


def class_weights(
    documents: list[list[str]], vocabulary: list[str], units: Matrix, labels: Labels
) -> NDArray[np.float64]:
    """
    Give the class TF-IDF of each word that may be shown in each group (groups × vocabulary).

    Args:
        documents: the words of each excerpt.
        vocabulary: the words that may be shown.
        units: unit vectors of the excerpts, which BERTopic asks for.
        labels: the group of each excerpt, from 0.
    """
    padding = PADDING if len(vocabulary) < len(PADDING) else ()
    padded, known = [[*words, *padding] for words in documents], [*vocabulary, *padding]
    weights = by_bertopic(padded, known, units, labels) if has_bertopic() else by_hand(padded, known, labels)
    return weights[:, : len(vocabulary)]


def by_hand(documents: list[list[str]], vocabulary: list[str], labels: Labels) -> NDArray[np.float64]:
    """Give the class TF-IDF as BERTopic 0.17 weighs it (Grootendorst 2022): no library but numpy."""
    column = {word: i for i, word in enumerate(vocabulary)}
    counts = np.zeros((int(labels.max()) + 1, len(vocabulary)))
    for group, words in zip(labels.tolist(), documents, strict=True):
        for word in words:
            if word in column:
                counts[group, column[word]] += 1
    of_group = counts.sum(axis=1)
    everywhere = counts.sum(axis=0)
    rarity = np.log(int(of_group.mean()) / np.maximum(everywhere, 1) + 1)
    return np.asarray(counts / np.maximum(of_group, 1)[:, None] * rarity)


def by_bertopic(
    documents: list[list[str]], vocabulary: list[str], units: Matrix, labels: Labels
) -> NDArray[np.float64]:
    """Give BERTopic's own class TF-IDF of groups that are already made: nothing downloaded."""
    given = _Given(labels)
    from bertopic import BERTopic  # noqa: PLC0415 - takes seconds to import
    from bertopic.backend import BaseEmbedder  # noqa: PLC0415
    from sklearn.feature_extraction.text import CountVectorizer  # noqa: PLC0415
    model = BERTopic(
        language="french",
        embedding_model=BaseEmbedder(),
        umap_model=given,
        hdbscan_model=given,
        vectorizer_model=CountVectorizer(analyzer=str.split, vocabulary=vocabulary),
    )
    with warnings.catch_warnings():
        # pandas and scikit-learn announce changes that concern BERTopic's code, not ours.
        warnings.simplefilter("ignore", category=FutureWarning)
        predicted, _ = model.fit_transform([" ".join(words) for words in documents], embeddings=units)
    # BERTopic numbers groups of the same size as it pleases.
    theirs = {int(ours): int(topic) for ours, topic in zip(labels, predicted, strict=True)}
    weights = model.c_tf_idf_.toarray()[[theirs[ours] for ours in sorted(theirs)]]
    return np.asarray(weights, dtype=np.float64)


class _Given:
    """Groups already made, in the forms that BERTopic asks of a reduction and of a clustering."""

    def __init__(self, labels: Labels) -> None:
        self.labels_ = labels

    def fit(self, points: Matrix, y: object = None) -> _Given:  # noqa: ARG002 - BERTopic passes them
        return self

    def transform(self, points: Matrix) -> Matrix:
        return points[:, :1]
