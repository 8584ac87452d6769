"""A study with nothing in it, then with one exchange, passes every stage."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.__main__ import run
from pipeline.cli import main
from pipeline.model import store
from pipeline.model.study import Study
from pipeline.run.flow import STAGES

ONE = """---
session: E01
type: entretien
personnes:
  - {locuteur: "LINA", nom: "Lina Ferrandeau"}
enqueteur: "ENQ"
---

ENQ : Et le temps ?

LINA : On manque de temps.
"""


@pytest.mark.parametrize(("said", "turns"), [("", 0), (ONE, 2)], ids=["nothing", "one exchange"])
def test_every_stage_runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, turns: int) -> None:
    """Too little to learn, to group or to measure is told as such; nothing stops, and no name leaks."""
    assert main(["new", str(tmp_path / "enquete"), "--demarche", "grille"]) == 0
    monkeypatch.chdir(tmp_path / "enquete")
    study = Study()
    if said:
        (study / "transcripts/E01.txt").write_text(said, "utf-8")

    # Participants are told with what they answered.
    ordered = ("answers", *(stage for stage in STAGES if stage != "answers"))
    assert {stage: run(study, stage) for stage in ordered} == dict.fromkeys(ordered, 0)
    assert len(store.load(study, "anonymised")) == turns
    assert store.load_json(study / "build/leaks.json")["found"] == []
