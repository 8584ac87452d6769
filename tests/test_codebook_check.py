"""The sentences of a grid are the tests of its markers."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.cli import main
from pipeline.codebook.fired_markers import check, everywhere
from pipeline.codebook.grid import Code, Codebook, Family, Marker, codebook
from pipeline.model.study import Study

ROOT = Path(__file__).parent.parent
TIME = Code(
    "A3", "Temps", "A", "Le temps manque.", examples=("On n'a pas le temps.", "Ça va trop vite.", "C'est urgent."),
    counter_examples=("Il a pris du bon temps.", "Ce n'est pas le moment, pas le temps des cerises."),
    markers=(Marker("pas le temps"), Marker("urgent*", anchored=True)), exclusions=("temps des cerises",),
)
BOOK = Codebook((Family("A", "Métier"),), (TIME,))


def test_each_sentence_is_told_with_its_markers() -> None:
    """A marker that fires is named, an example that none sees is told, an exclusion spares a counter-example."""
    seen, unseen, faint, left, spared = check(BOOK)
    assert seen.markers == ("pas le temps",)
    assert unseen.unseen
    assert (faint.markers, faint.faint, faint.unseen) == (("urgent*",), True, False)
    assert [left.broken, spared.broken] == [False, False]


def test_a_counter_example_that_is_taken_breaks_the_grid() -> None:
    """The grid contradicts itself: a marker takes a sentence that it must leave."""
    wrong = Code("A3", "Temps", "A", "D.", counter_examples=("Pas le temps !",), markers=(Marker("pas le temps"),))
    assert [t.broken for t in check(Codebook(BOOK.families, (wrong,)))] == [True]


def test_a_retired_code_is_not_checked() -> None:
    """What is offered no more needs no mending."""
    retired = Code("A3", "Temps", "A", "D.", examples=("Rien.",), retired="2026-01-02")
    assert check(Codebook(BOOK.families, (retired,))) == []


def test_a_sentence_typed_in_is_tried_on_every_code() -> None:
    """Only the codes whose markers fire are listed."""
    assert [t.code for t in everywhere(BOOK, "Je n'ai pas le temps.")] == ["A3"]
    assert everywhere(BOOK, "Il pleut.") == []


def test_the_demonstration_passes(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """No counter-example of the committed grid is taken, and most examples are seen."""
    monkeypatch.chdir(ROOT)
    assert main(["codebook", "check"]) == 0
    assert "0 pris à tort" in capsys.readouterr().out
    tried = check(codebook(Study(ROOT)))
    assert sum(t.unseen for t in tried) <= sum(t.kind == "example" for t in tried) / 3


def test_the_command_fails_on_a_broken_grid(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
) -> None:
    """The exit code tells a script that the grid must be mended; what codes lack is told too."""
    (tmp_path / "codebook").mkdir()
    (tmp_path / "codebook/themes.yaml").write_text("", "utf-8")
    (tmp_path / "codebook/codebook.yaml").write_text(
        "families: [{id: A, label: M}]\n"
        "codes: [{id: A3, label: T, family: A, definition: D, counter_examples: [Pas le temps.], "
        "registre: {markers: [pas le temps]}}]\n", "utf-8",
    )
    monkeypatch.chdir(tmp_path)
    assert main(["codebook", "check", "--all"]) == 1
    said = capsys.readouterr().out
    assert "✗ A3" in said
    assert "A3 n'a pas d'exemple" in said
