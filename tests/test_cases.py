"""Transcripts in the forms that people post in public: each is read as a person reads it, or refused by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.transcript_cases import faults, read

CASES = Path(__file__).parent / "cases"
EXPECTED: dict[str, Any] = yaml.safe_load((CASES / "expected.yaml").read_text("utf-8"))
FILES = {name: what for name, what in EXPECTED.items() if isinstance(what, dict) and not name.endswith("/")}


@pytest.mark.parametrize("name", sorted(FILES))
def test_each_transcript_is_read_as_a_person_reads_it(name: str, tmp_path: Path) -> None:
    """Voices, roles, words, and what is nobody's speech are those that a person wrote down for this file."""
    assert faults(FILES[name], read(CASES / name, tmp_path)) == []
