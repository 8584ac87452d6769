"""Specificities and χ² agree with scipy; spread says how even a code is over groupings."""

from __future__ import annotations

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as some
from scipy.stats import chi2_contingency, hypergeom

from pipeline.analysis.counts.association import chi2, specificity, spread


@some.composite
def quarters(draw: some.DrawFn) -> tuple[int, int, int, int]:
    """Draw how many of a part and of the whole bear a trait."""
    whole = draw(some.integers(2, 5000))
    part, everywhere = draw(some.integers(0, whole)), draw(some.integers(0, whole))
    inside = draw(some.integers(max(0, everywhere + part - whole), min(everywhere, part)))
    return inside, everywhere, part, whole


@given(quarters())
def test_a_specificity_is_the_tail_of_the_hypergeometric_law(counts: tuple[int, int, int, int]) -> None:
    """As many or more, above the most probable count; as few or fewer, under it; to 1e-9."""
    inside, everywhere, part, whole = counts
    law = hypergeom(whole, everywhere, part)
    over = inside >= (everywhere + 1) * (part + 1) // (whole + 2)
    probability = law.sf(inside - 1) if over else law.cdf(inside)
    assume(probability > 1e-250)
    expected = -math.log10(probability) if over else math.log10(probability)
    assert specificity(*counts) == pytest.approx(expected, rel=1e-9, abs=1e-9)


def test_an_extreme_specificity_is_still_a_number() -> None:
    """Where a probability would be zero in floating point, its order of magnitude is told."""
    assert specificity(3000, 3000, 10000, 1000000) == pytest.approx(
        -hypergeom(1000000, 3000, 10000).logsf(2999) / math.log(10), rel=1e-9)


@given(quarters())
def test_chi2_is_that_of_the_table_of_four(counts: tuple[int, int, int, int]) -> None:
    """Without correction, with its probability, to 1e-9; its sign says more or less than elsewhere."""
    inside, everywhere, part, whole = counts
    table = [[inside, everywhere - inside], [part - inside, whole - everywhere - part + inside]]
    assume(all(map(sum, table)) and all(map(sum, zip(*table, strict=True))))
    expected = chi2_contingency(table, correction=False)
    value, p = chi2(*counts)
    assert abs(value) == pytest.approx(expected.statistic, rel=1e-9, abs=1e-9)
    assert p == pytest.approx(expected.pvalue, rel=1e-9, abs=1e-12)
    assert value == 0 or (value > 0) == (inside * whole > everywhere * part)


def test_a_trait_of_all_or_of_nobody_says_nothing() -> None:
    """A margin that is empty gives 0, and no division by zero."""
    assert chi2(3, 10, 3, 10) == chi2(0, 0, 3, 10) == chi2(5, 5, 10, 10) == (0.0, 1.0)
    assert specificity(0, 0, 3, 10) == specificity(3, 10, 3, 10) == 0.0


@given(some.lists(some.integers(0, 50), max_size=12))
def test_spread_stands_between_one_grouping_and_all(counts: list[int]) -> None:
    """From 0 to 1; 0 when one grouping holds all; 1 when all hold as many."""
    assert 0 <= spread(counts, 12) <= 1
    assert spread([sum(counts)], 12) == 0
    assert spread([7] * 12, 12) == pytest.approx(1)
