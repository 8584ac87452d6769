"""Vectors of excerpts → unit vectors, their graph of neighbours, the few coordinates in which they are grouped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

from pipeline.model.errors import FiligraneError

ReductionName = Literal["spectral", "pca", "umap"]
Method = Literal["auto", "kmeans", "agglomerative", "hdbscan"]
Matrix = NDArray[np.float64]
# On a grid of 2^-16, products of two coordinates are multiples of 2^-32: their sums are exact in
# float64 up to two million unit vectors, so neither threads nor processors can change them.
GRID = float(2**16)
Rows = NDArray[np.int64]
CHUNK = 2000
# Likenesses are multiples of 2^-32 (see ``reduction``): a smaller step by rank leaves no tie, and changes no order.
STEP = 2.0**-50
# Each excerpt is linked to all others by a tenth of its own links: the graph holds in one piece (Amini et al. 2013).
EVERYONE = 0.1
NO_UMAP = (
    "params.yaml : topics.clustering.reduction vaut « umap », et umap-learn n'est pas installé. Tapez "
    "« pip install umap-learn==0.5.12 », ou mettez reduction: spectral (le réglage ordinaire, et le même résultat "
    "sur toutes les machines), puis relancez."
)


@dataclass(frozen=True)
class Recipe:
    """
    How excerpts are put together.

    Attributes:
        seed: where every draw starts.
        reduction: what places excerpts: ``spectral`` (the graph of their neighbours), ``pca``, or ``umap``.
        neighbours: how many of the most alike each excerpt is linked to (``spectral``, ``umap``).
        dimensions: number of coordinates of ``pca`` and ``umap``.
        method: ``kmeans``, ``agglomerative`` (Ward), ``hdbscan``, or ``auto``: agglomerative for small corpora.
        agglomerative_under: number of excerpts from which ``auto`` means k-means.
        restarts: how many times k-means starts anew, the best being kept.
        candidates: numbers of groups that are tried when none is asked for.
        excerpts_per_group: a number of groups is tried only with that many excerpts for each, on average.
        tolerance: loss of stability and coherence accepted to see more groups.
        draws: how many times a part of the excerpts is grouped afresh to measure stability.
        seeds: how many times all are grouped again from another seed.
        largest_draw: number of excerpts beyond which groupings are made on a part, and the others carried to it.
    """

    seed: int
    reduction: ReductionName
    neighbours: int
    dimensions: int
    method: Method
    agglomerative_under: int
    restarts: int
    candidates: Sequence[int]
    excerpts_per_group: int
    tolerance: float
    draws: int
    seeds: int
    largest_draw: int

    def is_agglomerative(self, size: int) -> bool:
        """Tell whether that many excerpts are grouped by Ward's method."""
        return self.method == "agglomerative" or (self.method == "auto" and size < self.agglomerative_under)


@contextmanager
def one_thread() -> Iterator[None]:
    """Do the sums of linear algebra in one thread; libraries must be imported before."""
    with threadpool_limits(limits=1):
        yield


def on_grid(values: Matrix) -> Matrix:
    """
    Round values to multiples of 2^-16.

    >>> float(on_grid(np.array([0.1]))[0] * GRID)
    6554.0
    """
    return np.rint(values * GRID) / GRID


def of_length_one(rows: Matrix, least: float = 0.0) -> Matrix:
    """Bring each row to length 1; one that is no longer than ``least`` becomes zeros."""
    lengths = np.sqrt((rows**2).sum(axis=1, keepdims=True))
    unit: Matrix = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > least)
    return unit


def unit_vectors(matrix: NDArray[Any]) -> Matrix:
    """
    Centre vectors (n × dimensions) on their mean and bring each to length 1, on the grid.

    A vector equal to the mean stays at zero; a single vector is not centred.
    """
    values = matrix.astype(np.float64)
    centred = values - values.mean(axis=0) if len(values) > 1 else values
    return on_grid(of_length_one(centred, 1 / GRID))


class Reduction:
    """Principal components of unit vectors, in the form that BERTopic asks of a reduction."""

    def __init__(self, dimensions: int) -> None:
        self.dimensions = dimensions
        self.axes: Matrix = np.empty((0, 0))

    def fit(self, units: Matrix, y: object = None) -> Reduction:  # noqa: ARG002 - BERTopic passes it
        """Find the axes along which unit vectors differ most, each pointing to its largest coordinate."""
        with one_thread():
            _, axes = np.linalg.eigh(units.T @ units)
        kept = axes[:, ::-1][:, : min(self.dimensions, len(units))]
        largest = kept[np.abs(on_grid(kept)).argmax(axis=0), np.arange(kept.shape[1])]
        self.axes = on_grid(kept * np.where(largest < 0, -1.0, 1.0))
        return self

    def transform(self, units: Matrix) -> Matrix:
        """Give the coordinates of unit vectors along the axes (n × dimensions)."""
        with one_thread():
            return np.asarray(units @ self.axes)


def nearest(units: Matrix, among: Matrix, count: int) -> Rows:
    """
    Name, for each row, the ``count`` rows of another matrix that are most like it (n × count), the nearest first.

    Args:
        units: vectors of length 1 (n × d).
        among: vectors of length 1 (m × d), by whose product likeness is told.
        count: how many of them to name; all where there are fewer.

    Returns:
        row numbers of ``among``.
    """
    count = min(count, len(among))
    found = [_nearest(units[i : i + CHUNK], among, count) for i in range(0, len(units), CHUNK)]
    return np.vstack(found) if found else np.empty((0, count), dtype=np.int64)


def _nearest(units: Matrix, among: Matrix, count: int) -> Rows:
    unlike = STEP * np.arange(len(among)) - units @ among.T
    if count < len(among):
        kept = np.argpartition(unlike, count - 1, axis=1)[:, :count]
    else:
        kept = np.broadcast_to(np.arange(count), (len(units), count))
    order = np.argsort(np.take_along_axis(unlike, kept, axis=1), axis=1)
    return np.take_along_axis(kept, order, axis=1)


def coordinates(alike: Rows, dimensions: int) -> Matrix:
    """
    Place excerpts by the slowest vibrations of the graph of their neighbours (Ng, Jordan and Weiss 2001).

    Two excerpts are linked when one is among the neighbours of the other; links are whole numbers and likenesses
    exact sums, so the graph is the same everywhere. Rows have length 1 (n × dimensions, on the grid).

    Args:
        alike: the excerpts most like each, itself among them (n × neighbours + 1, see ``nearest``).
        dimensions: coordinates asked for; no more than excerpts.
    """
    vectors = _slowest(*_links(alike), min(dimensions, len(alike)))
    largest = vectors[np.abs(on_grid(vectors)).argmax(axis=0), np.arange(vectors.shape[1])]
    placed = vectors * np.where(largest < 0, -1.0, 1.0)
    return on_grid(of_length_one(placed))


def _links(alike: Rows) -> tuple[Any, float]:
    from scipy.sparse import csr_array  # noqa: PLC0415 - half a second to import

    size, count = len(alike), alike.shape[1] - 1
    # An excerpt is no neighbour of itself; one with a twin may come after it.
    own = alike == np.arange(size)[:, None]
    own[~own.any(axis=1), -1] = True
    rows = np.repeat(np.arange(size), count)
    one_way = csr_array((np.ones(size * count), (rows, alike[~own])), shape=(size, size))
    return (one_way + one_way.T) / 2, EVERYONE * count / size


def _slowest(links: Any, everyone: float, dimensions: int) -> Matrix:
    from scipy.linalg import eigh  # noqa: PLC0415 - half a second to import
    from scipy.sparse.linalg import ArpackError, LinearOperator, eigsh  # noqa: PLC0415

    size = links.shape[0]
    scale = 1 / np.sqrt(np.asarray(links.sum(axis=1)).ravel() + everyone * size)
    with one_thread():
        if 4 * dimensions + 2 > size:
            whole = scale[:, None] * (links.toarray() + everyone) * scale
            return np.asarray(eigh(whole)[1][:, ::-1][:, :dimensions])

        def beat(vector: Matrix) -> Matrix:
            scaled = scale * vector.ravel()
            return np.asarray(scale * (links @ scaled + everyone * scaled.sum()))

        operator = LinearOperator((size, size), matvec=beat, dtype=np.float64)
        try:
            values, vectors = eigsh(operator, k=dimensions, which="LA", v0=np.ones(size))
        except ArpackError:
            # Where all have as many links (the same words over and over), ones are a vibration, and lead to no other.
            values, vectors = eigsh(operator, k=dimensions, which="LA", v0=np.linspace(1, 2, size))
    return np.asarray(vectors[:, np.argsort(-values)])


def carried(units: Matrix, known: Matrix, labels: Rows, neighbours: int) -> Rows:
    """
    Give each new excerpt the grouping of most of the known ones that are most like it; the nearest breaks ties.

    Args:
        units: unit vectors of the new excerpts.
        known: those of the excerpts in groups.
        labels: the group of each known one.
        neighbours: how many known ones have a voice.
    """
    near = labels[nearest(units, known, neighbours)]
    votes = np.zeros((len(units), int(labels.max()) + 1))
    weight = 1 + STEP * np.arange(near.shape[1], 0, -1)
    np.add.at(votes, (np.arange(len(units))[:, None], near), weight)
    return np.asarray(votes.argmax(axis=1), dtype=np.int64)


class Space:
    """
    Where excerpts stand.

    The graph of neighbours is made anew for each draw; PCA and UMAP place all excerpts once.
    """

    def __init__(self, units: Matrix, recipe: Recipe, most: int) -> None:
        self.units = units
        self.recipe = recipe
        self.most = most
        self._graph = lru_cache(maxsize=1)(self._on_graph)

    def points(self, rows: Rows, count: int) -> Matrix:
        """Give the coordinates of some excerpts (rows in order), for ``count`` groups."""
        if self.recipe.reduction == "spectral" and not self.recipe.is_agglomerative(len(self.units)):
            return on_grid(of_length_one(self._graph(tuple(rows.tolist()))[:, :count]))
        return self._fixed[rows]

    def _on_graph(self, rows: tuple[int, ...]) -> Matrix:
        drawn = np.zeros(len(self.units), dtype=bool)
        drawn[list(rows)] = True
        ranked = self._ranked[list(rows)]
        alike = ranked[drawn[ranked]].reshape(len(rows), len(rows))[:, : self.recipe.neighbours + 1]
        # The vibrations asked for few groups are the first of those asked for many.
        return coordinates((np.cumsum(drawn) - 1)[alike], self.most)

    @cached_property
    def _ranked(self) -> Rows:
        # Ranked once for all draws: those drawn keep the order of all.
        return nearest(self.units, self.units, len(self.units))

    @cached_property
    def _fixed(self) -> Matrix:
        if self.recipe.reduction == "umap" and not self.recipe.is_agglomerative(len(self.units)):
            return _umap(self.units, self.recipe)
        return Reduction(self.recipe.dimensions).fit(self.units).transform(self.units)


def _umap(units: Matrix, recipe: Recipe) -> Matrix:
    try:
        from umap import UMAP  # noqa: PLC0415 - an option: absent unless it was installed by hand
    except ImportError as error:
        raise FiligraneError(NO_UMAP) from error
    reduction: Any = UMAP(
        n_neighbors=min(recipe.neighbours, len(units) - 1), n_components=min(recipe.dimensions, len(units) - 2),
        min_dist=0.0, metric="cosine", random_state=recipe.seed, n_jobs=1,
    )
    return on_grid(np.asarray(reduction.fit_transform(units), dtype=np.float64))
