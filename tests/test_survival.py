"""Codings survive: whatever becomes of pseudonyms, transcripts, codes and writers, none is lost and none moves."""

from __future__ import annotations

import random
from collections import Counter
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.fates import GOOD, histories
from benchmarks.survival import drawn
from benchmarks.writers import rounds


@settings(max_examples=150)
@given(st.randoms(use_true_random=False))
def test_no_history_loses_or_moves_a_coding(chance: random.Random) -> None:
    """Each coding stands on the words it was put on, or is a listed orphan, after every step."""
    for fates in histories(chance, 12):
        assert set(fates) <= GOOD


def test_most_codings_go_on_standing() -> None:
    """An orphan is a doubt left to a person: it is not the rule, even where every step upsets the study."""
    fates: Counter[str] = sum((c for n in range(20) for c in histories(drawn(n), 12)), Counter())

    assert fates["stands"] > 2 * fates["orphan"]


def test_writers_killed_at_any_moment_lose_nothing_they_acknowledged(tmp_path: Path) -> None:
    """Eight at once: every line said to be written is there, whole, and those that are left go on."""
    told = rounds(tmp_path, drawn(1), count=2)

    assert told.troubles == ()
    assert told.acknowledged > 0
