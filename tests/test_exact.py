"""Sums and products are the same bits whatever the order, the neighbours and the kernel they are computed with."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.encoders.exact import DOUBLE, SINGLE, FloatPrecision, FunctionTable, Linear, total


def drawn(seed: int, *shape: int) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=shape) * 7


@given(st.integers(0, 2**32), st.integers(1, 600))
def test_a_total_has_no_order(seed: int, count: int) -> None:
    """Values added in any order give the same bits, near their sum."""
    values = drawn(seed, 1, count)
    shuffled = np.random.default_rng(seed + 1).permutation(values, axis=1)
    assert total(values, axis=1).tobytes() == total(shuffled, axis=1).tobytes()
    assert total(values, axis=1) == pytest.approx(math.fsum(values[0]), abs=count * 2**-24)


@given(st.integers(0, 2**32), st.sampled_from([1, 2, 4]), st.sampled_from([SINGLE, DOUBLE]))
def test_a_row_of_a_layer_does_not_depend_on_its_neighbours(seed: int, parts: int, precision: FloatPrecision) -> None:
    """One row alone, multiplied as a vector, and among others, multiplied as a matrix: the same bits."""
    layer, rows = Linear(drawn(seed, 64, 24), drawn(seed + 1, 24), parts, precision), drawn(seed + 2, 33, 64)
    alone = np.concatenate([layer(rows[i : i + 1]) for i in range(len(rows))])
    assert layer(rows).tobytes() == alone.tobytes()


@given(st.integers(0, 2**32), st.sampled_from([SINGLE, DOUBLE]))
def test_a_layer_multiplies_whole_numbers_that_its_floats_write(seed: int, precision: FloatPrecision) -> None:
    """What is summed never passes 2^24 in single precision, 2^53 in double, were every product of the same sign."""
    weights = np.abs(drawn(seed, 96, 12))
    part = Linear(weights, np.zeros(12), precision=precision)._parts[0]
    assert np.abs(part._levels.astype(float)).sum(axis=0).max() * part._most <= precision.exact_under


def test_a_layer_is_near_the_product_it_stands_for() -> None:
    """In single precision, units cost less than a twentieth of what is usual; in double, than a hundred-thousandth."""
    weights, bias, rows = drawn(1, 384, 96), drawn(2, 96), drawn(3, 50, 384)
    exact = rows @ weights + bias
    for precision, share in ((SINGLE, 0.05), (DOUBLE, 1e-5)):
        made = Linear(weights, bias, precision=precision)(rows)
        assert np.abs(made - exact).max() < share * exact.std()


def test_zeros_and_huge_values_stay_numbers() -> None:
    """A row of zeros, a column of zeros, a value of 10^30: finite all the same."""
    layer = Linear(np.zeros((4, 3)), np.ones(3))
    assert layer(np.zeros((2, 4))).tolist() == [[1, 1, 1], [1, 1, 1]]
    assert np.isfinite(Linear(np.eye(4), np.zeros(4))(np.full((1, 4), 1e30))).all()


def test_a_table_gives_the_nearest_point_and_its_ends_beyond() -> None:
    """Between two points, the nearest; beyond the last, the last."""
    square = FunctionTable(lambda x: x * x, -2, 2, 10)
    assert square(np.array([0.51, -1.48, 9.0, -9.0])) == pytest.approx([0.25, 2.25, 4, 4])
