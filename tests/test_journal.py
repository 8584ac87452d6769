"""The journal tells every memo and decision, the latest first, and lets nothing reserved out."""

from __future__ import annotations

import csv
import doctest
from dataclasses import replace
from io import StringIO
from pathlib import Path
from types import ModuleType

import pytest

from dashboard.data import study_data
from dashboard.data.decisions_read import Decided, OtherDecisions
from dashboard.data.passages import CorpusReading, read
from dashboard.pages.journal import entries, view, words
from dashboard.pages.journal.view import JournalFilter, JournalRow
from dashboard.pages.journal.view import rows as rows_of
from dashboard.ui.double_coding import to_arbitrate
from dashboard.ui.html import Html, element
from pipeline.anchoring.anchors import Place
from pipeline.coding import coding_writer as writing
from pipeline.coding import theme_decisions as theme_pens
from pipeline.coding.coding_writer import CodingWriter
from pipeline.model.decision_rows import (
    Arbitration,
    ArbitrationVerb,
    CodingDecision,
    ConsentDecision,
    QuoteDecision,
    QuoteVerb,
    SummaryDecision,
    ThemeVerb,
    VerdictDecision,
    VerdictKind,
)
from pipeline.model.study import Study
from pipeline.stages.codings import codings


@pytest.fixture
def reading(small_study: Path) -> CorpusReading:
    return read(study_data.corpus(Study(small_study)))


def writer(reading: CorpusReading, second: int, coder: str = "claire") -> CodingWriter:
    """A writer of lines at a given second."""
    return CodingWriter(
        author=coder,
        mode="manual",
        at=f"2026-01-0{1 + second // 60}T09:00:{second % 60:02}.000001",
        new_id=lambda: f"n{second}",
        codebook=reading.corpus.codebook,
        turns=reading.corpus.turns,
    )


def lines(reading: CorpusReading) -> list[CodingDecision]:
    """A coding then taken back, a memo on a code, a coding on words that must not be quoted, with a memo."""
    put = writing.code(writer(reading, 1), "E01", Place(1, 0, 1, 4), "A3")
    every = [
        put, writing.undo(writer(reading, 2), put),
        writing.memo(writer(reading, 3, "noe"), "", None, "=Une *piste*", code="A1"),
        writing.code(writer(reading, 4), "E02", Place(2, 0, 2, 5), "A1", memo="À revoir."),
    ]
    return [replace(line, line=number) for number, line in enumerate(every, 2)]


def as_noted(text: str) -> Html:
    """What shows a memo, where no link is looked for."""
    return element("p", text, class_="memo")


def rows(reading: CorpusReading, *rulings: Arbitration) -> tuple[JournalRow, ...]:
    return rows_of(reading, Decided(tuple(lines(reading))), OtherDecisions(rulings))


@pytest.mark.parametrize("module", [words])
def test_examples_in_docstrings_are_true(module: ModuleType) -> None:
    """Every example that a docstring gives holds."""
    assert doctest.testmod(module).failed == 0


def test_the_latest_line_comes_first_and_says_whether_it_still_holds(reading: CorpusReading) -> None:
    """Nothing is dropped: what was taken back stays, and says so."""
    found = rows(reading)

    assert [(r.author, r.kind, r.code, r.holds) for r in found] == [
        ("claire", "add", "A1", True), ("noe", "memo", "A1", True), ("claire", "taken", "A3", True),
        ("claire", "add", "A3", False),
    ]
    said = view.said(reading.corpus, found[3])
    assert (said.quote, said.passage("E01")) == ("On court tout le temps", "E01:1:w0-w4")


def test_an_arbitration_is_in_the_journal_with_its_reason(reading: CorpusReading) -> None:
    """What an arbiter ruled stands among the decisions."""
    ruling = Arbitration(
        id="a", at="2026-01-09T10:00:00.000001", session="E01", turn=1, first_word=0, last_turn=1, last_word=4,
        quote="On court tout le temps", code="A3", decision=ArbitrationVerb.ADD, reason="On garde le temps.",
        author="lea",
    )

    first = rows(reading, ruling)[0]
    assert (first.author, first.kind, first.memo) == ("lea", "arbitration", "On garde le temps.")
    assert view.said(reading.corpus, first).quote == "On court tout le temps"


def every_kind(reading: CorpusReading) -> OtherDecisions:
    """A case typical then not, a summary, a verdict, a question of a quote, a reserve and its end."""
    typical = replace(theme_pens.mark(writer(reading, 11), "temps", "E01:1:w0-w4", ThemeVerb.TYPICAL, "Net."), line=2)
    reserve = ConsentDecision(
        id="r1", at="2026-01-03T00:00:00", session="E01", turn=1, first_word=5, last_turn=1, last_word=9,
        level="not_quotable", reason="entre nous", author="noe", line=2,
    )
    return OtherDecisions((
        typical, replace(theme_pens.undo(writer(reading, 12), typical), line=3),
        SummaryDecision(id="s", at="2026-01-04T00:00:00", session="E02", participant="Annick", theme="temps",
                        summary="Elle <i>court</i>.", author="lea"),
        VerdictDecision(id="v", at="2026-01-05T00:00:00", theme="temps", verdict=VerdictKind.COMPLEMENT, reason="Car.",
                        author="lea"),
        QuoteDecision(id="q", at="2026-01-06T00:00:00", session="E01", turn=1, first_word=0, last_turn=1, last_word=4,
                      quote="On court tout le temps", decision=QuoteVerb.COLLEAGUE, value="no", reason="Rien.",
                      author="noe"),
        reserve, replace(reserve, id="r2", at="2026-01-07T00:00:00", level="free", replaces="r1", line=3),
    ))


def test_what_is_said_of_themes_cases_quotes_and_reserves_is_in_the_journal(reading: CorpusReading) -> None:
    """Each kind has its line in time order, its author, its theme, and says whether it still holds."""
    found = rows_of(reading, Decided(), every_kind(reading))

    assert [(r.kind, r.author, r.theme, r.detail, r.holds) for r in found] == [
        ("taken", "noe", "", "plus de réserve", True),
        ("quote", "noe", "", "un collègue le reconnaîtrait-il ?", True),
        ("verdict", "lea", "temps", "complément", True), ("summary", "lea", "temps", "", True),
        ("consent", "noe", "", "ne pas citer", False),
        ("taken", "claire", "temps", "", True), ("typical", "claire", "temps", "", False),
    ]
    by = JournalFilter(authors=frozenset({"lea"}), kinds=frozenset({"summary", "verdict"}))
    assert [r.memo for r in view.wanted(found, by)] == ["Car.", "Elle <i>court</i>."]


def test_every_kind_is_shown_and_taken_away_and_reserved_words_never(reading: CorpusReading) -> None:
    """Page and files name the theme and what was chosen; words that someone reserves stand in none of them."""
    found = rows_of(reading, Decided(), every_kind(reading))
    page = entries.days(reading.corpus, [(r,) for r in found], as_noted)
    table = list(csv.DictReader(StringIO(entries.as_csv(reading.corpus, found).decode("utf-8-sig")),
                                delimiter=";"))

    assert "Pression du temps" in page
    assert "Elle &lt;i&gt;court&lt;/i&gt;." in page
    assert [row["thème"] for row in table if row["par"] == "lea"] == ["Pression du temps"] * 2
    assert {row["passage"] for row in table} == {"", "On court tout le temps"}
    assert [view.said(reading.corpus, r).reserved for r in found if r.kind == "consent"] == [True]
    assert "Pression du temps" in entries.as_markdown(reading.corpus, found).decode()


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (JournalFilter(), 4), (JournalFilter(authors=frozenset({"noe"})), 1),
        (JournalFilter(kinds=frozenset({"memo"})), 2),
        (JournalFilter(codes=frozenset({"A3"})), 2), (JournalFilter(sessions=frozenset({"E02"})), 1),
        (JournalFilter(authors=frozenset({"noe"}), sessions=frozenset({"E02"})), 0),
    ],
)
def test_choices_add_up(reading: CorpusReading, by: JournalFilter, expected: int) -> None:
    """Author, kind, code, session; a decision that bears a memo is found among the memos."""
    assert len(view.wanted(rows(reading), by)) == expected


def test_what_must_not_be_quoted_is_neither_shown_nor_taken_away(reading: CorpusReading) -> None:
    """« Ne le citez pas » is in no line and no file; the line says that it is read in its interview."""
    found = rows(reading)
    shown = entries.days(reading.corpus, [(r,) for r in found], as_noted)

    assert view.said(reading.corpus, found[0]).reserved
    for text in (shown, entries.as_csv(reading.corpus, found).decode(),
                 entries.as_markdown(reading.corpus, found).decode()):
        assert "ne le citez pas" not in text
        assert "À revoir." in text


def test_files_say_what_they_are_and_hold_no_formula(reading: CorpusReading) -> None:
    """Each row bears « corpus fictif, pseudonymisé »; a memo that looks like a formula or a markup is only words."""
    table = list(csv.reader(StringIO(entries.as_csv(reading.corpus, rows(reading)).decode("utf-8-sig")),
                            delimiter=";"))
    text = entries.as_markdown(reading.corpus, rows(reading)).decode()

    assert {row[-1] for row in table[1:]} == {"corpus fictif, pseudonymisé"}
    assert [row[7] for row in table if row[1] == "noe"] == ["'=Une *piste*"]
    assert "=Une \\*piste\\*" in text
    assert "corpus fictif" in text


def test_words_of_the_journal_are_never_markup(reading: CorpusReading) -> None:
    """A tag that a coder wrote is shown as written."""
    noted = writing.memo(writer(reading, 9), "E01", None, "<script>alert(1)</script>")
    found = rows_of(reading, Decided((noted,)), OtherDecisions())

    assert "<script>" not in entries.days(reading.corpus, [tuple(found)], as_noted)


def test_a_spreadsheet_that_came_in_is_one_line(reading: CorpusReading) -> None:
    """Lines imported together bear one date without a fraction; a gesture of several lines is told line by line."""
    line = lines(reading)[0]
    imported = tuple(replace(line, id=str(n), at="2026-01-01T00:00:00+00:00", line=n) for n in range(9))
    gesture = tuple(replace(line, id=f"g{n}", at="2026-01-02T00:00:00.000001", line=n + 9) for n in range(9))
    told = view.told_together(rows_of(reading, Decided((*imported, *gesture)), OtherDecisions()))

    assert sorted(len(group) for group in told) == [1] * 9 + [9]


def test_the_first_screen_counts_what_two_coders_read_otherwise(reading: CorpusReading) -> None:
    """A passage that only one of two coders coded, in a session that both read, is to be arbitrated."""
    one, other = writer(reading, 1, "claire"), writer(reading, 2, "noe")
    read_by = [replace(writing.read(p, "E01"), line=n) for n, p in enumerate((one, other), 2)]
    put = replace(writing.code(writer(reading, 3), "E01", Place(1, 0, 1, 4), "A3"), line=4)

    assert to_arbitrate(_coded(reading, put), Decided((*read_by, put))) == 1
    assert to_arbitrate(_coded(reading, put), Decided((put,))) == 0


def _coded(reading: CorpusReading, *put: CodingDecision) -> CorpusReading:
    corpus = reading.corpus
    rows, _ = codings(list(corpus.anonymised), list(corpus.excerpts), [], corpus.codebook, put, [])
    return read(replace(corpus, codings=tuple(rows)))
