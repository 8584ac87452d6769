"""A study with nothing in it, then with one exchange, passes every stage."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.__main__ import run
from pipeline.cli import main
from pipeline.model import store
from pipeline.model.study import Study
from pipeline.run.flow import STAGES
from tests.test_dashboard_pages import NAMES
from tests.test_dashboard_pages import run as opened

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


@pytest.mark.parametrize(
    ("said", "turns", "grid"), [("", 0, "exemple"), (ONE, 2, "exemple"), (ONE, 2, "vide"), (ONE, 2, "grille.txt")],
    ids=["nothing", "one exchange", "no code at all", "a grid of one's own"],
)
def test_every_stage_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, said: str, turns: int, grid: str,
) -> None:
    """Too little to learn, to group or to measure is told as such; nothing stops, no name leaks, every page opens."""
    monkeypatch.chdir(tmp_path)
    Path("grille.txt").write_text("Temps\n\tManque : on n'a pas le temps\n\tUrgence\n", "utf-8")
    assert main(["new", "enquete", "--demarche", "grille", "--grille", grid]) == 0
    monkeypatch.chdir(tmp_path / "enquete")
    study = Study()
    if said:
        (study / "transcripts/E01.txt").write_text(said, "utf-8")

    # Participants are told with what they answered.
    ordered = ("answers", *(stage for stage in STAGES if stage != "answers"))
    assert {stage: run(study, stage) for stage in ordered} == dict.fromkeys(ordered, 0)
    assert len(store.load(study, "anonymised")) == turns
    assert store.load_json(study / "build/leaks.json")["found"] == []
    # A code that has no definition yet, and the example's grid, suggest nothing.
    assert {s.code for s in store.load(study, "suggestions")} <= {"A1"}
    assert not store.load(study, "suggestions") or grid == "grille.txt"
    if grid == "vide":
        pages = [name for name in NAMES if opened(name, tmp_path / "enquete", monkeypatch).exception]
        assert pages == []
