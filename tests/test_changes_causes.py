"""The cause of every line of « Qu'est-ce qui a changé ? », where one input changed, two, or all of them."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache
from itertools import combinations

import pytest

from pipeline.changes.causes import PRECEDENCE, Cause
from pipeline.changes.changes import Change, Kind, changes, code_totals, theme_changes, theme_totals
from pipeline.changes.past_tables import Tables
from pipeline.changes.recall import Replay
from pipeline.changes.run_tables import Layer
from tests.changing_corpus import FIRST, THEMES, World, changed, ingredients, tables

TOGETHER = [*combinations(PRECEDENCE, 2), PRECEDENCE]


@lru_cache
def made(*causes: Cause) -> Tables:
    return tables(changed(*causes))


@lru_cache
def lines(*causes: Cause) -> list[Change]:
    return changes(made(), made(*causes))


@lru_cache
def replay(*causes: Cause) -> Replay:
    return Replay(ingredients(FIRST), ingredients(changed(*causes)))


@pytest.mark.parametrize("cause", PRECEDENCE)
def test_one_change_is_the_cause_of_every_line(cause: Cause) -> None:
    """Where one input changed, each line has it for cause, and no other is possible."""
    assert lines(cause)
    assert {(c.cause, c.possible) for c in lines(cause)} == {(cause, (cause,))}


# What each change does by itself, whatever else changes: known from how the corpus was written.
DIRECT: dict[Cause, tuple[Layer, str, str, Kind]] = {
    "withdrawal": ("counted", "E03:2:w0-w11", "C2", "left"),
    "decision": ("counted", "E01:4:w0-w17", "A3", "entered"),
    "codebook": ("suggested", "E03:0:w0-w14", "B1", "left"),
    "transcript": ("counted", "E01:1:w0-w12", "C2", "left"),
    "identifiers": ("suggested", "E02:1:w0-w18", "A3", "entered"),
    "model": ("suggested", "E03:4:w0-w16", "A1", "left"),
}


@pytest.mark.parametrize("causes", TOGETHER, ids="+".join)
def test_together_each_line_has_the_cause_that_computing_again_gives(causes: tuple[Cause, ...]) -> None:
    """What is sure without computing is what computing again tells; the rest is settled by it, among what was said."""
    again = replay(*causes)
    for line in lines(*causes):
        proved = again.causes(line, causes)
        assert set(line.possible) <= set(causes)
        if line.doubtful and proved:
            assert again.settled(line).cause == proved[0]
            assert proved[0] in line.possible
        elif not line.doubtful:
            assert proved[0] == line.cause, line


@pytest.mark.parametrize("causes", TOGETHER, ids="+".join)
def test_together_each_change_keeps_its_own_lines(causes: tuple[Cause, ...]) -> None:
    """The line that a change brings about by itself has that change for cause, whatever else changed."""
    again = replay(*causes)
    told = {(c.layer, c.excerpt, c.code, c.change): again.settled(c).cause for c in lines(*causes)}
    for cause in (c for c in causes if c != "model"):
        assert told[DIRECT[cause]] == cause


def test_few_lines_are_left_in_doubt() -> None:
    """With everything changed at once, computing again leaves no line without a cause."""
    again = replay(*PRECEDENCE)
    assert not [c for c in map(again.settled, lines(*PRECEDENCE)) if c.doubtful]


@pytest.mark.parametrize("causes", [*((c,) for c in PRECEDENCE), *TOGETHER], ids="+".join)
def test_accounts_are_exact(causes: tuple[Cause, ...]) -> None:
    """Before, plus entered, minus left, is after: for each code and each theme, persons and machine apart."""
    found = lines(*causes)
    gathered = theme_changes(made(), made(*causes), found)
    accounts = [*code_totals(made(), made(*causes), found), *theme_totals(made(), made(*causes), gathered)]
    assert accounts
    assert all(a.before + a.entered - a.left == a.after for a in accounts)


@pytest.mark.parametrize("cause", PRECEDENCE)
def test_a_theme_changes_for_the_cause_of_its_codes(cause: Cause) -> None:
    """Where one input changed, each line of each theme has it for cause."""
    assert {c.cause for c in theme_changes(made(), made(cause))} == {cause}


def test_a_theme_that_gathers_another_code_changes_by_the_grid() -> None:
    """No coding changed: the excerpts came with the code."""
    other = replace(THEMES[0], codes=("A3", "C2", "B1"))
    after = tables(World(decided=FIRST.decided, themes=(other, THEMES[1])))
    assert not changes(made(), after)
    found = {(c.code, c.change, c.cause, c.layer) for c in theme_changes(made(), after)}
    assert found == {("temps", "entered", "codebook", layer) for layer in ("counted", "suggested")}
