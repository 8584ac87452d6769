"""Unit vectors → who is most like whom, and where each stands on the graph that this makes."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.analysis.topics.reduction import Matrix, on_grid, one_thread

Rows = NDArray[np.int64]
CHUNK = 2000
# Likenesses are multiples of 2^-32 (see ``reduction``): a smaller step by rank leaves no tie, and changes no order.
STEP = 2.0**-50
# Each excerpt is linked to all others by a tenth of its own links: the graph holds in one piece (Amini et al. 2013).
EVERYONE = 0.1


def nearest(units: Matrix, among: Matrix, count: int) -> Rows:
    """Name, for each row, the ``count`` rows of another matrix that are most like it (n × count), the nearest first."""
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


def coordinates(units: Matrix, dimensions: int, neighbours: int) -> Matrix:
    """
    Place excerpts by the slowest vibrations of the graph of their neighbours (Ng, Jordan and Weiss 2001).

    Two excerpts are linked when one is among the ``neighbours`` most like the other; links are whole numbers and
    likenesses exact sums, so the graph is the same everywhere. Rows have length 1 (n × dimensions, on the grid).
    """
    vectors = _slowest(*_links(units, neighbours), min(dimensions, len(units)))
    largest = vectors[np.abs(on_grid(vectors)).argmax(axis=0), np.arange(vectors.shape[1])]
    placed = vectors * np.where(largest < 0, -1.0, 1.0)
    lengths = np.sqrt((placed**2).sum(axis=1, keepdims=True))
    return on_grid(np.divide(placed, lengths, out=np.zeros_like(placed), where=lengths > 0))


def _links(units: Matrix, neighbours: int) -> tuple[Any, float]:
    from scipy.sparse import csr_array  # noqa: PLC0415 - half a second to import

    size = len(units)
    count = min(neighbours, size - 1)
    alike = nearest(units, units, count + 1)
    # An excerpt is no neighbour of itself; one with a twin may come after it.
    own = alike == np.arange(size)[:, None]
    own[~own.any(axis=1), -1] = True
    rows = np.repeat(np.arange(size), count)
    one_way = csr_array((np.ones(size * count), (rows, alike[~own])), shape=(size, size))
    return (one_way + one_way.T) / 2, EVERYONE * count / size


def _slowest(links: Any, everyone: float, dimensions: int) -> Matrix:
    from scipy.linalg import eigh  # noqa: PLC0415 - half a second to import
    from scipy.sparse.linalg import LinearOperator, eigsh  # noqa: PLC0415

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
        values, vectors = eigsh(operator, k=dimensions, which="LA", v0=np.ones(size))
    return np.asarray(vectors[:, np.argsort(-values)])


def carried(units: Matrix, known: Matrix, labels: Rows, neighbours: int) -> Rows:
    """Give each new excerpt the grouping of most of the known ones that are most like it; the nearest breaks ties."""
    near = labels[nearest(units, known, neighbours)]
    votes = np.zeros((len(units), int(labels.max()) + 1))
    weight = 1 + STEP * np.arange(near.shape[1], 0, -1)
    np.add.at(votes, (np.arange(len(units))[:, None], near), weight)
    return np.asarray(votes.argmax(axis=1), dtype=np.int64)
