"""Intervals of a share: those of scipy, and of the textbooks."""

from __future__ import annotations

from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest

from pipeline.analysis.coefficients import Method, interval

COUNTS = st.integers(1, 2000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(COUNTS, st.sampled_from(get_args(Method)))
def test_intervals_are_those_of_scipy(counts: tuple[int, int], method: Method) -> None:
    """Wilson's and Clopper and Pearson's agree with scipy's to 1e-9, for any count out of any total."""
    expected = binomtest(*counts).proportion_ci(0.95, method)

    assert interval(*counts, method) == pytest.approx((expected.low, expected.high), abs=1e-9)


@given(COUNTS, st.sampled_from(get_args(Method)))
def test_an_interval_holds_its_share(counts: tuple[int, int], method: Method) -> None:
    """Whatever the count, the share observed lies inside, and the bounds are shares."""
    low, high = interval(*counts, method)

    assert 0 <= low <= counts[0] / counts[1] <= high <= 1


def test_a_worked_example() -> None:
    """Of 10 who answered, 1 said yes: Wilson gives 1.8 to 40.4 %, Clopper and Pearson 0.3 to 44.5 %."""
    assert [round(bound, 3) for bound in interval(1, 10)] == [0.018, 0.404]
    assert [round(bound, 3) for bound in interval(1, 10, "exact")] == [0.003, 0.445]


def test_nobody_asked_tells_nothing() -> None:
    """Of no answer the interval is the whole."""
    assert interval(0, 0) == (0.0, 1.0)
