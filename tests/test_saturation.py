"""Saturation by three parameters: the figures of the article, and a band that agrees with combinatorics."""

from __future__ import annotations

from itertools import pairwise
from math import comb

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from pipeline.analysis.counts import saturation
from pipeline.analysis.counts.saturation import RandomOrders, Rule, SaturationStep, band, course

# What the article works out: 37 themes in a base of four interviews (how they share out there is ours), runs of two.
PUBLISHED = (20, 9, 5, 3, 0, 3, 1, 0)
SESSIONS = st.lists(st.frozensets(st.sampled_from("abcdefg")), min_size=1, max_size=9)


def met(new: tuple[int, ...]) -> list[set[str]]:
    firsts = np.cumsum((0, *new))
    return [{f"t{n}" for n in range(start, end)} for start, end in pairwise(firsts)]


def test_the_worked_example_of_the_article() -> None:
    """37 themes in the base; runs of two bring 3 (8 %), 4 (11 %, still not under 5 %), then 1 (3 %): « 6 + 2 »."""
    found = course(met(PUBLISHED), Rule(base=4, run=2, threshold=0.05))

    assert found.base == 37
    assert [(s.after, s.new) for s in found.steps] == [(4, 3), (5, 4), (6, 1)]
    assert all(abs((s.share or 0) - s.new / 37) < 1e-9 for s in found.steps)
    assert [round(100 * (s.share or 0)) for s in found.steps] == [8, 11, 3]
    assert found.reached == 6


def test_a_longer_run_asks_for_more() -> None:
    """With runs of three and nothing new allowed, these eight interviews never reach saturation."""
    assert course(met(PUBLISHED), Rule(base=4, run=3, threshold=0.0)).reached is None


def test_without_code_in_the_base_nothing_is_said() -> None:
    """A share of nothing means nothing: no saturation is told."""
    found = course([set(), set(), {"a"}], Rule(base=2, run=1))

    assert found.steps == (SaturationStep(2, 1, None),)
    assert found.reached is None


@given(SESSIONS, st.integers(1, 4), st.integers(1, 3), st.sampled_from([0.0, 0.05, 0.5]))
def test_orders_are_read_as_one_order_is(
    sessions: list[frozenset[str]], base: int, run: int, threshold: float
) -> None:
    """All orders at once reach saturation where each of them, read alone, does."""
    rule = Rule(base, run, threshold)
    new = saturation._new(sessions, 12, 5)
    alone = [course(met(tuple(map(int, one))), rule).reached for one in new]

    found = band(sessions, rule, 12, 5)
    assert found.reached == {r: alone.count(r) for r in sorted({r for r in alone if r is not None})}
    assert found.never == alone.count(None)


@given(SESSIONS, st.integers(1, 4), st.integers(1, 3))
def test_every_code_is_new_once(sessions: list[frozenset[str]], base: int, run: int) -> None:
    """New codes sum up to all codes, in the order given and in any other."""
    rule, every = Rule(base, run), len(frozenset().union(*sessions))

    assert sum(course(sessions, rule).new) == every
    found = band(sessions, rule, 20, 1)
    assert (found.mean[-1], found.low[-1], found.high[-1]) == (every, every, every)
    assert sum(found.reached.values()) + found.never == 20


def test_the_mean_over_orders_is_the_one_expected() -> None:
    """After k sessions of N, a code met in m of them is known with probability 1 - C(N - m, k) / C(N, k)."""
    sessions = [{"a", "b"}, {"a"}, {"b", "c"}, {"d"}, set(), {"a", "e"}]
    borne = [sum(code in s for s in sessions) for code in "abcde"]

    expected = [sum(1 - comb(6 - m, k) / comb(6, k) for m in borne) for k in range(1, 7)]

    assert np.allclose(band(sessions, Rule(2, 1), 20_000, 7).mean, expected, atol=0.03)


def test_the_same_seed_draws_the_same_orders() -> None:
    """Two readings with one seed are equal; each order drawn is one that could have been."""
    sessions = [{"a"}, {"a", "b"}, {"c"}]

    assert band(sessions, Rule(1, 1), 50, 3) == band(sessions, Rule(1, 1), 50, 3)


def test_no_session_has_no_band() -> None:
    """Nothing coded yet: empty curves, and every order reaches nothing."""
    assert band([], Rule(), 5, 1) == RandomOrders((), (), (), {}, 5)
