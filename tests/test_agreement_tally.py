"""Two or more coders: the coefficients are those that authors published and kept libraries compute."""

from __future__ import annotations

import math
from itertools import combinations

import krippendorff as reference
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from pipeline.analysis.coefficients import (
    COEFFICIENTS,
    Tally,
    ac1_of_coders,
    agreement_of_coders,
    alpha_of_coders,
    kappa_of_coders,
    pooled,
    prevalence,
    tally,
)

NOT_READ = -1
# Twelve subjects, four raters, answers missing: Gwet 2014, Handbook of Inter-Rater Reliability, 4th ed., table 2.10.
FOUR_RATERS = np.array([
    (1, 2, 3, 3, 2, 1, 4, 1, 2, NOT_READ, NOT_READ, NOT_READ),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, NOT_READ, 3),
    (NOT_READ, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, NOT_READ),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, NOT_READ),
])


def counted(answers: np.ndarray) -> Tally:
    """Count answers (coders × units): 1 yes, 0 no, -1 none."""
    return tally((answers == 1)[:, :, None], answers != NOT_READ)


def one(value: np.ndarray) -> float:
    return float(value[0])


def table(both: int, first: int, second: int, neither: int) -> np.ndarray:
    rows = [(1, 1)] * both + [(1, 0)] * first + [(0, 1)] * second + [(0, 0)] * neither
    return np.array(rows).T


@pytest.mark.parametrize(("value", "expected"), [(1, 0.84932), (2, 0.76637), (3, 0.85987)])
def test_ac1_of_four_raters_is_that_of_irrcac(value: int, expected: float) -> None:
    """One answer against the others, on the subjects that two raters saw: AC1 as irrCAC 0.4.4 gives it."""
    answers = np.where(FOUR_RATERS == NOT_READ, NOT_READ, np.where(value == FOUR_RATERS, 1, 0))

    assert one(ac1_of_coders(counted(answers))) == pytest.approx(expected, abs=1e-5)


def test_two_coders_as_gwet_published_them() -> None:
    """Gwet 2002: 118 yes twice, 5 and 2 apart, 0 no twice: 94 % agreed, κ = -.023, AC1 = .941."""
    counts = counted(table(118, 5, 2, 0))

    measured = [round(one(f(counts)), 4) for f in (agreement_of_coders, kappa_of_coders, ac1_of_coders)]

    assert measured == [0.944, -0.0234, 0.9408]


def test_two_coders_as_krippendorff_published_them() -> None:
    """Krippendorff 2011, section A: binary data, two observers, α = .095."""
    first, second = "0100000010", "1110010000"
    counts = counted(np.array([[int(c) for c in first], [int(c) for c in second]]))

    assert round(one(alpha_of_coders(counts)), 3) == 0.095
    assert one(prevalence(counts)) == 0.3
    assert [int(counts.positives[0]), int(counts.units[0])] == [5, 10]


@settings(max_examples=60)
@given(st.lists(st.tuples(*[st.sampled_from((1, 0, NOT_READ))] * 3), min_size=3, max_size=40))
def test_alpha_is_that_of_the_library(rows: list[tuple[int, int, int]]) -> None:
    """Any answers of three coders, any of them missing: the α of the library « krippendorff »."""
    answers = np.array(rows).T
    kept = answers[:, (answers != NOT_READ).sum(axis=0) > 1]
    if len({*kept.flat} - {NOT_READ}) < 2:
        assert math.isnan(one(alpha_of_coders(counted(answers))))
        return
    data = np.where(kept == NOT_READ, np.nan, kept)

    expected = reference.alpha(data, level_of_measurement="nominal")
    assert one(alpha_of_coders(counted(answers))) == pytest.approx(expected)


@settings(max_examples=60)
@given(st.lists(st.tuples(*[st.booleans()] * 3), min_size=2, max_size=40))
def test_kappa_of_three_is_the_mean_over_pairs(rows: list[tuple[bool, bool, bool]]) -> None:
    """Light 1971: each pair as scikit-learn computes it; pairs without meaning are left out."""
    coders = np.array(rows, dtype=int).T
    pairs = [(a, b) for a, b in combinations(coders, 2) if len({*a, *b}) == 2]
    if not pairs:
        assert math.isnan(one(kappa_of_coders(counted(coders))))
        return

    assert one(kappa_of_coders(counted(coders))) == pytest.approx(np.mean([cohen_kappa_score(a, b) for a, b in pairs]))


@settings(max_examples=60)
@given(st.lists(st.tuples(*[st.booleans()] * 4), min_size=2, max_size=30), st.permutations(range(4)))
def test_no_coefficient_depends_on_the_order_of_coders(rows: list[tuple[bool, ...]], order: list[int]) -> None:
    """Nobody is the reference."""
    coders = np.array(rows, dtype=int).T
    for coefficient in COEFFICIENTS.values():
        assert one(coefficient(counted(coders[order]))) == pytest.approx(one(coefficient(counted(coders))), nan_ok=True)


def test_a_unit_that_one_coder_read_says_nothing() -> None:
    """Agreement needs two answers."""
    counts = counted(np.array([(1, 0, 1), (1, 0, NOT_READ)]))

    assert int(counts.units[0]) == 2
    assert one(agreement_of_coders(counts)) == 1


def test_codes_pooled_count_decisions() -> None:
    """All codes together: as many decisions as units times codes."""
    said = np.zeros((2, 5, 3), dtype=bool)
    said[:, 0, 0] = True
    whole = pooled(tally(said, np.ones((2, 5), dtype=bool)))

    assert int(whole.units[0]) == 15
    assert one(alpha_of_coders(whole)) == 1


@pytest.mark.parametrize("coefficient", [kappa_of_coders, alpha_of_coders])
def test_where_nobody_says_yes_nothing_is_said(coefficient: object) -> None:
    """No variation, no coefficient: never a perfect one; AC1 stays defined."""
    assert callable(coefficient)
    silence = counted(table(0, 0, 0, 30))

    assert math.isnan(one(coefficient(silence)))
    assert one(ac1_of_coders(silence)) == 1
