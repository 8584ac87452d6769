"""Intervals of a share: those of the textbooks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import beta, norm

from pipeline.measures.intervals import interval

COUNTS = st.integers(1, 400).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@given(COUNTS)
def test_wilson_is_its_formula(counts: tuple[int, int]) -> None:
    """Centre and half-width as Wilson gave them in 1927, to 1e-9."""
    count, total = counts
    z, p = norm.ppf(0.975), count / total
    centre = (p + z * z / (2 * total)) / (1 + z * z / total)
    half = z / (1 + z * z / total) * (p * (1 - p) / total + z * z / (4 * total * total)) ** 0.5

    assert interval(count, total) == pytest.approx((max(centre - half, 0), min(centre + half, 1)), abs=1e-9)


@given(COUNTS)
def test_clopper_and_pearsons_is_made_of_quantiles_of_beta(counts: tuple[int, int]) -> None:
    """The exact interval is that of the beta law, to 1e-9."""
    count, total = counts
    low = beta.ppf(0.025, count, total - count + 1) if count else 0.0
    high = beta.ppf(0.975, count + 1, total - count) if count < total else 1.0

    assert interval(count, total, "exact") == pytest.approx((low, high), abs=1e-9)


def test_nobody_asked_tells_nothing() -> None:
    """Of no answer the interval is the whole."""
    assert interval(0, 0) == (0.0, 1.0)
