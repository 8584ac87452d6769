"""Whatever is done to transcripts afterwards, what a person masked stays masked, and no signature covers new words."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from pipeline.anchoring.decisions import in_force
from pipeline.model.decision_rows import ConsentDecision
from tests.mask_histories import history


@pytest.mark.parametrize("seed", range(12))
def test_no_history_shows_what_was_masked_nor_keeps_a_signature_on_other_words(tmp_path: Path, seed: int) -> None:
    """The words stand in no turn of the team, and an interview with a sentence that nobody signed is unsigned."""
    for told, made in history(tmp_path / "study", seed):
        assert made.shown_bare() == set(), told
        assert list(made.wrongly_signed()) == [], told


@pytest.mark.parametrize("seed", [1, 128])
def test_what_was_taken_back_stays_so_in_both_of_the_files_it_was_cut_into(tmp_path: Path, seed: int) -> None:
    """Small interviews put together, then cut within a reserved or withdrawn turn: neither half is read."""
    for told, made in history(tmp_path / "study", seed, asked=4):
        assert made.shown_bare() == set(), told


def test_to_take_back_a_line_is_to_take_it_back_wherever_it_was_cut() -> None:
    """A consent that stands in two interviews since is one line: another in its place leaves neither."""
    said = ConsentDecision(
        id="a", at="", session="E01", turn=1, first_word=0, last_turn=1, last_word=-1, level="erased", reason="",
    )
    there = replace(said, id="a@1", session="E02")
    freed = replace(said, id="b", level="free", replaces="a")
    assert in_force([said, there, freed]) == [freed]
