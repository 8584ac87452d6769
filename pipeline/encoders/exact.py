"""Numbers → their sums and products, the same bits on any processor, in any order, on any number of threads.

A sum of floats depends on the order in which a processor adds them; a sum of whole numbers does not, as long as
all of it is written without rounding (2^53 in double precision, 2^24 in single).
So whatever is summed is first counted in whole units, small enough to lose nothing that matters.
What remains (one addition, product, quotient or square root at a time) IEEE 754 defines to the last bit.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]

# Whole numbers up to here are written exactly in single precision, and so is any sum of them that stays under it.
EXACT_IN_SINGLE = 2**24
# A weight is kept as one of 255 levels of its column; packaged weights have 16 levels in each block of 32.
LEVELS = 127
# Totals count in units of 2^-24: exact while what is summed, added up, stays under 2^29.
TOTAL_UNITS = 2.0**24
# Tables hold multiples of 2^-40, coarse enough to hide what C libraries make of « exp » and « erf ».
TABLE_UNITS = 2.0**40


def total(values: Floats, axis: int) -> Floats:
    """Sum along an axis, which is kept with length 1."""
    whole: Floats = np.rint(values * TOTAL_UNITS).sum(axis=axis, keepdims=True)
    return whole / TOTAL_UNITS


class Linear:
    """
    A dense layer, ``x @ weights + bias``, in products of whole numbers.

    Args:
        weights: inputs × outputs.
        bias: one value an output.
        parts: how many stretches of inputs are multiplied apart; the fewer inputs are summed at once, the finer
            the units in which they may be counted.
    """

    def __init__(self, weights: Floats, bias: Floats, parts: int = 1) -> None:
        self._bias = bias
        self._parts = [_Part(stretch) for stretch in np.split(weights, parts)]

    def __call__(self, x: Floats) -> Floats:
        """Apply the layer to rows (n × inputs → n × outputs); a row does not depend on those beside it."""
        stretches = np.split(x, len(self._parts), axis=1)
        result = self._parts[0](stretches[0]) + self._bias
        for part, stretch in zip(self._parts[1:], stretches[1:], strict=True):
            result += part(stretch)
        return result


class _Part:
    def __init__(self, weights: Floats) -> None:
        largest = np.abs(weights).max(axis=0)
        self._units = np.where(largest > 0, largest, 1.0) / LEVELS
        levels = np.rint(weights / self._units)
        heaviest = max(np.abs(levels).sum(axis=0).max(), 1.0)
        # No sum, whole or partial, can then leave what single precision writes exactly.
        self._most = math.floor(EXACT_IN_SINGLE / heaviest)
        self._levels = levels.astype(np.float32)

    def __call__(self, x: Floats) -> Floats:
        largest = np.maximum(x.max(axis=1, keepdims=True), -x.min(axis=1, keepdims=True))
        units = np.where(largest > 0, largest, 1.0) / self._most
        counted = np.rint(x / units).astype(np.float32)
        result: Floats = (counted @ self._levels) * units
        result *= self._units
        return result


class Table:
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
        """Read the function at each value (any shape); the argument may be off by half a point."""
        rank = x * self._per_unit
        rank += 0.5 - self._first * self._per_unit
        read: Floats = np.take(self._values, rank.astype(np.intp), mode="clip")
        return read
