"""``filigrane agreement`` and ``arbitrate``: a table in French for each group of coders, and what is ruled."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipeline.anchoring import decisions
from pipeline.anchoring.anchors import Place
from pipeline.cli import main
from pipeline.codebook.grid import codebook
from pipeline.coding import coding_writer as writing
from pipeline.coding.codings_in_place import turns_by_session
from pipeline.model import store
from pipeline.model.contracts import AnonymisedTurn
from pipeline.model.decision_rows import Arbitration, CodingDecision
from pipeline.model.study import Study
from pipeline.publish import agreement_tables
from pipeline.publish.agreement_tables import figure

PARAMS = {
    "study": {"title": "T", "coefficients": "shown"},
    "quality": {"bootstraps": 20, "seed": 1, "gold_kind": "référence interne"},
}
Run = Callable[..., str]


@pytest.fixture
def study(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """Two coders who read E01, blind to each other; Claire alone read E02."""
    (small_study / "params.yaml").write_text(yaml.safe_dump(PARAMS, allow_unicode=True), "utf-8")
    place = Study(small_study)
    for name in ("anonymised", "excerpts", "suggestions"):
        rows = store.read(name, small_study / f"build/tables/{name}.parquet")
        store.save(place, name, rows)
    turns = store.load(place, "anonymised")
    put(place, "claire", turns, (("E01", 1, "A3"), ("E01", 3, "A1"), ("E02", 1, "A3")), ("E01", "E02"))
    put(place, "noé", turns, (("E01", 1, "A3"),), ("E01",))
    monkeypatch.chdir(small_study)
    return place


def put(
    study: Study, coder: str, turns: list[AnonymisedTurn], codings: tuple[tuple[str, int, str], ...],
    read: tuple[str, ...],
) -> None:
    writer = writing.CodingWriter(author=coder, mode="manual", codebook=codebook(study), turns=turns_by_session(turns))
    lines: list[CodingDecision] = [writing.code(writer, s, Place(t, 0, t, 3), c) for s, t, c in codings]
    decisions.append(study, coder, [*lines, *(writing.read(writer, s) for s in read)])


@pytest.fixture
def run(study: Study, capsys: pytest.CaptureFixture[str]) -> Run:
    """Run the command in the study; gives what it says."""
    assert study.root

    def running(*arguments: str, code: int = 0) -> str:
        assert main(["agreement", *arguments]) == code
        out, err = capsys.readouterr()
        return out + err

    return running


def test_the_table_says_n_prevalence_and_every_coefficient(run: Run) -> None:
    """One line for each code of the grid, then all codes; few examples are marked."""
    said = run()

    assert "claire / noé — tours de parole : 2 tours, 1 entretien" in said
    line = next(one for one in said.splitlines() if one.startswith("A3 Temps"))
    assert re.split(r"\s{2,}", line)[:6] == ["A3 Temps", "2", "1 †", "50,0 %", "100,0 %", "1,00 [1,00 ; 1,00]"]
    assert agreement_tables.OVERALL in said
    gold = agreement_tables.GOLD.format(gold="référence interne")
    for note in (agreement_tables.FEW_LEGEND, agreement_tables.DECISIONS, gold):
        assert note in said


@pytest.mark.parametrize("unit", list(agreement_tables.UNITS))
def test_every_unit_is_named_beside_its_figures(run: Run, unit: str) -> None:
    """Turns, sentences, free passages."""
    said = run("--unit", unit)

    assert agreement_tables.UNITS[unit] in said
    assert ("uα" in said) == (unit == "spans")


def test_people_are_compared_with_suggestions(run: Run) -> None:
    """Each person beside what is probable, then beside all suggestions, on all that they read."""
    said = run("--machine", "--coders", "claire")

    assert "claire / suggestions probables — tours de parole : 4 tours, 2 entretiens" in said
    assert "claire / toutes les suggestions" in said
    assert "noé" not in said


def test_all_figures_go_to_a_spreadsheet(run: Run, tmp_path: Path) -> None:
    """A row for each code, numbers as numbers, with bounds."""
    file = tmp_path / "accords.csv"
    said = run("--csv", str(file))

    rows = list(csv.DictReader(file.read_text("utf-8-sig").splitlines(), delimiter=";"))
    assert str(file) in said
    assert [(r["code"], r["coders"], r["unit"]) for r in rows][:2] == [
        ("A1", "claire / noé", "turns"), ("A3", "claire / noé", "turns")]
    assert (rows[1]["kappa"], rows[1]["kappa_low"], rows[1]["positives"]) == ("1.0", "1.0", "1")


def test_an_unknown_coder_and_nobody_to_compare_are_told(run: Run, study: Study) -> None:
    """With the names of those who read, and what to do."""
    assert "claire, noé" in run("--coders", "bob", code=1)
    (study / "decisions/codings/noé.csv").unlink()
    assert agreement_tables.NOBODY_TWICE in run(code=1)


def test_a_study_may_hide_coefficients(run: Run, study: Study) -> None:
    """Counts stay; the choice is told."""
    hidden: dict[str, Any] = {**PARAMS, "study": {"coefficients": "hidden"}}
    (study / "params.yaml").write_text(yaml.safe_dump(hidden, allow_unicode=True), "utf-8")
    said = run()

    assert "κ" not in said.splitlines()[2]
    assert "accord brut" in said
    assert agreement_tables.HIDDEN in said


def test_disagreements_are_listed_and_ruled_on(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """The list names each with both texts; a ruling closes one; taken back, it is open again."""
    assert study.root
    assert main(["arbitrate"]) == 0
    name = capsys.readouterr().out.split()[0]
    assert main(["arbitrate", name, "--keep", "first", "--reason", "la question le demande", "--by", "inès"]) == 0
    assert "decisions/arbitrations/inès.csv" in capsys.readouterr().out
    assert main(["arbitrate"]) == 0
    assert agreement_tables.LEFT.format(open=0, total=1) in capsys.readouterr().out
    assert main(["arbitrate", "--undo", "--by", "inès"]) == 0
    assert [a.decision for a in decisions.read(study, Arbitration)] == ["add", "undo"]
    assert not decisions.arbitrations(study)[-1].reason


@pytest.mark.parametrize(("arguments", "expected"), [
    (["nulle-part", "--keep", "both", "--reason", "r", "--by", "inès"], "nomme 0 désaccord"),
    (["nulle-part"], agreement_tables.HOW_TO_RULE), (["--undo", "--by", "inès"], agreement_tables.NOTHING_TO_UNDO),
    (["--coders", "claire", "bob"], "bob"),
])
def test_what_cannot_be_ruled_is_told(
    study: Study, capsys: pytest.CaptureFixture[str], arguments: list[str], expected: str,
) -> None:
    """With what to type instead; nothing is written."""
    assert main(["arbitrate", *arguments]) == 1
    assert expected in capsys.readouterr().err
    assert not decisions.read(study, Arbitration)


@pytest.mark.parametrize(("entry", "expected"), [
    ({"kappa": -0.001, "kappa_low": -0.2, "kappa_high": 0.1}, "0,00 [−0,20 ; 0,10]"), ({"kappa": None}, "–"),
    ({"kappa": 1.0, "kappa_low": None, "kappa_high": None}, "1,00"),
])
def test_figures_are_written_as_one_reads_them(entry: dict[str, Any], expected: str) -> None:
    """A true minus sign, no negative zero, a dash where there is nothing to say."""
    assert figure(entry, "kappa") == expected
