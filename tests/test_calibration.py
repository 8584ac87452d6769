"""Calibration: shares by bin, their intervals, and what « probable » was worth."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binomtest
from sklearn.metrics import precision_score, recall_score

from pipeline.analysis.coefficients import interval
from pipeline.analysis.evaluation.suggestion_quality import BINS, calibration, expected_error, of_level, of_level_in_all


@given(st.integers(1, 60), st.data())
def test_the_interval_of_a_share_is_that_of_wilson(count: int, data: st.DataObject) -> None:
    """The bounds are those that scipy gives."""
    right = data.draw(st.integers(0, count))
    known = binomtest(right, count).proportion_ci(method="wilson")

    assert list(interval(right, count)) == pytest.approx([known.low, known.high], abs=1e-6)


def test_bins_tell_what_was_predicted_and_what_was_seen() -> None:
    """Two cells near one in two, one of them coded; one surely predicted and coded; none in between."""
    bins = calibration(np.array([0.4, 0.48, 1.0]), np.array([True, False, True]))

    assert [(b["from"], b["to"], b["n"], b["predicted"], b["share"]) for b in bins] == [
        (0.3, 0.5, 2, 0.44, 0.5), (0.7, 1.0, 1, 1.0, 1.0),
    ]
    assert expected_error(bins) == pytest.approx(0.04)
    assert expected_error([]) is None


@given(st.lists(st.tuples(st.floats(0, 1), st.booleans()), max_size=40))
def test_every_cell_stands_in_one_bin(cells: list[tuple[float, bool]]) -> None:
    """Numbers of cells and of right ones add up, and the mean prediction of a bin lies in it."""
    likely, coded = np.array([c[0] for c in cells]), np.array([c[1] for c in cells], dtype=bool)
    bins = calibration(likely, coded)

    assert sum(b["n"] for b in bins) == len(cells)
    assert sum(b["right"] for b in bins) == coded.sum()
    assert all(b["from"] - 1e-4 <= b["predicted"] <= b["to"] for b in bins)
    assert {b["from"] for b in bins} <= set(BINS)


@given(st.lists(st.tuples(st.booleans(), st.booleans()), min_size=1, max_size=30))
def test_the_share_of_a_level_is_precision_and_its_coverage_recall(cells: list[tuple[bool, bool]]) -> None:
    """The figures are those of scikit-learn, and absent where they have no meaning."""
    said, coded = (np.array([c[i] for c in cells])[:, None] for i in (0, 1))
    (entry,) = of_level(said, coded)

    assert entry == of_level_in_all(said, coded)
    assert entry["share"] == (pytest.approx(precision_score(coded, said), abs=1e-4) if said.any() else None)
    assert entry["coverage"] == (pytest.approx(recall_score(coded, said), abs=1e-4) if coded.any() else None)
