"""What screens show is worked out by plain functions: people first, decisions apart from suggestions."""

from __future__ import annotations

import csv
import doctest
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from types import ModuleType

import pytest
from openpyxl import load_workbook

from dashboard.data import corpus as corpus_module
from dashboard.data import first_screen, marks, passages, study_data
from dashboard.data.concordance import neighbours
from dashboard.data.counting import among, by_value, people
from dashboard.data.marks import CodeMark, Layer
from dashboard.data.passages import CorpusReading, read
from dashboard.data.search import Filters, page, pages, search
from dashboard.pages.lecture.view import transcript
from dashboard.pages.themes.view import theme_view
from dashboard.ui import downloads, frame, html
from dashboard.ui.cards import card, marked, reasons
from dashboard.ui.sentences import compare_phrases, phrases
from dashboard.words import ui_words
from pipeline.model.study import Study

COURT, NASTY, MANQUE, RESERVED = "E01:1:w0-w9", "E01:3:w0-w9", "E02:1:w0-w9", "E02:2:w0-w9"


@pytest.fixture
def reading(small_study: Path) -> CorpusReading:
    return read(study_data.corpus(Study(small_study)))


def test_people_whom_nobody_coded_yet_stand_apart(reading: CorpusReading) -> None:
    """Who sits only in interviews that nobody coded is in no « sur N », neither with nor without."""
    begun = read(replace(reading.corpus, codings=tuple(c for c in reading.corpus.codings if c.session == "E01")))
    read_too = replace(begun, read_whole=frozenset({"E02"}))

    assert phrases.people_among(among(begun, people(begun, {"A3"}), ()), 0) == (
        "1 personne sur 1 codée · 1 pas encore codée"
    )
    assert among(begun, people(begun, {"A3"}), ()).without == frozenset()
    assert among(read_too, people(read_too, {"A3"}), ()).without == {"Annick"}


@pytest.mark.parametrize("module", [phrases, compare_phrases, frame, html, passages, marks, corpus_module])
def test_examples_in_docstrings_are_true(module: ModuleType) -> None:
    """Every example that a docstring gives holds."""
    assert doctest.testmod(module).failed == 0


def test_decisions_and_suggestions_stand_apart(reading: CorpusReading) -> None:
    """A person counts once a person coded one of their passages; suggestions only add « + n à relire »."""
    found = people(reading, {"A3"})

    assert found.with_it == {"Denise"}
    assert found.to_read == {"Annick"}


def test_a_refused_or_decided_suggestion_is_not_to_be_read(reading: CorpusReading) -> None:
    """What a person refused, or already coded so, is suggested no more."""
    assert [m.code for m in reading.by_place[MANQUE].pending] == ["A3"]
    assert reading.by_place[COURT].pending == ()


def test_suggestions_can_be_hidden(reading: CorpusReading) -> None:
    """A reflexive study sees no suggestion anywhere."""
    hidden = replace(reading.corpus, settings=replace(reading.corpus.settings, suggestions=False))

    assert not any(p.pending for p in read(hidden).counted)


def test_a_passage_not_to_be_quoted_counts_and_is_not_offered(reading: CorpusReading) -> None:
    """What its speaker keeps for the team counts among people, and is offered by no screen."""
    assert RESERVED not in reading.by_place
    assert reading.withheld == 1
    assert people(reading, {"A1"}).with_it == {"Denise", "Annick"}


def test_an_unattributed_passage_leads_nowhere(reading: CorpusReading) -> None:
    """Words given without attribution are shown without speaker, place, question, neighbours or link."""
    excerpts = [replace(e, consent="unattributed") for e in reading.corpus.excerpts]
    shown = read(replace(reading.corpus, excerpts=tuple(excerpts))).passages[0]

    assert shown.excerpt.speaker != "Denise"
    assert shown.place == ""
    assert neighbours(reading.corpus, shown) == (None, None)
    assert not shown.typical
    drawn = card(reading.corpus, shown)
    assert "Denise" not in drawn
    assert "E01" not in drawn


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        (Filters(), [COURT, NASTY, MANQUE]),
        (Filters(words="ÉCOLE coeur"), [COURT]),
        (Filters(words="école jamais"), []),
        (Filters(codes=frozenset({"A3"})), [COURT, MANQUE]),
        (Filters(codes=frozenset({"A3"}), readers=frozenset({"person"})), [COURT]),
        (Filters(readers=frozenset({"machine"})), [MANQUE]),
        (Filters(readers=frozenset({"none"})), [NASTY]),
        (Filters(readers=frozenset({"none", "machine"})), [NASTY, MANQUE]),
        (Filters(levels=frozenset({"to_check"})), []),
        (Filters(people=frozenset({"Annick"})), [MANQUE]),
        (Filters(attributes={"champ": frozenset({"budget", "autre"})}), [COURT, NASTY]),
        (Filters(groups=frozenset({"A1"})), [COURT]),
    ],
)
def test_filters_add_up(reading: CorpusReading, filters: Filters, expected: list[str]) -> None:
    """A passage is kept when it satisfies every filter, and within one filter any of its values."""
    assert [p.place for p in search(reading.passages, filters)] == expected


def test_pages_hold_everything_once(reading: CorpusReading) -> None:
    """Page after page, every passage is shown once."""
    every = list(reading.passages)

    assert [p for n in range(1, pages(len(every), 2) + 1) for p in page(every, n, 2)] == every


def test_overlapping_codes_are_both_drawn(reading: CorpusReading) -> None:
    """Where two codes overlap the text is cut at each edge, each is named, and no word is lost or doubled."""
    text = "On court tout le temps."
    pieces = marks.segments(text, [Layer(0, 13, "person", "A1"), Layer(9, 22, "machine", "A3")])

    assert "".join(p.text for p in pieces) == text
    assert [x.name for x in pieces[1].layers] == ["A1", "A3"]
    both = [CodeMark("A1", "claire", spans=((0, 13),)), CodeMark("A3", "", "probable", ((9, 22),))]
    drawn = marked(reading.corpus, text, both)
    assert ">A1</sup>" in drawn
    assert ">A3 ?</sup>" in drawn


def test_words_of_the_corpus_are_never_markup(reading: CorpusReading) -> None:
    """A tag that somebody said is escaped on its card and in its session."""
    assert "<script>" not in card(reading.corpus, reading.by_place[NASTY])
    assert "&lt;script&gt;" in card(reading.corpus, reading.by_place[NASTY])


def test_a_colour_that_is_none_is_not_written(reading: CorpusReading) -> None:
    """A codebook cannot slip a style into the page by the colour of a code."""
    codes = tuple(replace(c, colour="red;background:url(x)") for c in reading.corpus.codebook.codes)
    bent = replace(reading.corpus, codebook=replace(reading.corpus.codebook, codes=codes))

    assert "url(" not in card(bent, reading.by_place[COURT])


def test_a_suggestion_says_why(reading: CorpusReading) -> None:
    """The words that fired a registre are quoted as they were said."""
    passage = reading.by_place[MANQUE]

    assert reasons(passage, passage.pending[0]) == ["un indice du code : « manque de temps »"]


def test_a_session_shows_consent_and_the_passage_asked_for(reading: CorpusReading) -> None:
    """What must not be quoted says so; the passage one comes for is found, even when it has been cut otherwise."""
    turns = transcript(reading.corpus, "E02", (0, 1, 2), MANQUE)

    assert [bool(t.asked) for t in turns] == [False, True, False]
    assert turns[2].consents == ("not_quotable",)
    recut = transcript(reading.corpus, "E02", (0, 1, 2), "E02:1:w3-w5")
    assert [bool(t.asked) for t in recut] == [False, True, False]


def test_the_first_screen_opens_on_a_real_sentence(reading: CorpusReading) -> None:
    """The sentence is in the text byte for byte, and may be shown as typical."""
    found = first_screen.sentence(reading)

    assert found
    assert found.passage.typical
    assert found.text in reading.corpus.by_id[found.passage.place].text


def test_what_is_left_to_do(reading: CorpusReading) -> None:
    """In the order of the work, a few things; on a server, nothing that only the machine itself does."""
    assert [
        (t.kind, t.count) for t in first_screen.tasks(reading)
    ] == [("review", 2), ("suggestions", 1), ("orphans", 1)]
    ruled = first_screen.tasks(reading, {"disagreements": 4})
    assert [t.kind for t in ruled] == ["review", "suggestions", "disagreements", "orphans"]
    assert [t.kind for t in first_screen.tasks(reading, {"voices": 2})][:2] == ["voices", "review"]
    signed = replace(reading, corpus=replace(reading.corpus, opened=None, signed=frozenset({"E01"})))
    assert [t.kind for t in first_screen.tasks(signed)][:3] == ["review", "take_away", "suggestions"]
    assert [t.kind for t in first_screen.tasks(reading, here=False)] == ["suggestions", "orphans"]


def test_a_signature_that_no_run_knows_is_left_to_take_in(reading: CorpusReading) -> None:
    """Once every review is signed, an update is what is left; until then, the reviews that are missing."""
    one = [(t.kind, t.count) for t in first_screen.tasks(reading, signed={"E01"})]
    both = [(t.kind, t.count) for t in first_screen.tasks(reading, signed={"E01", "E02"})]

    assert one == [("review", 1), ("suggestions", 1), ("orphans", 1)]
    assert both == [("signed", 2), ("suggestions", 1), ("orphans", 1)]


def test_a_theme_names_people_with_and_without(reading: CorpusReading) -> None:
    """People stand on one side or the other, by attribute too, with their number."""
    theme = theme_view(reading, reading.corpus.themes[0])
    shares = by_value(reading, theme.people, "champ")

    assert theme.among.without == {"Annick"}
    assert [(s.value, s.with_it, s.total) for s in shares] == [("budget", 1, 1), ("logement", 0, 1)]
    assert [g.topic for g in theme.groupings] == [0]


def test_downloads_say_what_they_are(reading: CorpusReading) -> None:
    """CSV and workbook hold the same rows, each marked « corpus fictif », and nothing that must not be quoted."""
    text = downloads.as_csv(reading.corpus, reading.passages).decode("utf-8-sig")
    rows = list(csv.reader(StringIO(text), delimiter=";"))
    book = load_workbook(BytesIO(downloads.as_xlsx(reading.corpus, reading.passages)))

    assert [row[-1] for row in rows[1:]] == ["corpus fictif, pseudonymisé"] * 3
    assert "ne le citez pas" not in text
    assert [list(r) for r in book[ui_words.EXTRACTS].iter_rows(values_only=True, max_col=1)] == [[r[0]] for r in rows]
    assert any("Corpus fictif" in str(row[0]) for row in book[ui_words.ABOUT_SHEET].iter_rows(values_only=True))


def test_the_tables_of_an_empty_study_are_empty(empty_study: Path) -> None:
    """A study without tables is no error: there is nothing to read yet."""
    assert read(study_data.corpus(Study(empty_study))).passages == ()
