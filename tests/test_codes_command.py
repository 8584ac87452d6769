"""``filigrane codes``: everything is seen before it is made, signed, remembered, and taken back."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.anchoring import decisions
from pipeline.cli import main
from pipeline.model import store
from pipeline.model.study import Study
from tests import conftest
from tests.test_grid_operations import GRID, coding, study

__all__ = ["study"]


@pytest.fixture
def here(study: Study, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Stand in a study where two people coded."""
    decisions.append(study, "ana", [coding("1", "A1")])
    decisions.append(study, "noe", [coding("2", "B1", quote="mot de passe")])
    monkeypatch.chdir(study.root)
    return study.root


def said(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(["codes", *arguments]) == 0
    return capsys.readouterr().out


def test_nothing_is_written_before_it_is_told_to(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The preview lists the codings touched; the files stay as they are."""
    seen = said(capsys, "merge", "A1", "B1")
    assert "Codages touchés : 2" in seen
    assert "A1 → compté sous B1 : « ce n'est pas » [à revoir]" in seen
    assert "--yes" in seen
    assert said(capsys, "merge", "A1", "B1", "--yes", "--by", "ana", "--preview").count("Rien n'est écrit") == 1
    assert (here / "codebook/codebook.yaml").read_bytes() == GRID.codebook
    assert not (here / "codebook/history.csv").exists()


def test_an_operation_is_made_remembered_and_undone(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The history tells who did what; undoing gives the bytes back."""
    said(capsys, "merge", "A1", "B1", "--yes", "--by", "Ana")
    assert "B1 Mots de passe · 2 codages" in said(capsys, "list")
    assert "ce n'est pas" in said(capsys, "show", "A1")
    assert "fusion (A1 → B1), par Ana" in said(capsys, "undo")
    said(capsys, "undo", "--yes", "--by", "Noé")
    assert (here / "codebook/codebook.yaml").read_bytes() == GRID.codebook
    assert [line.split(" · ", 1)[1] for line in said(capsys, "history").splitlines()] == [
        "Ana · fusion · A1 → B1", "Noé · annulation · fusion : A1 → B1"]


@pytest.mark.parametrize("arguments", [
    ("create", "B2", "--label", "Mandat", "--definition", "Agir au nom de.", "--family", "B"),
    ("rename", "A1", "--label", "Bords", "--id", "A9"), ("move", "A2", "--under", "A1"),
    ("split", "A1", "--into", "A1a=Doutes", "--into", "A1b=Refus", "--keep"), ("retire", "A2"),
])
def test_each_operation_can_be_taken_back(
    here: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...],
) -> None:
    """Whatever was done, undo gives the first bytes."""
    said(capsys, *arguments, "--yes", "--by", "ana")
    assert (here / "codebook/codebook.yaml").read_bytes() != GRID.codebook
    said(capsys, "undo", "--yes", "--by", "ana")
    assert (here / "codebook/codebook.yaml").read_bytes() == GRID.codebook
    assert (here / "codebook/themes.yaml").read_bytes() == GRID.themes


def test_whoever_changes_the_grid_says_so(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Without a name nothing is written; an unknown code is told with those there are."""
    assert main(["codes", "retire", "A2", "--yes"]) == 1
    assert main(["codes", "show", "Z"]) == 1
    assert "Codes : A1, A2, B1" in capsys.readouterr().err
    assert (here / "codebook/codebook.yaml").read_bytes() == GRID.codebook


def test_a_marker_is_tried_without_being_written(
    small_study: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    """The passages it would gain are shown with the words that fire."""
    store.save(Study(small_study), "excerpts", conftest.EXCERPTS)
    store.save(Study(small_study), "anonymised", conftest.turns())
    monkeypatch.chdir(small_study)
    seen = said(capsys, "try", "A3", "--marker", "courir+")
    assert "Passages gagnés (1)" in seen
    assert "[court]" in seen
    assert "courir" not in (small_study / "codebook/codebook.yaml").read_text("utf-8")
