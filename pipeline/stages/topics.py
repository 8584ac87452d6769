"""Excerpts and their vectors → groupings by proximity: leads to be read, never themes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from pipeline.contracts import Excerpt, Grouping, Topic, Vectors
from pipeline.grouping.clustering import Labels, Recipe
from pipeline.grouping.model import Proximity, fit
from pipeline.grouping.reduction import Matrix, Reduction, unit_vectors
from pipeline.grouping.stability import stabilities
from pipeline.grouping.words import heaviest, nmf_weights, vocabulary, words_of
from pipeline.publishable import NEVER_ANALYSED, may_pass
from pipeline.speakers import people

DECIMALS = 4
Lists = list[tuple[str, ...]]


def topics(
    excerpts: list[Excerpt], embeddings: Vectors, *, count: int | Literal["auto"], clustering: dict[str, Any],
    words: dict[str, int],
) -> tuple[list[Topic], list[Grouping]]:
    """
    Group excerpts by proximity of meaning (BERTopic on PCA and k-means, Ward's method in small corpora).

    Args:
        excerpts: what may be grouped.
        embeddings: their vectors.
        count: number of groupings, or ``auto``: chosen by stability.
        clustering: see ``Recipe``.
        words: how many are ``shown``, and how many ``representatives`` each grouping has.
    """
    analysed, units = _analysed(excerpts, embeddings)
    if not analysed:
        return [], []
    recipe = Recipe(**clustering)
    proximity = Proximity(count, recipe)
    said, nmf = _words(analysed, units, Reduction(recipe.dimensions), proximity, words["shown"])
    found = _topics(analysed, units, proximity.labels_)
    typical = _representatives(analysed, found, words["representatives"])
    heard = _people(analysed, proximity.labels_)
    sizes = np.bincount(proximity.labels_).tolist()
    columns = said, nmf, sizes, heard, stabilities(proximity.points, proximity.labels_, recipe), typical
    return found, [Grouping(topic, *values) for topic, values in enumerate(zip(*columns, strict=True))]


def _analysed(excerpts: list[Excerpt], embeddings: Vectors) -> tuple[list[Excerpt], Matrix]:
    row = {excerpt: i for i, excerpt in enumerate(embeddings.excerpts)}
    kept = [e for e in excerpts if e.excerpt in row and e.consent not in NEVER_ANALYSED]
    ordered = sorted(kept, key=lambda e: e.excerpt)
    return ordered, unit_vectors(embeddings.matrix[[row[e.excerpt] for e in ordered]]) if ordered else np.empty((0, 0))


def _words(
    excerpts: list[Excerpt], units: Matrix, reduction: Reduction, proximity: Proximity, shown: int
) -> tuple[Lists, Lists]:
    documents = words_of(excerpts)
    known = vocabulary(documents, [e.speaker for e in excerpts])
    weights = fit(documents, known, units, reduction, proximity)
    nmf = nmf_weights(documents, known, proximity.labels_)
    return heaviest(weights, known, shown), heaviest(nmf, known, shown)


def _topics(excerpts: list[Excerpt], units: Matrix, labels: Labels) -> list[Topic]:
    weights = _similarities(units, labels)
    return [Topic(e.excerpt, int(t), float(w)) for e, t, w in zip(excerpts, labels, weights, strict=True)]


def _similarities(units: Matrix, labels: Labels) -> NDArray[np.float64]:
    # Cosine of each excerpt with the centre of its group; one that equals its centre is at 1.
    centres = np.stack([units[labels == topic].mean(axis=0) for topic in range(int(labels.max()) + 1)])
    lengths = np.sqrt((centres**2).sum(axis=1, keepdims=True))
    directions = np.divide(centres, lengths, out=np.zeros_like(centres), where=lengths > 0)
    cosines: NDArray[np.float64] = np.round((units * directions[labels]).sum(axis=1), DECIMALS)
    return cosines + 0.0


def _representatives(excerpts: list[Excerpt], found: Sequence[Topic], count: int) -> Lists:
    """Name the excerpts nearest to each centre that may be shown as typical: one of each person first."""
    nearest = sorted(zip(found, excerpts, strict=True), key=lambda pair: (-pair[0].weight, pair[0].excerpt))
    kept: Lists = []
    for topic in range(max(t.topic for t in found) + 1):
        candidates = [e for t, e in nearest if t.topic == topic and may_pass(e.consent, "typical")]
        first = {e.speaker: e for e in reversed(candidates)}
        ordered = sorted(candidates, key=lambda e: first[e.speaker] is not e)
        kept.append(tuple(e.excerpt for e in ordered[:count]))
    return kept


def _people(excerpts: list[Excerpt], labels: Labels) -> list[int]:
    heard: list[list[str]] = [[] for _ in range(int(labels.max()) + 1)]
    for topic, excerpt in zip(labels, excerpts, strict=True):
        heard[int(topic)].append(excerpt.speaker)
    return [len(people(speakers)) for speakers in heard]
