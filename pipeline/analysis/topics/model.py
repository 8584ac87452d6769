"""Documents and unit vectors → groups of all excerpts: how many, how stable, numbered by size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import combinations
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from pipeline.analysis.topics.clustering import Labels, WordCounts, by_size, diversity, jaccard, partition
from pipeline.analysis.topics.space import Matrix, Recipe, Rows, Space, carried, one_thread
from pipeline.model.contracts import TopicCount

SHARE_DRAWN = 0.8
DECIMALS = 4
ENOUGH = 1000
THREADS = 2  # more would wait for one another: half of k-means is Python, which one thread runs at a time


@dataclass(frozen=True)
class GroupStability:
    """
    How well each group holds, from 0 to 1: means over draws and seeds of its likeness with its nearest group there.

    Attributes:
        draws: Jaccard similarity of its excerpts when a part of all is grouped afresh (Hennig 2007).
        seeds: the same when all are grouped from other seeds.
        words: Jaccard similarity of its words, over draws.
    """

    draws: list[float]
    seeds: list[float]
    words: list[float]


class GroupCountTrial:
    """A number of groups, tried: on all excerpts, from other seeds, and on draws of four excerpts in five."""

    def __init__(self, space: Space, words: WordCounts, count: int, pool: ThreadPoolExecutor) -> None:
        self.space, self.words, self.count, self.pool = space, words, count, pool
        self.rows: Rows = np.arange(len(space.units))

    @property
    def recipe(self) -> Recipe:
        """How groups are made."""
        return self.space.recipe

    @cached_property
    def labels(self) -> Labels:
        """The group of each excerpt."""
        return self.grouped(self.rows, self.recipe.seed).result()

    @cached_property
    def reseeded(self) -> list[Labels]:
        """The groups of all excerpts from other seeds."""
        asked = [self.grouped(self.rows, self.recipe.seed + 1 + i) for i in range(self.recipe.seeds)]
        return [one.result() for one in asked]

    def grouped(self, rows: Rows, seed: int) -> Future[Labels]:
        """Ask for some excerpts grouped afresh."""
        return self.pool.submit(partition, self.space.points(rows, self.count), self.count, self.recipe, seed)

    def tried(self, drawn: Sequence[tuple[Rows, Labels]]) -> TopicCount:
        """Sum the trial up: adjusted Rand indices (Hubert and Arabie 1985), coherence and diversity of words."""
        tops = self.words.tops(self.rows, self.labels)
        return TopicCount(
            self.count, chosen=False, groupings=int(self.labels.max()) + 1,
            draws=_mean([adjusted_rand(self.labels[rows], afresh) for rows, afresh in drawn]),
            seeds=_mean([adjusted_rand(a, b) for a, b in combinations([self.labels, *self.reseeded], 2)]),
            coherence=self.words.coherence(tops), diversity=diversity(tops),
        )

    def held(self, drawn: Sequence[tuple[Rows, Labels]]) -> GroupStability:
        """Tell how well each group holds."""
        count = int(self.labels.max()) + 1
        tops = self.words.tops(self.rows, self.labels)
        found = [_likeness(self.labels[rows], afresh, count) for rows, afresh in drawn]
        again = [_likeness(self.labels, afresh, count) for afresh in self.reseeded]
        said = [
            [jaccard(tops[i], other[j]) for i, j in enumerate(like.argmax(axis=1))]
            for like, other in zip(found, (self.words.tops(r, a) for r, a in drawn), strict=True)
        ]
        drawn_anew = ([f.max(axis=1) for f in found], [a.max(axis=1) for a in again], said)
        return GroupStability(*(
            [round(float(v), DECIMALS) for v in np.mean(np.asarray(values), axis=0)] if values else [1.0] * count
            for values in drawn_anew
        ))


def _likeness(labels: Labels, afresh: Labels, count: int) -> NDArray[np.float64]:
    both = np.zeros((count, int(afresh.max()) + 1))
    np.add.at(both, (labels, afresh), 1)
    either = both.sum(axis=1, keepdims=True) + both.sum(axis=0, keepdims=True) - both
    return np.asarray(both / np.maximum(either, 1))


def _mean(values: list[float]) -> float:
    return round(float(np.mean(values)), DECIMALS) if values else 1.0


def adjusted_rand(one: Labels, other: Labels) -> float:
    """
    Compare two groupings of the same excerpts by the pairs they put together (Hubert and Arabie 1985).

    The whole numbers of scikit-learn and its last quotient, without its checks, which take thirty times as long.

    >>> adjusted_rand(np.array([0, 0, 1, 1]), np.array([1, 1, 0, 0]))
    1.0
    """
    both = np.zeros((int(one.max()) + 1, int(other.max()) + 1), dtype=np.int64)
    np.add.at(both, (one, other), 1)
    size = len(one)
    kept = int((both**2).sum())
    torn, joined = (int((both.sum(axis=axis) ** 2).sum()) - kept for axis in (1, 0))
    if torn == joined == 0:
        return 1.0
    together = kept - size
    apart = size**2 - torn - joined - kept
    chance = (together + torn) * (torn + apart) + (together + joined) * (joined + apart)
    return 2.0 * (together * apart - torn * joined) / chance


def drawn_by(trials: Sequence[GroupCountTrial]) -> dict[int, list[tuple[Rows, Labels]]]:
    """Group the same draws for every number tried; each draw is placed once."""
    space = trials[0].space
    asked = [
        (trial.count, rows, trial.grouped(rows, seed))
        for seed, rows in draws(len(space.units), space.recipe) for trial in trials
    ]
    found: dict[int, list[tuple[Rows, Labels]]] = {trial.count: [] for trial in trials}
    for count, rows, afresh in asked:
        found[count].append((rows, afresh.result()))
    return found


def draws(size: int, recipe: Recipe) -> Iterator[tuple[int, Rows]]:
    """Draw four excerpts in five, without putting any back: a twin would be its own neighbour."""
    kept = max(1, round(SHARE_DRAWN * size))
    for draw in range(recipe.draws):
        seed = recipe.seed + 1 + draw
        yield seed, np.sort(np.random.default_rng(seed).permutation(size)[:kept])


@dataclass(frozen=True)
class ChosenGroups:
    """The groups that were kept, how well each holds, and all that was tried."""

    labels: Labels
    held: GroupStability
    topic_counts: list[TopicCount]


def choose(units: Matrix, words: WordCounts, count: int | Literal["auto"], recipe: Recipe) -> ChosenGroups:
    """
    Try the numbers of groups asked for, and keep the one that holds and whose words go together.

    Args:
        units: unit vectors of the excerpts (n × dimensions).
        words: their words, counted.
        count: number of groups, or ``auto``.
        recipe: how groups are made, and the numbers tried.
    """
    import sklearn.cluster  # noqa: F401, PLC0415 - a second to import; what is not loaded yet is held to no thread

    # No more groups than distinct excerpts; these are counted only where they may be few.
    distinct = len(np.unique(units[:ENOUGH], axis=0))
    counts = sorted({min(k, distinct) for k in candidates(len(units), count, recipe)})
    space = Space(units, recipe, max(counts))
    # Groupings are made side by side, each in one thread: a thread sets the limit that holds for itself.
    with one_thread(), ThreadPoolExecutor(THREADS, initializer=threadpool_limits, initargs=(1,)) as pool:
        trials = {k: GroupCountTrial(space, words, k, pool) for k in counts}
        # All excerpts are placed once for every number, then each draw.
        for trial in trials.values():
            _ = trial.labels, trial.reseeded
        drawn = drawn_by(list(trials.values()))
    topic_counts = [trial.tried(drawn[k]) for k, trial in trials.items()]
    kept = best(topic_counts, recipe.tolerance)
    told = [replace(one, chosen=one.asked == kept) for one in topic_counts]
    return ChosenGroups(trials[kept].labels, trials[kept].held(drawn[kept]), told)


def candidates(size: int, count: int | Literal["auto"], recipe: Recipe) -> list[int]:
    """
    List the numbers of groups to try; a corpus too small for all of them gets as many as it can fill.

    Args:
        size: how many excerpts there are.
        count: the number asked for, or ``auto``.
        recipe: the numbers to try, and the fewest excerpts that make a group worth reading.
    """
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


def whole(
    units: Matrix, said: tuple[list[list[str]], list[str]], count: int | Literal["auto"], recipe: Recipe, shown: int,
) -> ChosenGroups:
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
    some: Rows = np.arange(len(units))
    if len(units) > recipe.largest_draw:
        some = np.sort(np.random.default_rng(recipe.seed).permutation(len(units))[: recipe.largest_draw])
    chosen = choose(units[some], WordCounts([documents[i] for i in some], known, shown), count, recipe)
    labels = chosen.labels
    if len(some) < len(units):
        others = np.setdiff1d(np.arange(len(units)), some)
        labels = np.empty(len(units), dtype=np.int64)
        labels[some] = chosen.labels
        labels[others] = carried(units[others], units[some], chosen.labels, recipe.neighbours)
    numbered = by_size(labels)
    former = dict(zip(numbered.tolist(), labels.tolist(), strict=True))
    order = [former[topic] for topic in sorted(former)]
    held = chosen.held
    reordered = GroupStability(*([values[i] for i in order] for values in (held.draws, held.seeds, held.words)))
    return replace(chosen, labels=numbered, held=reordered)
