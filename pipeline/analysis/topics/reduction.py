"""Vectors of excerpts → unit vectors and a few coordinates, the same to the last bit on every processor."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray
from threadpoolctl import threadpool_limits

Matrix = NDArray[np.float64]
# On a grid of 2^-16, products of two coordinates are multiples of 2^-32: their sums are exact in
# float64 up to two million unit vectors, so neither threads nor processors can change them.
GRID = float(2**16)


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


def unit_vectors(matrix: NDArray[Any]) -> Matrix:
    """
    Centre vectors (n × dimensions) on their mean and bring each to length 1, on the grid.

    A vector equal to the mean stays at zero; a single vector is not centred.
    """
    values = matrix.astype(np.float64)
    centred = values - values.mean(axis=0) if len(values) > 1 else values
    lengths = np.sqrt((centred**2).sum(axis=1, keepdims=True))
    return on_grid(np.divide(centred, lengths, out=np.zeros_like(centred), where=lengths > 1 / GRID))


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
