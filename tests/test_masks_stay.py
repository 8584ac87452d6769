"""Whatever is done to transcripts afterwards, what a person masked stays masked, and no signature covers new words."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.mask_histories import history


@pytest.mark.parametrize("seed", range(12))
def test_no_history_shows_what_was_masked_nor_keeps_a_signature_on_other_words(tmp_path: Path, seed: int) -> None:
    """The words stand in no turn of the team, and an interview with a sentence that nobody signed is unsigned."""
    for told, made in history(tmp_path / "study", seed):
        assert made.shown_bare() == set(), told
        assert list(made.wrongly_signed()) == [], told
