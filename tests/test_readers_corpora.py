"""Every file of the shared corpora: read whole or refused by name, as the golden table says."""

from __future__ import annotations

import csv
import os
from pathlib import Path

import pytest

from benchmarks.corpora import GOLDEN, files, measured, row

SHARED = os.environ.get("FILIGRANE_SHARED", "")

pytestmark = pytest.mark.skipif(not SHARED, reason="FILIGRANE_SHARED ne dit pas où se trouvent les textes de référence")


def golden() -> dict[str, list[str]]:
    with GOLDEN.open(encoding="utf-8", newline="") as file:
        return {cells[0]: cells for cells in list(csv.reader(file))[1:]}


def test_every_file_is_read_as_it_was_reviewed() -> None:
    """Format, turns, voices, words and characters of each file are those that were reviewed; none is lost."""
    shared = Path(SHARED)
    found = {cells[0]: cells for cells in (row(shared, measured(path)) for path in files(shared))}

    assert found == golden()
    assert {cells[8] for cells in found.values()} == {"0", ""}
