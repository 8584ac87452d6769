"""What people say of themes: it survives as codings do, and distance follows its stated rule."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.anchoring import decisions
from pipeline.coding.codings_in_place import NOWHERE
from pipeline.coding.theme_decisions import (
    FEWEST,
    UNKNOWN_THEME,
    ThemeStatements,
    mark,
    note,
    said,
    theme_distances,
    undo,
)
from pipeline.model.contracts import Restriction, ThemePassage, Vectors
from pipeline.model.decision_rows import ThemeDecision, ThemeVerb
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from tests.coded_corpus import cut, turns, writer

PLACE = "E01:1:w0-w15"


def held(*lines: ThemeDecision, pseudonym: str = "Lou") -> ThemeStatements:
    return said(decisions.in_force(lines), ["t"], turns(pseudonym), cut())


def test_a_contrary_case_stands_whatever_the_pseudonym() -> None:
    """Another name in the passage moves nothing: it is known by its source words."""
    line = mark(writer(), "t", PLACE, ThemeVerb.CONTRARY, "Elle dit l'inverse.")
    for name in ("Lou", "Marie-Antoinette Dupont"):
        one, = held(line, pseudonym=name).of("t", ThemeVerb.CONTRARY)
        assert (one.excerpt, one.line.memo) == (PLACE, "Elle dit l'inverse.")


def test_words_that_went_make_an_orphan_that_is_listed() -> None:
    """A line whose words are nowhere any more, or whose theme is gone, is kept and told."""
    line = mark(writer(), "t", PLACE, ThemeVerb.TYPICAL)
    edited = {"E01": {n: replace(t, text="Tout autre chose.", anchors=(), check="x", sentences=(3,))
                      for n, t in turns()["E01"].items()}}
    lost, = said([line], ["t"], edited, cut()).lost
    assert (lost.line, lost.reason) == (line, NOWHERE)
    assert said([line], [], turns(), cut()).lost[0].reason == UNKNOWN_THEME


def test_what_one_said_is_taken_back_by_oneself_only() -> None:
    """An undone line no longer holds; somebody else's cannot be undone."""
    line = mark(writer("a"), "t", PLACE, ThemeVerb.TYPICAL)
    assert not held(line, undo(writer("b"), line)).of("t", ThemeVerb.TYPICAL)
    with pytest.raises(FiligraneError, match="ana"):
        undo(writer("c", coder="noe"), line)


def test_a_memo_stands_on_no_word() -> None:
    """It is of the theme, and is read in order of time."""
    first, second = note(writer("1"), "t", " Un. "), note(writer("2"), "t", "Deux.")
    assert [m.memo for m in held(second, first).memos] == ["Un.", "Deux."]
    assert not held(first).lost


@pytest.mark.parametrize("excerpt", ["E09:1:w0-w3", "E01:1:w0-w99"])
def test_a_passage_that_is_not_there_is_refused(excerpt: str) -> None:
    """What one does not see cannot be held for anything."""
    with pytest.raises(FiligraneError, match="rechargez"):
        mark(writer(), "t", excerpt, ThemeVerb.TYPICAL)


def test_a_passage_taken_back_is_refused() -> None:
    """Whoever withdrew their words illustrates nothing."""
    gone = {"E01": {1: replace(turns()["E01"][1], consent=(Restriction(0, 99, "erased"),))}}
    with pytest.raises(FiligraneError, match="retiré"):
        mark(replace(writer(), turns=gone), "t", PLACE, ThemeVerb.TYPICAL)


def test_lines_are_written_and_read_again(tmp_path: Path) -> None:
    """One file for each person, as every other decision."""
    line = mark(writer(), "t", PLACE, ThemeVerb.CONTRARY)
    path = decisions.append(Study(tmp_path), "ana", [line])
    assert path == tmp_path / "decisions/themes/ana.csv"
    read, = decisions.themes(Study(tmp_path))
    assert read == replace(line, file="themes/ana.csv", line=2)


def passages(count: int, through: str = "code:A1") -> list[ThemePassage]:
    return [ThemePassage(f"E01:{i}:w0-w1", "t", through) for i in range(count)]


def vectors(rows: list[list[float]]) -> Vectors:
    return Vectors(tuple(f"E01:{i}:w0-w1" for i in range(len(rows))), np.array(rows, dtype=np.float32))


def test_the_passage_that_says_something_else_is_the_farthest() -> None:
    """Four go one way, the fifth another: it is the far one, at 1 − cosine of their mean."""
    found = theme_distances(passages(5), vectors([[1.0, 0.0]] * 4 + [[0.0, 1.0]]))
    far = max(found, key=lambda d: d.distance)
    assert (far.excerpt, far.distance) == ("E01:4:w0-w1", round(1 - 1 / np.sqrt(17), 4))


def test_few_passages_have_no_centre_and_groupings_bring_none() -> None:
    """Under five, or through a grouping only, nothing is far."""
    rows = vectors([[1, 0]] * FEWEST)
    assert not theme_distances(passages(FEWEST - 1), rows)
    assert not theme_distances(passages(FEWEST, "topic:3"), rows)
    assert not theme_distances(passages(FEWEST), Vectors((), np.zeros((0, 0), np.float32)))


@given(st.lists(st.lists(st.floats(-1, 1, width=32), min_size=3, max_size=3), min_size=5, max_size=12))
def test_distances_are_within_their_bounds(rows: list[list[float]]) -> None:
    """From 0 to 2, one for each passage, whatever the vectors."""
    found = theme_distances(passages(len(rows)), vectors(rows))
    assert len(found) == len(rows)
    assert all(0 <= d.distance <= 2 for d in found)
