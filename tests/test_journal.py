"""The journal tells every memo and decision, the latest first, and lets nothing reserved out."""

from __future__ import annotations

import csv
import doctest
from dataclasses import replace
from io import StringIO
from pathlib import Path
from types import ModuleType

import pytest

from dashboard import data, journal_phrases
from dashboard.components import journal_list
from dashboard.view import journal, journal_files
from dashboard.view.decided import Decided
from dashboard.view.journal import Row, Wanted
from dashboard.view.passages import Reading, read
from dashboard.view.to_arbitrate import to_arbitrate
from pipeline.anchors import Place
from pipeline.coding import pen as pens
from pipeline.coding.pen import Pen
from pipeline.decision_rows import Arbitration, CodingDecision
from pipeline.stages.codings import codings
from pipeline.study import Study


@pytest.fixture
def reading(small_study: Path) -> Reading:
    return read(data.corpus(Study(small_study)))


def pen(reading: Reading, second: int, coder: str = "claire") -> Pen:
    """A pen that writes at a given second."""
    return Pen(coder, "manual", f"2026-01-0{1 + second // 60}T09:00:{second % 60:02}.000001", lambda: f"n{second}",
               reading.corpus.codebook, reading.corpus.turns)


def lines(reading: Reading) -> list[CodingDecision]:
    """A coding then taken back, a memo on a code, a coding on words that must not be quoted, with a memo."""
    put = pens.code(pen(reading, 1), "E01", Place(1, 0, 1, 4), "A3")
    every = [
        put, pens.undo(pen(reading, 2), put), pens.memo(pen(reading, 3, "noe"), "", None, "=Une *piste*", code="A1"),
        pens.code(pen(reading, 4), "E02", Place(2, 0, 2, 5), "A1", memo="À revoir."),
    ]
    return [replace(line, line=number) for number, line in enumerate(every, 2)]


def rows(reading: Reading, *rulings: Arbitration) -> tuple[Row, ...]:
    return journal.rows(reading, Decided(tuple(lines(reading)), rulings))


@pytest.mark.parametrize("module", [journal_phrases])
def test_examples_in_docstrings_are_true(module: ModuleType) -> None:
    """Every example that a docstring gives holds."""
    assert doctest.testmod(module).failed == 0


def test_the_latest_line_comes_first_and_says_whether_it_still_holds(reading: Reading) -> None:
    """Nothing is dropped: what was taken back stays, and says so."""
    found = rows(reading)

    assert [(r.author, r.kind, r.code, r.holds) for r in found] == [
        ("claire", "add", "A1", True), ("noe", "memo", "A1", True), ("claire", "taken", "A3", True),
        ("claire", "add", "A3", False),
    ]
    said = journal.said(reading.corpus, found[3])
    assert (said.quote, said.passage("E01")) == ("On court tout le temps", "E01:1:w0-w4")


def test_an_arbitration_is_in_the_journal_with_its_reason(reading: Reading) -> None:
    """What an arbiter ruled stands among the decisions."""
    ruling = Arbitration(
        id="a", at="2026-01-09T10:00:00.000001", session="E01", turn=1, first_word=0, last_turn=1, last_word=4,
        quote="On court tout le temps", code="A3", decision="add", reason="On garde le temps.", author="lea",
    )

    first = rows(reading, ruling)[0]
    assert (first.author, first.kind, first.memo) == ("lea", "arbitration", "On garde le temps.")
    assert journal.said(reading.corpus, first).quote == "On court tout le temps"


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (Wanted(), 4), (Wanted(authors=frozenset({"noe"})), 1), (Wanted(kinds=frozenset({"memo"})), 2),
        (Wanted(codes=frozenset({"A3"})), 2), (Wanted(sessions=frozenset({"E02"})), 1),
        (Wanted(authors=frozenset({"noe"}), sessions=frozenset({"E02"})), 0),
    ],
)
def test_choices_add_up(reading: Reading, by: Wanted, expected: int) -> None:
    """Author, kind, code, session; a decision that bears a memo is found among the memos."""
    assert len(journal.wanted(rows(reading), by)) == expected


def test_what_must_not_be_quoted_is_neither_shown_nor_taken_away(reading: Reading) -> None:
    """« Ne le citez pas » is in no line and no file; the line says that it is read in its interview."""
    found = rows(reading)
    shown = journal_list.days(reading.corpus, [(r,) for r in found])

    assert journal.said(reading.corpus, found[0]).reserved
    for text in (shown, journal_files.as_csv(reading.corpus, found).decode(),
                 journal_files.as_markdown(reading.corpus, found).decode()):
        assert "ne le citez pas" not in text
        assert "À revoir." in text


def test_files_say_what_they_are_and_hold_no_formula(reading: Reading) -> None:
    """Each row bears « corpus fictif, pseudonymisé »; a memo that looks like a formula or a markup is only words."""
    table = list(csv.reader(StringIO(journal_files.as_csv(reading.corpus, rows(reading)).decode("utf-8-sig")),
                            delimiter=";"))
    text = journal_files.as_markdown(reading.corpus, rows(reading)).decode()

    assert {row[-1] for row in table[1:]} == {"corpus fictif, pseudonymisé"}
    assert [row[7] for row in table if row[1] == "noe"] == ["'=Une *piste*"]
    assert "=Une \\*piste\\*" in text
    assert "corpus fictif" in text


def test_words_of_the_journal_are_never_markup(reading: Reading) -> None:
    """A tag that a coder wrote is shown as written."""
    noted = pens.memo(pen(reading, 9), "E01", None, "<script>alert(1)</script>")
    found = journal.rows(reading, Decided((noted,)))

    assert "<script>" not in journal_list.days(reading.corpus, [tuple(found)])


def test_a_spreadsheet_that_came_in_is_one_line(reading: Reading) -> None:
    """Lines imported together bear one date without a fraction; a gesture of several lines is told line by line."""
    line = lines(reading)[0]
    imported = tuple(replace(line, id=str(n), at="2026-01-01T00:00:00+00:00", line=n) for n in range(9))
    gesture = tuple(replace(line, id=f"g{n}", at="2026-01-02T00:00:00.000001", line=n + 9) for n in range(9))
    told = journal.told_together(journal.rows(reading, Decided((*imported, *gesture))))

    assert sorted(len(group) for group in told) == [1] * 9 + [9]


def test_the_first_screen_counts_what_two_coders_read_otherwise(reading: Reading) -> None:
    """A passage that only one of two coders coded, in a session that both read, is to be arbitrated."""
    one, other = pen(reading, 1, "claire"), pen(reading, 2, "noe")
    read_by = [replace(pens.read(p, "E01"), line=n) for n, p in enumerate((one, other), 2)]
    put = replace(pens.code(pen(reading, 3), "E01", Place(1, 0, 1, 4), "A3"), line=4)

    assert to_arbitrate(_coded(reading, put), Decided((*read_by, put))) == 1
    assert to_arbitrate(_coded(reading, put), Decided((put,))) == 0


def _coded(reading: Reading, *put: CodingDecision) -> Reading:
    corpus = reading.corpus
    rows, _ = codings(list(corpus.anonymised), list(corpus.excerpts), [], corpus.codebook, put, [])
    return read(replace(corpus, codings=tuple(rows)))
