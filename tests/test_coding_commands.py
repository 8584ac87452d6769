"""Codings in and out of a spreadsheet and from the terminal: nothing is added twice, nothing leaves unread."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from pipeline.anchoring import decisions
from pipeline.anchoring.anchors import Place
from pipeline.anchoring.decisions import CodingDecision
from pipeline.cli import main
from pipeline.cli.commands.pseudonymisation import signature
from pipeline.codebook.grid import codebook
from pipeline.coding import coding_writer as write
from pipeline.model import store
from pipeline.model.contracts import AnonymisedTurn, Restriction, Turn
from pipeline.model.study import Study
from pipeline.publish.exchange.coding_import import import_codings
from tests.coded_corpus import SAID, SUGGESTED, cut, turns, writer

PASSAGE = Place(1, 0, 1, 6)
HEADER = "session;tour;code;passage;codeur;statut;mode;mémo;date;mots;lu"


@pytest.fixture
def study(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    codes = [{"id": c, "label": c, "family": "A", "definition": "…", "version": "1"} for c in ("A1", "A2")]
    (tmp_path / "codebook").mkdir()
    grid = {"families": [{"id": "A", "label": "Mission"}], "codes": codes}
    (tmp_path / "codebook/codebook.yaml").write_text(yaml.safe_dump(grid), "utf-8")
    (tmp_path / "params.yaml").write_text("study: {suggestions: shown}\n", "utf-8")
    made = Study(tmp_path)
    said = [Turn("E01", n, "L", "participant", None, None, text, "E01.txt") for n, text in enumerate(SAID)]
    store.write("turns", said, tmp_path / "build/private/turns/E01.parquet")
    store.save(made, "anonymised", list(turns()["E01"].values()))
    store.save(made, "excerpts", cut())
    store.save(made, "suggestions", [SUGGESTED])
    monkeypatch.chdir(tmp_path)
    return made


def signed(study: Study) -> None:
    decisions.append(study, "lea", [signature("E01", "2026-01-01")])


def exported(capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    assert main(["export", "codings", *options]) == 0
    return capsys.readouterr().out.splitlines()


def own(study: Study) -> list[CodingDecision]:
    return decisions.codings(study)


def test_codings_leave_with_their_author_their_memo_and_their_date(
    study: Study, capsys: pytest.CaptureFixture[str],
) -> None:
    """One line a coding; neither refusals nor suggestions, unless all is asked for."""
    signed(study)
    line = write.code(writer(), "E01", PASSAGE, "A1", memo="à relire")
    decisions.append(study, "ana", [line, write.refuse(writer("b"), replace(SUGGESTED, code="A2"))])

    assert exported(capsys) == [
        HEADER, f"E01;1;A1;Je remplis le dossier d'Lou;ana;codé;manuel;à relire;{line.at};1:0-1:6;non",
    ]
    assert [row.split(";")[5] for row in exported(capsys, "--all")[1:]] == ["codé", "refusé"]
    assert exported(capsys, "--coder", "bea") == [HEADER]


def test_nothing_leaves_before_someone_signed(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """The message names the session and what to type."""
    decisions.append(study, "ana", [write.code(writer(), "E01", PASSAGE, "A1")])

    assert main(["export", "codings"]) == 1
    assert "filigrane sign E01" in capsys.readouterr().err


@pytest.mark.parametrize(("level", "rows"), [("not_quotable", []), ("unattributed", ["sans attribution;;A1"])])
def test_what_people_allow_holds_in_an_export(
    study: Study, capsys: pytest.CaptureFixture[str], level: str, rows: list[str],
) -> None:
    """What is not to be quoted stays; what is not to be attributed leaves without its session and its memo."""
    signed(study)
    decisions.append(study, "ana", [write.code(writer(), "E01", PASSAGE, "A1", memo="à relire")])
    reserved = [_reserved(t, level) for t in turns()["E01"].values()]
    store.save(study, "anonymised", reserved)
    out = exported(capsys)[1:]

    assert [row[: len(want)] for row, want in zip(out, rows, strict=True)] == rows
    assert "à relire" not in "".join(out)


def _reserved(turn: AnonymisedTurn, level: str) -> AnonymisedTurn:
    return replace(turn, consent=(Restriction(0, 6, level),)) if turn.turn == 1 else turn  # type: ignore[arg-type]


@pytest.mark.parametrize("options", [[], ["--bom"], ["--all"]])
def test_what_was_exported_comes_back_as_nothing_new(study: Study, options: list[str]) -> None:
    """Same words said twice, several turns, several codes, another coder's: a second import adds no line."""
    signed(study)
    p, other = writer(), writer("b", coder="bea")
    lines = [write.code(p, "E01", place, "A1") for place in (PASSAGE, Place(1, 14, 2, 2), Place(2, 0, 2, 0))]
    decisions.append(study, "ana", [*lines, write.accept(p, replace(SUGGESTED, code="A1"))])
    decisions.append(study, "bea", [write.code(other, "E01", PASSAGE, "A2"), write.refuse(other, SUGGESTED)])
    before = (study / "decisions/codings/ana.csv").read_bytes()
    assert main(["export", "codings", "codages.csv", *options]) == 0
    done = import_codings(study, study / "codages.csv", "ana")

    assert (done.added, done.already, done.sessions, done.troubles) == (0, 4, (), ())
    assert (study / "decisions/codings/ana.csv").read_bytes() == before


def test_an_export_brings_codings_to_another_study(study: Study, tmp_path: Path) -> None:
    """The words, the code, the memo and the reading come with it."""
    signed(study)
    p = writer()
    decisions.append(study, "ana", [write.code(p, "E01", Place(1, 14, 2, 2), "A1", memo="m"), write.read(p, "E01")])
    main(["export", "codings", "codages.csv"])
    (study / "decisions/codings/ana.csv").unlink()
    done = import_codings(study, tmp_path / "codages.csv", "ana")
    coded, read = own(study)

    assert (done.added, done.sessions, read.decision) == (1, ("E01",), "read")
    assert (coded.turn, coded.first_word, coded.last_turn, coded.last_word, coded.memo) == (1, 14, 2, 2, "m")


@pytest.mark.parametrize("mark", [",", "\t"])
def test_a_table_may_have_commas_or_tabs(study: Study, mark: str) -> None:
    """Each spreadsheet has its habit."""
    (study / "codages.csv").write_text(
        f"session{mark}tour{mark}code{mark}passage\nE01{mark}1{mark}A1{mark}Je remplis le dossier\n", "utf-8"
    )

    assert import_codings(study, study / "codages.csv", "ana").added == 1


def test_coded_segments_of_another_tool_come_in_by_their_words(study: Study) -> None:
    """Documents are known by their files, codes by their names, even with those above; nobody is said to have read."""
    label = next(c.label for c in codebook(study).codes if c.id == "A1")
    (study / "segments.csv").write_text(
        f"Color;Document group;Document name;Code;Beginning;Segment;Comment\n"
        f"red;;E01.docx;Métier > {label};12;Je remplis le dossier;à revoir\n;;E01;Inconnu;1;Je remplis le dossier;\n",
        "utf-8",
    )
    done = import_codings(study, study / "segments.csv", "ana")

    assert (done.added, done.sessions, len(done.troubles)) == (1, (), 1)
    assert [(d.code, d.memo) for d in own(study)] == [("A1", "à revoir")]


def test_a_passage_that_looks_like_a_formula_is_no_formula(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """A spreadsheet runs nothing; the words come back as they were."""
    signed(study)
    decisions.append(study, "ana", [write.code(writer(), "E01", PASSAGE, "A1", memo="=1+1")])
    assert ";'=1+1;" in exported(capsys)[1]


def test_suggestions_are_reviewed_in_the_terminal(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """What waits is listed with its words; an answer makes it wait no more; undo brings it back."""
    name = "E01:1:w0-w15|A1"
    for answer in ("accept", "refuse", "unsure"):
        assert main(["review", answer, name, "--coder", "ana"]) == 0
    assert [(d.decision, d.mode) for d in own(study)] == [("unsure", "assisted")]
    assert main(["review", "modify", name, "--code", "A2", "--coder", "ana"]) == 0
    capsys.readouterr()
    main(["review", "list", "--coder", "ana"])
    assert "à relire : 0" in capsys.readouterr().out
    main(["review", "undo", "--coder", "ana"])
    capsys.readouterr()
    main(["review", "list", "E01", "--coder", "ana"])
    said = capsys.readouterr().out
    assert ("à relire : 1" in said, name in said, "vous hésitiez" in said, SAID[1][:10] in said) == (True,) * 4


def test_all_gestures_can_be_made_in_the_terminal(study: Study) -> None:
    """A code, its change, its memo, a star, a memo, a reading, and what takes each away."""
    run = ["--coder", "ana"]
    assert main(["review", "code", "E01", "--passage", "1:0-1:6", "--code", "A1", *run]) == 0
    (first,) = own(study)
    assert main(["review", "recode", first.id, "--code", "A2", *run]) == 0
    (second,) = own(study)
    assert main(["review", "note", second.id, "--memo", "m", *run]) == 0
    (third,) = own(study)
    assert (third.code, third.memo) == ("A2", "m")
    assert main(["review", "star", "E01", "--passage", "1:0-1:6", *run]) == 0
    assert main(["review", "unstar", own(study)[-1].id, *run]) == 0
    assert main(["review", "memo", "E01", "--memo", "tendu", *run]) == 0
    assert main(["review", "read", "E01", *run]) == main(["review", "unread", "E01", *run]) == 0
    assert main(["review", "remove", third.id, *run]) == 0
    assert [d.decision for d in own(study)] == ["unstar", "memo", "remove", "remove"]


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["accept", "E09:1:w0-w1|A1"], "n'existent pas"), (["code", "E01", "--code", "A1"], "--passage"),
        (["code", "E01", "--passage", "1:0-1:99", "--code", "A1"], "n'est pas dans l'entretien"),
        (["code", "E01", "--passage", "un", "--code", "A1"], "ne se lit pas"), (["remove", "x"], "decisions/codings"),
        (["undo"], "Rien à écrire"), (["read", "E99"], "E99"), (["modify", "E01:1:w0-w15|A1"], "--code"),
    ],
)
def test_a_gesture_about_nothing_is_refused(
    study: Study, capsys: pytest.CaptureFixture[str], arguments: list[str], said: str,
) -> None:
    """The message says what is missing, and no line is written."""
    assert main(["review", *arguments, "--coder", "ana"]) == 1
    assert said in capsys.readouterr().err
    assert not (study / "decisions").exists()


def test_a_study_without_suggestions_shows_none(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """The reflexive approach holds in the terminal too."""
    (study / "params.yaml").write_text("study: {suggestions: hidden}\n", "utf-8")

    assert main(["review", "list", "--coder", "ana"]) == main(
        ["review", "accept", "E01:1:w0-w15|A1", "--coder", "ana"]
    ) == 1
    assert "ne montre pas de suggestions" in capsys.readouterr().err
