"""Documents and unit vectors → groups of all excerpts, numbered by size."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from pipeline.analysis.topics.clustering import Labels, by_size
from pipeline.analysis.topics.group_words import WordCounts
from pipeline.analysis.topics.neighbour_graph import carried
from pipeline.analysis.topics.number_of_groups import Chosen, choose
from pipeline.analysis.topics.recipe import Recipe
from pipeline.analysis.topics.reduction import Matrix
from pipeline.analysis.topics.stability import GroupStability


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
    chosen = choose(units[some], WordCounts([documents[i] for i in some], known, shown), count, recipe)
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


def _reordered(held: GroupStability, labels: Labels, numbered: Labels) -> GroupStability:
    former = dict(zip(numbered.tolist(), labels.tolist(), strict=True))
    order = [former[topic] for topic in sorted(former)]
    return GroupStability(*([values[i] for i in order] for values in (held.draws, held.seeds, held.words)))
