"""Numbers → their sums and products, the same bits on any processor, in any order, on any number of threads.

A sum of floats depends on the order in which a processor adds them; a sum of whole numbers does not, as long as
all of it is written without rounding (2^53 in double precision, 2^24 in single).
So whatever is summed is first counted in whole units, small enough to lose nothing that matters.
What remains (one addition, product, quotient or square root at a time) IEEE 754 defines to the last bit.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import DTypeLike, NDArray

Floats = NDArray[np.float64]
DIGITS_IN_DOUBLE = 53
# Totals count in units of 2^-24: exact while what is summed, added up, stays under 2^29.
TOTAL_UNITS = 2.0**24
# Tables hold multiples of 2^-40, coarse enough to hide what C libraries make of « exp » and « erf ».
TABLE_UNITS = 2.0**40
# What a table reads at once stays in the processor's cache.
VALUES_AT_ONCE = 2**17


class FloatPrecision(NamedTuple):
    """What a product is computed in: floats, the whole numbers under which they are exact, levels of a weight."""

    floats: DTypeLike
    exact_under: int
    levels: int


# Twice as fast, and enough for weights that were packed in 16 levels to a block of 32.
SINGLE = FloatPrecision(np.float32, 2**24, 127)
DOUBLE = FloatPrecision(np.float64, 2**DIGITS_IN_DOUBLE, 2**22)


def total(values: Floats, axis: int) -> Floats:
    """Sum along an axis, which is kept with length 1."""
    whole: Floats = np.rint(values * TOTAL_UNITS).sum(axis=axis, keepdims=True)
    return whole / TOTAL_UNITS


def counted(values: Floats, axis: int, most: int) -> tuple[Floats, Floats]:
    """
    Give values as whole numbers up to ``most``, and their unit, one for each line along an axis.

    Args:
        values: of any shape.
        axis: the one along which lines share a unit.
        most: the largest whole number, in absolute value.

    Returns:
        whole numbers as floats, and units that give the values back (values ≈ numbers × units).
    """
    largest = np.maximum(values.max(axis=axis, keepdims=True), -values.min(axis=axis, keepdims=True))
    units = np.where(largest > 0, largest, 1.0) / most
    return np.rint(values / units), units


def product(left: Floats, right: Floats) -> Floats:
    """Multiply two matrices in double precision (n × k by k × m), with some 20 binary digits of each value."""
    digits = (DIGITS_IN_DOUBLE - left.shape[1].bit_length()) // 2
    whole, units = counted(left, axis=1, most=2**digits)
    others, their_units = counted(right, axis=0, most=2**digits)
    result: Floats = (whole @ others) * units
    result *= their_units
    return result


class Linear:
    """
    A dense layer, ``x @ weights + bias``, in products of whole numbers.

    Args:
        weights: inputs × outputs.
        bias: one value an output.
        parts: how many stretches of inputs are multiplied apart; the fewer inputs are summed at once, the finer
            the units in which they may be counted.
        precision: of the products.
    """

    def __init__(
        self, weights: Floats, bias: Floats | float, parts: int = 1, precision: FloatPrecision = DOUBLE,
    ) -> None:
        self._bias = bias
        self._parts = [_Part(stretch, precision) for stretch in np.split(weights, parts)]

    def __call__(self, x: Floats) -> Floats:
        """Apply the layer to rows (n × inputs → n × outputs); a row does not depend on those beside it."""
        stretches = np.split(x, len(self._parts), axis=1)
        result = self._parts[0](stretches[0]) + self._bias
        for part, stretch in zip(self._parts[1:], stretches[1:], strict=True):
            result += part(stretch)
        return result


class _Part:
    def __init__(self, weights: Floats, precision: FloatPrecision) -> None:
        levels, self._units = counted(weights, axis=0, most=precision.levels)
        heaviest = max(np.abs(levels).sum(axis=0).max(), 1.0)
        # No sum, whole or partial, can then leave what is written exactly.
        self._most = math.floor(precision.exact_under / heaviest)
        self._floats = precision.floats
        self._levels = levels.astype(self._floats)

    def __call__(self, x: Floats) -> Floats:
        whole, units = counted(x, axis=1, most=self._most)
        result: Floats = (whole.astype(self._floats, copy=False) @ self._levels) * units
        result *= self._units
        return result


class FunctionTable:
    """
    A function of one variable, read off at regular points: the nearest, or the last beyond either end.

    Args:
        function: what is tabulated, computed with Python's ``math``.
        first: the first point.
        last: the last point.
        per_unit: points in a unit.
    """

    def __init__(self, function: Callable[[float], float], first: int, last: int, per_unit: int) -> None:
        points = range(first * per_unit, last * per_unit + 1)
        self._values = np.array([round(function(p / per_unit) * TABLE_UNITS) for p in points]) / TABLE_UNITS
        self._first, self._per_unit = first, per_unit

    def __call__(self, x: Floats) -> Floats:
        """Read the function at each value (any shape but that of a single one), off by half a point at most."""
        read = np.empty_like(x)
        lines = max(1, VALUES_AT_ONCE // max(x[:1].size, 1))
        for start in range(0, len(x), lines):
            rank = x[start : start + lines] * self._per_unit
            rank += 0.5 - self._first * self._per_unit
            np.take(self._values, rank.astype(np.intp), mode="clip", out=read[start : start + lines])
        return read


def batches(sequences: Sequence[list[int]], most: int) -> Iterator[list[list[int]]]:
    """
    Put sequences together up to a number of pieces; a longer one stands alone.

    >>> list(batches([[1, 2], [3], [4, 5, 6, 7]], 3))
    [[[1, 2], [3]], [[4, 5, 6, 7]]]
    """
    batch: list[list[int]] = []
    for sequence in sequences:
        if batch and sum(map(len, batch)) + len(sequence) > most:
            yield batch
            batch = []
        batch.append(sequence)
    if batch:
        yield batch
