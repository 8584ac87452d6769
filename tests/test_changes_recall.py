"""Settling a doubt by computing again: from git and DVC's cache, and never from what does not give the same tables."""

from __future__ import annotations

from functools import partial
from pathlib import Path

import numpy as np
import pytest

from pipeline.changes.past_tables import PREVIOUS
from pipeline.changes.recall import looked_up
from pipeline.cli import main
from pipeline.model import store
from pipeline.model.contracts import Vectors
from pipeline.stages.embeddings import embeddings
from tests.conftest import EXCERPTS, TABLES


def test_the_run_before_cannot_be_computed_again(
    small_study: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    """Only git holds what it was made from: the command says to give a revision."""
    store.save_tables(small_study / PREVIOUS, {"tables": TABLES, "run": {}})
    monkeypatch.chdir(small_study)
    assert main(["changes", "--recalcul"]) == 1
    assert "révision de git" in capsys.readouterr().err


def test_a_vector_that_was_made_is_not_made_again() -> None:
    """Excerpts are known by their words; only new words are embedded."""
    known = Vectors(tuple(e.excerpt for e in EXCERPTS), np.eye(4, dtype=np.float32))
    embed = looked_up(EXCERPTS, known, partial(embeddings, backend="none", threads=1))
    again = embed([EXCERPTS[2], EXCERPTS[0]])
    assert again.excerpts == (EXCERPTS[2].excerpt, EXCERPTS[0].excerpt)
    assert again.matrix.tolist() == [[0, 0, 1, 0], [1, 0, 0, 0]]
