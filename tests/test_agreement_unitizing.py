"""uα and cuα: as Krippendorff published them, as a slow reading of the definition gives them, and as sense wants."""

from __future__ import annotations

import math
from itertools import pairwise, permutations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.analysis.agreement.unitizing import (
    Coincidences,
    Stretch,
    coded_only,
    coincidences,
    together,
    unitizing_alpha,
)

# Krippendorff 2019, Content Analysis, 4th ed., figure 12.11 (Krippendorff et al. 2016): three observers, 60 characters.
ALEX = [(0, 7, 1), (7, 13, 2), (30, 32, 5), (32, 37, 6), (37, 44, 6), (44, 60, 7)]
PAUL = [(0, 7, 1), (7, 13, 3), (13, 21, 5), (32, 44, 6)]
SUZAN = [(0, 7, 1), (7, 13, 4), (13, 21, 5), (32, 37, 6), (37, 41, 6), (41, 44, 6)]
LENGTH, VALUES = 60, 8


def alpha(coders: list[list[Stretch]], length: int, values: int) -> float:
    return float(unitizing_alpha(coincidences(coders, length, values)))


def test_u_alpha_of_the_published_example() -> None:
    """uα nominal = .510."""
    assert round(alpha([ALEX, PAUL, SUZAN], LENGTH, VALUES), 3) == 0.510


def test_binary_u_alpha_of_the_published_example() -> None:
    """|uα, units against gaps, = .413 (in fact .4136)."""
    flat = [[(start, end, 1) for start, end, _ in units] for units in (ALEX, PAUL, SUZAN)]

    assert alpha(flat, LENGTH, 2) == pytest.approx(0.413, abs=1e-3)


def test_cu_alpha_of_the_published_example() -> None:
    """cuα, where coders put something, = .724."""
    counts = coded_only([ALEX, PAUL, SUZAN], LENGTH, VALUES)
    inner = Coincidences(counts.words[1:, 1:], counts.selves[1:])

    assert round(float(unitizing_alpha(inner)), 3) == 0.724


@st.composite
def unitization(draw: st.DrawFn, length: int = 24) -> list[Stretch]:
    edges = sorted(draw(st.sets(st.integers(0, length), max_size=8)))
    cut = [(a, b, draw(st.integers(0, 2))) for a, b in pairwise(edges)]
    return [unit for unit in cut if unit[2]]


def slow_alpha(coders: list[list[Stretch]], length: int) -> float:
    """Read the definition: pairs of words of two coders, then pairs of words that chance may draw, one by one."""
    units = [_unit_of_each_word(one, length) for one in coders]
    observed = sum(
        one[w][0] != other[w][0] for one, other in permutations(units, 2) for w in range(length)
    ) / (len(coders) - 1)
    words = [(i, *word) for i, one in enumerate(units) for word in one]
    # A pair within one unit of one coder cannot be drawn; a word of a gap is a unit of its own.
    drawn = [(a, b) for a in words for b in words if (a[0], a[2]) != (b[0], b[2])]
    unlike = sum(a[1] != b[1] for a, b in drawn)
    return 1 - observed / (unlike * len(words) / len(drawn)) if unlike else float("nan")


def _unit_of_each_word(units: list[Stretch], length: int) -> list[tuple[int, int]]:
    said = [(0, -1 - w) for w in range(length)]
    for number, (start, end, value) in enumerate(units):
        said[start:end] = [(value, number)] * (end - start)
    return said


@settings(max_examples=40)
@given(unitization(), unitization(), unitization())
def test_u_alpha_is_what_the_definition_says(one: list[Stretch], two: list[Stretch], three: list[Stretch]) -> None:
    """The counts of coincidences give the figure that pairs of words counted one by one give."""
    coders = [one, two, three]

    assert alpha(coders, 24, 3) == pytest.approx(slow_alpha(coders, 24), nan_ok=True)


@settings(max_examples=40)
@given(unitization())
def test_who_cuts_alike_agrees_wholly(units: list[Stretch]) -> None:
    """Twice the same units: 1, unless nothing or everything is one value."""
    found = alpha([units, units], 24, 3)

    assert math.isnan(found) or found == pytest.approx(1)


def test_who_cuts_at_random_agrees_by_chance_alone() -> None:
    """Units thrown down independently: near 0."""
    generator = np.random.default_rng(1)
    length, found = 400, []
    for _ in range(60):
        coders: list[list[Stretch]] = [
            [(start, start + 8, 1) for start in range(0, length, 8) if generator.random() < 0.3] for _ in range(2)
        ]
        found.append(alpha(coders, length, 2))

    assert abs(float(np.mean(found))) < 0.03


def test_the_more_ends_differ_the_less_one_agrees() -> None:
    """A passage that slides away from the other coder's loses agreement at each step, down to less than chance."""
    found = [alpha([[(20, 40, 1)], [(20 + shift, 40 + shift, 1)]], 100, 2) for shift in (0, 2, 8, 15, 30)]

    assert found == sorted(found, reverse=True)
    assert found[0] == 1
    assert found[-1] < 0


def test_layers_are_taken_together_by_their_sums() -> None:
    """A code on which all agree and one on which nobody does: between the two; a code that nobody used, no matter."""
    here, there = [(0, 10, 1)], [(30, 40, 1)]
    nowhere: list[Stretch] = []
    layers = [coincidences(coders, 60, 2) for coders in ([here, here], [here, there], [nowhere, nowhere])]
    whole = Coincidences(np.stack([c.words for c in layers]), np.stack([c.selves for c in layers]))

    low, high = float(unitizing_alpha(layers[1])), float(unitizing_alpha(layers[0]))
    assert low < float(together(whole)[0]) < high
