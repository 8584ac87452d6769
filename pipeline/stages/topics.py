"""Excerpts, vectors of what they are about, groupings that people named → groupings by proximity: leads to be read."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Literal

from pipeline.analysis.topics import descriptions
from pipeline.analysis.topics.clustering import numbers
from pipeline.analysis.topics.describing_words import class_weights, vocabulary, words_of
from pipeline.analysis.topics.descriptions import GroupingMaterial, centres, described, inside, profiles
from pipeline.analysis.topics.model import whole
from pipeline.analysis.topics.space import Recipe, unit_vectors
from pipeline.anchoring.publishable import NEVER_ANALYSED
from pipeline.codebook.codes import NamedGrouping
from pipeline.model.contracts import (
    Excerpt,
    Grouping,
    GroupingMerge,
    GroupingModel,
    ProfileWord,
    SimilarGroupings,
    Topic,
    TopicCount,
    Vectors,
)

Made = tuple[
    list[Topic], list[Grouping], list[TopicCount], list[ProfileWord], list[GroupingModel], list[GroupingMerge],
    list[SimilarGroupings],
]


def topics(
    excerpts: list[Excerpt], topic_embeddings: Vectors, named_groupings: list[NamedGrouping], *,
    count: int | Literal["auto"], clustering: dict[str, Any], words: dict[str, int],
) -> Made:
    """
    Group excerpts by proximity of what they are about; words by class TF-IDF (BERTopic), by NMF, and χ² profiles.

    With them: the model that places a passage, the hierarchy of groupings, and which are alike.

    Args:
        excerpts: what may be grouped.
        topic_embeddings: their vectors.
        named_groupings: those that people named keep their number.
        count: number of groupings, or ``auto``: chosen by stability and coherence.
        clustering: see ``Recipe``.
        words: how many are ``shown``, and how many ``representatives`` each grouping has.
    """
    row = {excerpt: i for i, excerpt in enumerate(topic_embeddings.excerpts)}
    kept = [e for e in excerpts if e.excerpt in row and e.consent not in NEVER_ANALYSED]
    analysed = sorted(kept, key=lambda e: e.excerpt)
    if not analysed:
        return [], [], [], [], [], [], []
    vectors = topic_embeddings.matrix[[row[e.excerpt] for e in analysed]]
    units = unit_vectors(vectors)
    documents = words_of(analysed)
    known = vocabulary(documents, [e.speaker for e in analysed])
    chosen = whole(units, (documents, known), count, Recipe(**clustering), words["shown"])
    profiled = profiles(documents, known, chosen.labels)
    weights = class_weights(documents, known, units, chosen.labels)
    rows = described(GroupingMaterial(analysed, units, documents, known), chosen, profiled, weights, words)
    number = numbers(chosen.labels, [e.excerpt for e in analysed], named_groupings)
    placed = zip(analysed, chosen.labels, inside(units, chosen.labels), strict=True)
    return (
        [Topic(e.excerpt, number[int(label)], float(weight)) for e, label, weight in placed],
        [replace(g, topic=number[g.topic]) for g in rows],
        chosen.topic_counts,
        [replace(p, topic=number[p.topic]) for p in profiled],
        descriptions.kept(vectors, chosen.labels, weights, known, number),
        list(descriptions.merges(weights, number)),
        descriptions.similar(weights, centres(units, chosen.labels), number),
    )
