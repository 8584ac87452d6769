"""Agreement: the coefficients give what their authors published, and say nothing where they mean nothing."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from sklearn.metrics import cohen_kappa_score

from pipeline.analysis.coefficients import Crossing, ac1, agreed, alpha, cross, kappa, krippendorff

MISSING = None
FOUR_CODERS = (
    (1, 2, 3, 3, 2, 1, 4, 1, 2, MISSING, MISSING, MISSING),
    (1, 2, 3, 3, 2, 2, 4, 1, 2, 5, MISSING, 3),
    (MISSING, 3, 3, 3, 2, 3, 4, 2, 2, 5, 1, MISSING),
    (1, 2, 3, 3, 2, 4, 4, 1, 2, 5, 1, MISSING),
)
ANSWERS = st.lists(st.tuples(st.booleans(), st.booleans()), min_size=2, max_size=40)


def counts(both: int, first: int, second: int, neither: int) -> Crossing:
    return Crossing(*(np.array(n) for n in (both, first, second, neither)))


def test_alpha_of_four_coders_with_missing_answers() -> None:
    """Krippendorff 2011, section C: four observers, missing data, nominal α = .743."""
    assert round(krippendorff(list(zip(*FOUR_CODERS, strict=True))), 3) == 0.743


def test_alpha_of_two_coders_with_several_values() -> None:
    """Krippendorff 2011, section B: nominal data, two observers, α = .692."""
    assert round(krippendorff(list(zip("aabbdcccedda", "babbbccceddd", strict=True))), 3) == 0.692


def test_alpha_of_yes_and_no() -> None:
    """Krippendorff 2011, section A: binary data, two observers, α = .095."""
    first, second = "0100000010", "1110010000"
    table = cross(np.array([c == "1" for c in first])[:, None], np.array([c == "1" for c in second])[:, None])
    summed = Crossing(*(cell.sum(axis=0) for cell in table))

    assert round(float(alpha(summed)[0]), 3) == 0.095
    assert round(krippendorff(list(zip(first, second, strict=True))), 3) == 0.095


def test_kappa_misleads_where_nearly_all_is_yes_and_ac1_does_not() -> None:
    """Gwet 2002: 118 yes twice, 5 and 2 apart, 0 no twice: κ = -.023 and AC1 = .941 for 94 % agreed."""
    table = counts(118, 5, 2, 0)

    assert [round(float(f(table)), 4) for f in (agreed, kappa, ac1)] == [0.944, -0.0234, 0.9408]


def test_kappa_of_the_usual_example() -> None:
    """Twenty yes, fifteen no, five and ten apart: κ = .40."""
    assert round(float(kappa(counts(20, 5, 10, 15))), 4) == 0.4


@given(ANSWERS)
def test_coefficients_agree_with_other_ways_to_compute_them(answers: list[tuple[bool, bool]]) -> None:
    """κ is scikit-learn's; α of two is α of many."""
    first, second = (np.array(column) for column in zip(*answers, strict=True))
    assume(len({*first, *second}) == 2)
    table = Crossing(*(cell.sum() for cell in cross(first, second)))

    assert float(kappa(table)) == pytest.approx(float(cohen_kappa_score(first, second)))
    assert float(alpha(table)) == pytest.approx(krippendorff(answers))


@pytest.mark.parametrize("coefficient", [kappa, alpha])
def test_where_nobody_ever_says_yes_nothing_is_said(coefficient: object) -> None:
    """No variation, no coefficient: never a perfect one. AC1 stays defined."""
    assert callable(coefficient)
    assert math.isnan(float(coefficient(counts(0, 0, 0, 30))))
    assert math.isnan(krippendorff([("a", "a")] * 3))
    assert float(ac1(counts(0, 0, 0, 30))) == 1
    assert math.isnan(float(ac1(counts(0, 0, 0, 0))))
