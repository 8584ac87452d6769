"""Excerpts, vectors and words → the number of groupings that holds and speaks best, and how each was judged."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np

from pipeline.analysis.topics.clustering import Labels
from pipeline.analysis.topics.group_words import WordCounts
from pipeline.analysis.topics.recipe import Recipe
from pipeline.analysis.topics.reduction import Matrix
from pipeline.analysis.topics.space import Space
from pipeline.analysis.topics.stability import GroupCountTrial, GroupStability, drawn_by
from pipeline.model.contracts import TopicCount

ENOUGH = 1000


@dataclass(frozen=True)
class Chosen:
    """The groups that were kept, how well each holds, and all that was tried."""

    labels: Labels
    held: GroupStability
    topic_counts: list[TopicCount]


def choose(units: Matrix, words: WordCounts, count: int | Literal["auto"], recipe: Recipe) -> Chosen:
    """Try the numbers of groups asked for, and keep the one that holds and whose words go together."""
    # No more groups than distinct excerpts; these are counted only where they may be few.
    distinct = len(np.unique(units[:ENOUGH], axis=0))
    counts = sorted({min(k, distinct) for k in candidates(len(units), count, recipe)})
    space = Space(units, recipe, max(counts))
    trials = {k: GroupCountTrial(space, words, k) for k in counts}
    # All excerpts are placed once for every number, then each draw.
    for trial in trials.values():
        _ = trial.labels, trial.reseeded
    drawn = drawn_by(list(trials.values()))
    topic_counts = [trial.tried(drawn[k]) for k, trial in trials.items()]
    kept = best(topic_counts, recipe.tolerance)
    told = [replace(one, chosen=one.asked == kept) for one in topic_counts]
    return Chosen(trials[kept].labels, trials[kept].held(drawn[kept]), told)


def candidates(size: int, count: int | Literal["auto"], recipe: Recipe) -> list[int]:
    """List the numbers of groups to try; a corpus too small for all of them gets as many as it can fill."""
    if count != "auto":
        return [max(1, min(count, size))]
    most = size // recipe.excerpts_per_group
    return [k for k in recipe.candidates if k <= most] or [max(1, most)]


def best(topic_counts: Sequence[TopicCount], tolerance: float) -> int:
    """
    Choose a number of groups by stability and coherence, in equal parts.

    Stability is the mean of the adjusted Rand indices over draws and over seeds, coherence the mean NPMI of words
    brought to 0 to 1. Both favour a few broad groups: the largest number within ``tolerance`` of the best is kept.
    """
    worth = {one.asked: (one.draws + one.seeds) / 2 + (1 + one.coherence) / 2 for one in topic_counts}
    return max(asked for asked, score in worth.items() if score >= max(worth.values()) - tolerance)
