"""Double coding: where two coders differ, what an arbiter rules, and that both readings stay."""

from __future__ import annotations

from dataclasses import replace
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from pipeline.anchoring import decisions
from pipeline.anchoring.anchors import Place
from pipeline.anchoring.word_places import continua
from pipeline.codebook.grid import Code, Codebook, Family
from pipeline.coding.coding_writer import CodingWriter
from pipeline.coding.codings_in_place import turns_by_session
from pipeline.coding.disagreements import (
    Disagreement,
    Ruling,
    arbitrate,
    disagreements,
    last_ruling,
    otherwise,
    place_of,
    rulings,
    undo,
)
from pipeline.model.contracts import AnonymisedTurn, Coding
from pipeline.model.decision_rows import Arbitration, CodingDecision, CodingVerb
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.stages.codings import codings

SAID = "On court. Le temps manque. Je fais à leur place, et personne ne le voit."
CODES = Codebook((Family("A", "Mission"),), (Code("A2", "Faire avec", "A", "…"), Code("A1", "Frontières", "A", "…")))
TURNS = [
    AnonymisedTurn(s, n, "A", "participant", None, None, SAID, (), (), (2, 6, 16), f"check{n}")
    for s in ("E01", "E02") for n in (1, 3)
]


def coding(author: str, words: str = "Le temps manque.", code: str = "A1", **changes: Any) -> Coding:
    start = SAID.index(words)
    row = Coding(f"{author}-{words}-{code}", "E01", 1, start, 1, start + len(words), words, code, author, "person",
                 "coded", "manual", "free", "")
    return replace(row, **changes)


def found(*put: Coding, sessions: tuple[str, ...] = ("E01",)) -> list[Disagreement]:
    return disagreements(put, ("ana", "bea"), sessions, continua(TURNS), CODES)


def told(*put: Coding) -> list[tuple[str, str, float]]:
    return [(d.kind, d.code, round(d.shared, 2)) for d in found(*put)]


def test_who_codes_alike_disagrees_on_nothing() -> None:
    """The same code on the same words."""
    assert not told(coding("ana"), coding("bea"))


def test_what_one_of_them_put_is_listed_under_their_name() -> None:
    """Codes come in the order of the grid."""
    assert told(coding("ana"), coding("bea", "On court.", "A2")) == [("second_only", "A2", 0), ("first_only", "A1", 0)]


def test_other_ends_are_said_with_what_they_share() -> None:
    """Four words of seven."""
    assert told(coding("ana"), coding("bea", "On court. Le temps manque.")) == [("ends", "A1", 0.57)]


def test_other_codes_on_the_same_words_are_one_disagreement() -> None:
    """It is listed under the first coder's code."""
    assert told(coding("ana"), coding("bea", code="A2")) == [("code", "A1", 1.0)]


def test_a_code_more_on_words_that_both_coded_is_what_one_of_them_put() -> None:
    """Béa put both codes; they agree on one."""
    assert told(coding("ana"), coding("bea"), coding("bea", code="A2")) == [("second_only", "A2", 0)]


def test_a_passage_cut_in_two_is_no_passage_missed() -> None:
    """One passage for Ana, two for Béa: other ends, twice."""
    kinds = told(coding("ana", "On court. Le temps manque."), coding("bea", "On court."), coding("bea"))

    assert [kind for kind, *_ in kinds] == ["ends", "ends"]


def test_sessions_that_one_has_not_read_show_nothing() -> None:
    """Nor does what somebody coded with suggestions in sight."""
    assert not found(coding("ana"), sessions=())
    assert not found(coding("ana", mode="assisted"))
    assert not found(coding("cleo"))


def test_a_coding_that_changes_makes_another_disagreement() -> None:
    """What was ruled on was something else."""
    one, = found(coding("ana"))
    other, = found(coding("ana", coding="changed"))

    assert one.name != other.name


@pytest.fixture
def writer() -> CodingWriter:
    numbers = count()
    return CodingWriter(
        author="cleo", mode="manual", at="2026-11-24T10:00:00.000001+00:00", new_id=lambda: f"line{next(numbers)}",
        codebook=CODES, turns=turns_by_session(TURNS),
    )


def both() -> Disagreement:
    one, = found(coding("ana"), coding("bea", code="A2"))
    return one


@pytest.mark.parametrize(("choice", "expected"), [
    ("first", [("add", "A1")]), ("second", [("add", "A2")]), ("both", [("add", "A1"), ("add", "A2")]),
    ("neither", [("refuse", "A1")]),
])
def test_an_arbiter_keeps_one_both_or_neither(
    writer: CodingWriter, choice: Any, expected: list[tuple[str, str]],
) -> None:
    """Each line has the words, the code, the reason, and names both originals."""
    lines = arbitrate(writer, both(), Ruling(choice, " la question portait sur le temps "))

    assert [(a.decision, a.code) for a in lines] == expected
    assert {(a.turn, a.first_word, a.last_word, a.quote) for a in lines} == {(1, 3, 6, "Le temps manque.")}
    assert {a.about for a in lines} == {both().name}
    assert {a.reason for a in lines} == {"la question portait sur le temps"}


def test_an_arbiter_puts_another_code_or_other_ends(writer: CodingWriter) -> None:
    """Neither reading: words and code of the arbiter's own."""
    line, = otherwise(writer, both(), Place(1, 0, 1, 6), "A2", "les deux phrases vont ensemble")

    assert (line.decision, line.code, line.quote) == ("modify", "A2", "On court. Le temps manque.")
    with pytest.raises(FiligraneError, match="grille"):
        otherwise(writer, both(), Place(1, 0, 1, 6), "Z9", "pourquoi pas")


def test_a_ruling_without_a_reason_is_refused(writer: CodingWriter) -> None:
    """So is keeping the reading of somebody who put nothing."""
    with pytest.raises(FiligraneError, match="pourquoi"):
        arbitrate(writer, both(), Ruling("first", "  "))
    with pytest.raises(FiligraneError, match="rien codé"):
        arbitrate(writer, found(coding("ana"))[0], Ruling("second", "oubli"))


def test_rulings_are_written_read_and_taken_back(writer: CodingWriter, tmp_path: Path) -> None:
    """In the arbiter's file; undone, the disagreement is open again; nobody undoes another's ruling."""
    study = Study(tmp_path)
    decisions.append(study, "cleo", arbitrate(writer, both(), Ruling("both", "les deux se tiennent")))
    held = decisions.arbitrations(study)
    assert list(rulings(held)) == [both().name]
    assert [a.file for a in held] == ["arbitrations/cleo.csv"] * 2

    last = last_ruling(held, "cleo")
    with pytest.raises(FiligraneError, match="cleo"):
        undo(replace(writer, author="noe"), last)
    decisions.append(study, "cleo", undo(replace(writer, at="later"), last))
    assert not rulings(decisions.arbitrations(study))
    assert not last_ruling(decisions.arbitrations(study), "cleo")


def test_files_of_arbitrations_written_before_are_read(tmp_path: Path) -> None:
    """A file without the columns « about » and « check » is as good as it was."""
    path = tmp_path / "decisions/arbitrations/cleo.csv"
    path.parent.mkdir(parents=True)
    path.write_text("id,at,session,turn,first_word,last_turn,last_word,quote,code,decision,reason,replaces\n"
                    "a,2026,E01,1,3,1,6,Le temps manque.,A1,add,parce que,\n", "utf-8")

    held, = decisions.arbitrations(Study(tmp_path))
    assert (held.about, held.check, held.reason) == ("", "", "parce que")


def test_a_ruling_adds_its_reading_and_both_originals_stay(writer: CodingWriter) -> None:
    """After arbitration the table holds three codings: two coders', one arbiter's."""
    said = [
        CodingDecision(id=a, at="", session="E01", turn=1, first_word=3, last_turn=1, last_word=6,
                       quote="Le temps manque.", code=code, decision=CodingVerb.ADD, mode="manual", definition="1",
                       author=a)
        for a, code in (("ana", "A1"), ("bea", "A2"))
    ]
    rows, orphans = codings(TURNS, [], [], CODES, said, arbitrate(writer, both(), Ruling("second", "le temps, ici")))

    assert not orphans
    assert [(c.author, c.code, c.status) for c in rows] == [
        ("ana", "A1", "coded"), ("bea", "A2", "coded"), ("cleo", "A2", "arbitrated"),
    ]


def test_a_place_is_given_in_source_words() -> None:
    """The words of a coding, whatever its characters."""
    assert place_of(turns_by_session(TURNS)["E01"], coding("ana")) == Place(1, 3, 1, 6)


def test_lines_of_arbitration_are_of_their_kind(writer: CodingWriter) -> None:
    """They never enter the file of a coder."""
    assert {type(a) for a in arbitrate(writer, both(), Ruling("both", "oui"))} == {Arbitration}
