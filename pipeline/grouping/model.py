"""Documents and unit vectors → groups of all excerpts, and their words by BERTopic: nothing downloaded."""

from __future__ import annotations

import warnings
from dataclasses import replace
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from pipeline.grouping.choice import Chosen, choose
from pipeline.grouping.clustering import Labels, by_size
from pipeline.grouping.graph import carried
from pipeline.grouping.recipe import Recipe
from pipeline.grouping.reduction import Matrix
from pipeline.grouping.stability import Held
from pipeline.grouping.wordlists import Words

# BERTopic asks for two words at least: these stand in every excerpt of a corpus that has not as many to show.
PADDING = ("emptydoc", "emptydocs")


def whole(
    units: Matrix, said: tuple[list[list[str]], list[str]], count: int | Literal["auto"], recipe: Recipe, shown: int,
) -> Chosen:
    """
    Group all excerpts, numbered by size; in a large corpus a part makes the groups and the others join them.

    Args:
        units: unit vectors of the excerpts (n × dimensions).
        said: the words of each excerpt, and the words that may be shown.
        count: number of groups, or ``auto``.
        recipe: how they are made.
        shown: how many words tell a group.
    """
    documents, known = said
    some = _part(len(units), recipe)
    chosen = choose(units[some], Words([documents[i] for i in some], known, shown), count, recipe)
    labels = chosen.labels
    if len(some) < len(units):
        others = np.setdiff1d(np.arange(len(units)), some)
        labels = np.empty(len(units), dtype=np.int64)
        labels[some] = chosen.labels
        labels[others] = carried(units[others], units[some], chosen.labels, recipe.neighbours)
    numbered = by_size(labels)
    return replace(chosen, labels=numbered, held=_reordered(chosen.held, labels, numbered))


def _part(size: int, recipe: Recipe) -> NDArray[np.int64]:
    if size <= recipe.largest_draw:
        return np.arange(size)
    return np.sort(np.random.default_rng(recipe.seed).permutation(size)[: recipe.largest_draw])


def _reordered(held: Held, labels: Labels, numbered: Labels) -> Held:
    former = dict(zip(numbered.tolist(), labels.tolist(), strict=True))
    order = [former[topic] for topic in sorted(former)]
    return Held(*([values[i] for i in order] for values in (held.draws, held.seeds, held.words)))


class _Given:
    """Groups already made, in the forms that BERTopic asks of a reduction and of a clustering."""

    def __init__(self, labels: Labels) -> None:
        self.labels_ = labels

    def fit(self, points: Matrix, y: object = None) -> _Given:  # noqa: ARG002 - BERTopic passes them
        return self

    def transform(self, points: Matrix) -> Matrix:
        return points[:, :1]


def class_weights(
    documents: list[list[str]], vocabulary: list[str], units: Matrix, labels: Labels
) -> NDArray[np.float64]:
    """Give BERTopic's class TF-IDF of each word that may be shown in each group (groups × vocabulary)."""
    padding = PADDING if len(vocabulary) < len(PADDING) else ()
    model = _model([*vocabulary, *padding], _Given(labels))
    texts = [" ".join([*words, *padding]) for words in documents]
    with warnings.catch_warnings():
        # pandas and scikit-learn announce changes that concern BERTopic's code, not ours.
        warnings.simplefilter("ignore", category=FutureWarning)
        predicted, _ = model.fit_transform(texts, embeddings=units)
    # BERTopic numbers groups of the same size as it pleases.
    theirs = {int(ours): int(topic) for ours, topic in zip(labels, predicted, strict=True)}
    weights = model.c_tf_idf_.toarray()[[theirs[ours] for ours in sorted(theirs)]]
    return np.asarray(weights[:, : len(vocabulary)], dtype=np.float64)


def _model(vocabulary: list[str], given: _Given) -> Any:
    from bertopic import BERTopic  # noqa: PLC0415 - takes seconds to import
    from bertopic.backend import BaseEmbedder  # noqa: PLC0415
    from sklearn.feature_extraction.text import CountVectorizer  # noqa: PLC0415

    return BERTopic(
        language="french",
        embedding_model=BaseEmbedder(),
        umap_model=given,
        hdbscan_model=given,
        vectorizer_model=CountVectorizer(analyzer=str.split, vocabulary=vocabulary),
    )
