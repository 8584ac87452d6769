"""Macro-F1: the mean over frequent codes, as scikit-learn counts it, and how far two ways are apart."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from sklearn.metrics import f1_score

from pipeline.analysis.coefficients import draws
from pipeline.analysis.evaluation.classification import Hits, difference, learning_curve, lots, macro_entry

CODES, TURNS = 3, 9
ALL = np.ones(CODES, dtype=bool)
TAKEN = draws(3, 40, 1)
marks = arrays(np.bool_, (TURNS, CODES))


def hits(said: np.ndarray, coded: np.ndarray) -> Hits:
    """Count by session, three turns in each."""
    cells = (said & coded, said & ~coded, ~said & coded)
    return Hits(*(cell.reshape(3, 3, CODES).sum(axis=1) for cell in cells))


@given(marks, marks)
def test_the_mean_is_that_of_the_codes_that_have_an_f1(said: np.ndarray, coded: np.ndarray) -> None:
    """A code neither suggested nor coded has none; the others' is scikit-learn's; the interval holds draws."""
    having = (said | coded).any(axis=0)
    entry = macro_entry(hits(said, coded), ALL, TAKEN)

    if having.any():
        expected = np.mean([f1_score(coded[:, j], said[:, j], zero_division=0) for j in np.flatnonzero(having)])
        assert entry["macro_f1"] == pytest.approx(expected, abs=1e-4)
        assert entry["macro_f1_low"] <= entry["macro_f1_high"]
    else:
        assert entry["macro_f1"] is None


@given(marks, marks, marks)
def test_two_ways_are_compared_on_the_same_sessions(one: np.ndarray, other: np.ndarray, coded: np.ndarray) -> None:
    """A way is not better than itself, whatever sessions are drawn; turned round, a difference changes its sign."""
    coded = coded | (np.arange(TURNS) % 3 == 0)[:, None]  # every session has something of every code
    ours, theirs = hits(one, coded), hits(other, coded)
    itself, there, back = (difference(*pair, ALL, TAKEN) for pair in ((ours, ours), (ours, theirs), (theirs, ours)))

    assert set(itself.values()) == {0.0}
    assert there["difference"] == pytest.approx(-back["difference"])
    assert there["difference_low"] == pytest.approx(-back["difference_high"], abs=2e-4)


def test_codes_too_rare_are_left_out_of_the_mean() -> None:
    """Only the codes said to be frequent enough count."""
    coded = np.ones((TURNS, CODES), dtype=bool)
    said = coded & np.array([True, False, False])

    assert macro_entry(hits(said, coded), np.array([True, False, False]), TAKEN) == {
        "codes": 1, "macro_f1": 1.0, "macro_f1_low": 1.0, "macro_f1_high": 1.0,
    }
    assert macro_entry(hits(said, coded), ~ALL, TAKEN)["macro_f1"] is None


@given(st.integers(0, 5), st.integers(1, 6), st.integers(0, 99))
def test_lots_are_drawn_alike_each_time(size: int, count: int, seed: int) -> None:
    """Each lot has its number of sessions, no lot comes twice, and the order of sessions changes nothing."""
    sessions = ["E01", "E02", "E03", "E04", "E05", "E06"]
    drawn = lots(sessions, size, count, seed)

    assert {len(lot) for lot in drawn} == {size}
    assert 1 <= len(set(drawn)) == len(drawn) <= count
    assert drawn == lots(sessions[::-1], size, count, seed)
    assert all(any(lot <= larger for larger in lots(sessions, size + 1, count, seed)) for lot in drawn)


def test_the_curve_adds_draws_before_it_divides() -> None:
    """Two lots, one hit right in one and one missed in the other: one F1 of 2/3, not the mean of 1 and 0."""
    right, missed = np.zeros((3, CODES), dtype=np.int64), np.zeros((3, CODES), dtype=np.int64)
    right[0], missed[1] = 1, 1
    nothing = np.zeros((3, CODES), dtype=np.int64)
    found = {frozenset({"E02"}): Hits(right, nothing, nothing), frozenset({"E01"}): Hits(nothing, nothing, missed)}
    (point,) = learning_curve([1], lambda _: list(found), found.__getitem__, ALL, TAKEN)

    assert (point["sessions"], point["draws"], point["macro_f1"]) == (1, 2, 0.6667)
