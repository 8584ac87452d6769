"""Reading in an order: how many excerpts until the passages of a code are found, and by chance."""

from __future__ import annotations

from fractions import Fraction
from itertools import combinations
from math import ceil

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.stages.quality import found, found_along, needed, needed_at_random, ranks

NAMES = [f"e{i}" for i in range(10)]


def test_the_likeliest_is_read_first() -> None:
    """Of ten excerpts read from the likeliest, the three coded stand first, second and seventh."""
    coded = np.array([i in {9, 8, 3} for i in range(10)])
    places = ranks(np.arange(10) / 10, coded, NAMES)

    assert places.tolist() == [1, 2, 7]
    assert (needed(places), needed(places, 0.6)) == (7, 2)
    assert found(places, 10) == pytest.approx(2 / 3)
    assert found_along(places, 10)[-1] == 1.0


@given(st.integers(1, 7), st.data())
def test_chance_is_the_mean_of_all_orders(excerpts: int, data: st.DataObject) -> None:
    """The closed form is the mean of what every order would need."""
    passages = data.draw(st.integers(1, excerpts))
    orders = [np.array(places) for places in combinations(range(1, excerpts + 1), passages)]
    mean = Fraction(sum(needed(places) for places in orders), len(orders))

    assert needed_at_random(passages, excerpts) == pytest.approx(float(mean))
    assert ceil(0.9 * passages) <= needed_at_random(passages, excerpts) <= excerpts


@given(st.lists(st.tuples(st.integers(0, 3), st.booleans()), min_size=1, max_size=15))
def test_what_is_found_never_decreases(cells: list[tuple[int, bool]]) -> None:
    """Reading on never loses a passage; in the end all are found; the order of rows changes nothing."""
    scores, coded = np.array([float(s) for s, _ in cells]), np.array([c for _, c in cells])
    names = [f"e{i:02}" for i in range(len(cells))]
    if coded.any():
        places = ranks(scores, coded, names)
        along = found_along(places, len(cells))

        assert along == sorted(along)
        assert along[-1] == 1.0
        assert ranks(scores[::-1], coded[::-1], names[::-1]).tolist() == places.tolist()
