"""Studies made up to measure growth: they are drawn the same at every run, and look like interviews."""

from __future__ import annotations

import pytest

from benchmarks.scale import Spoken, exponent, interview

SAID = Spoken(["Et ensuite ?"], ["On fait avec.", "Le dossier est resté là.", "Voilà."], [1, 3])


def test_an_interview_is_the_same_for_the_same_number_and_names_somebody_else_for_another() -> None:
    one, other = interview(SAID, 1), interview(SAID, 2)
    assert one == interview(SAID, 1)
    assert one.splitlines()[6] != other.splitlines()[6]


def test_what_doubles_with_size_grows_by_the_first_power() -> None:
    assert exponent(10.0, 20.0, 2.0) == pytest.approx(1.0)
