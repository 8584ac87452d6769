"""A program that leaves a certain name bare stops, says whose fault it is, and shows the word on this machine alone."""

from __future__ import annotations

import doctest
from dataclasses import replace
from pathlib import Path

import pytest

from pipeline import __main__ as program
from pipeline.cli import main as command
from pipeline.model import store
from pipeline.model.contracts import AnonymisedTurn, Excerpt
from pipeline.model.study import Study
from pipeline.publish import pseudonymisation_words
from pipeline.run import flow, incremental
from pipeline.stages.excerpts import excerpts

NAME = "Ferrandeau"
SAID = f"""---
session: E01
type: entretien
personnes:
  - {{locuteur: "LINA", nom: "Lina {NAME}"}}
enqueteur: "ENQ"
---

ENQ : Et le temps ?

LINA : On manque de temps, dans cette maison.
"""


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """A study whose stage `excerpts` has gone wrong: it writes the name of who speaks."""
    assert command(["new", str(tmp_path / "enquete"), "--demarche", "grille"]) == 0
    monkeypatch.chdir(tmp_path / "enquete")
    made = Study()
    (made / "transcripts/E01.txt").write_text(SAID, "utf-8")
    cut = excerpts

    def leaky(anonymised: list[AnonymisedTurn], *, max_words: int, min_words: int) -> list[Excerpt]:
        sound = cut(anonymised, max_words=max_words, min_words=min_words)
        return [replace(e, text=f"{NAME} : {e.text}") for e in sound]

    wrong = replace(flow.stage("excerpts"), function=leaky)
    # Its work is done session by session, where the stage is looked for by its name.
    monkeypatch.setattr(incremental, "stage", lambda name: wrong if name == "excerpts" else flow.stage(name))
    return made


def test_examples_in_docstrings_are_true() -> None:
    """Every example that a docstring gives holds."""
    assert doctest.testmod(pseudonymisation_words).failed == 0


def test_a_fault_of_the_program_stops_and_says_all_but_the_word(
    study: Study, capsys: pytest.CaptureFixture[str]
) -> None:
    """The file, the kind, what is safe and what to do are said; the word, only by « filigrane leaks »."""
    for name in ("turns", "proposals", "identifiers", "anonymised", "excerpts"):
        assert program.main([name]) == 0
    capsys.readouterr()

    assert program.main(["leaks"]) == 1
    told = capsys.readouterr().err
    for said in ("erreur de Filigrane", "build/excerpts.parquet : personne (1 fois)", "Rien n'est perdu",
                 "filigrane leaks", "build/leaks.json"):
        assert said in told
    assert NAME not in told + (study / "build/leaks.json").read_text("utf-8")

    assert command(["leaks"]) == 1
    assert f"»{NAME}«" in capsys.readouterr().out
    assert store.load_json(study / "build/leaks.json")["stop"]
