"""The pages of « Publier »: a gesture writes its line, nothing reserved shows, files leave when they may."""

from __future__ import annotations

import doctest
import re
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st
import yaml
from streamlit.testing.v1 import AppTest

from dashboard.data import publish_data, study_data
from dashboard.data.decisions_read import Decided
from dashboard.data.passages import read
from dashboard.pages.citations import gestures
from dashboard.pages.tables.view import PROJECT_FILES
from dashboard.ui.sentences import reading_phrases
from pipeline.anchoring import decisions
from pipeline.cli import main
from pipeline.model import store
from pipeline.model.decision_rows import QuoteVerb
from pipeline.model.study import Study
from pipeline.publish.documents.formats import FORMATS
from pipeline.publish.projects.project_files import TIMED
from pipeline.publish.quotes import quotes as writing
from pipeline.publish.quotes.quotes import Quote
from tests.conftest import COURT, TABLES
from tests.quote_study import PEOPLE, SAID, starred
from tests.test_dashboard_pages import PAGES, SECONDS, shown


@pytest.fixture
def study(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """A study with one passage to quote, and one that may not be."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(small_study))
    # Streamlit reads its settings once, where it stands when it is first asked for one.
    st.get_option("server.address")
    monkeypatch.chdir(small_study)
    return starred(small_study)


def page(name: str, coder: str = "", **address: str) -> AppTest:
    test = AppTest.from_file(str(PAGES / name), default_timeout=SECONDS)
    test.session_state["coder"] = coder
    for key, value in address.items():
        test.query_params[key] = value
    return test.run()


def first(study: Study) -> Quote:
    reading = read(study_data.corpus(study))
    lines = decisions.read(study, decisions.CodingDecision)
    said = publish_data.QuoteDecisions(tuple(decisions.quotes(study)))
    people = publish_data.PeopleSettings(PEOPLE["attributes"], PEOPLE["k"])
    return gestures.wall(reading, Decided(tuple(lines)), said, people).basket.quotes[0]


def test_examples_in_docstrings_are_true() -> None:
    """Every example that a docstring gives holds."""
    assert doctest.testmod(reading_phrases).failed == 0


@pytest.mark.usefixtures("study")
def test_the_basket_shows_what_may_be_quoted_and_counts_the_rest() -> None:
    """The starred passage is there with its question and its name; « ne le citez pas » is only counted."""
    test = page("citations/page.py")
    assert not test.exception
    assert "On court tout le temps." in shown(test)
    assert "Et une journée, comment se passe-t-elle ?" in shown(test)
    assert "(Denise)" in shown(test)
    assert "ne le citez" not in shown(test)
    assert "1 passage n&#39;est pas proposé ici" in shown(test)


@pytest.mark.usefixtures("study")
def test_without_a_name_nothing_can_be_decided() -> None:
    """Who has not said who they are sees the quotes, and no control."""
    assert not page("citations/page.py").multiselect("etat").value
    assert not [t for t in page("citations/page.py").toggle if "apart" in (t.key or "")]


def test_what_is_told_is_written_under_the_coder_s_name_and_measured(study: Study) -> None:
    """Choosing an attribute writes a line; the gauge says how many people fit, and less is proposed."""
    test = page("citations/page.py", "noe")
    test.multiselect(gestures.named(first(study), gestures.ATTRIBUTES)).set_value(["champ"]).run()

    (line,) = decisions.quotes(study)
    assert (line.author, line.decision, line.value) == ("noe", "attributes", "champ")
    assert "1 personne sur 2 correspond" in shown(test)
    assert gestures.NOT_LEAVING in shown(test)
    test.button(gestures.named(first(study), "instead0")).click().run()
    assert decisions.quotes(study)[-1].value == ""
    assert gestures.NOT_LEAVING not in shown(test)


def test_words_are_cut_and_put_back(study: Study) -> None:
    """« [...] » stands where the words typed were; words that are not there are refused in a sentence."""
    test = page("citations/page.py", "noe")
    test.text_input(gestures.named(first(study), gestures.WORDS)).set_value("tout le temps")
    _submit(test, gestures.CUT_THEM)
    assert first(study).texts[0].startswith("On court [...] .")
    test.text_input(gestures.named(first(study), gestures.WORDS)).set_value("jamais dits")
    _submit(test, gestures.CUT_THEM)
    assert "ne sont pas dans ce passage" in shown(test)
    test.button(gestures.named(first(study), "uncut")).click().run()
    assert first(study).texts[0] == COURT[: len(first(study).texts[0])]


def _submit(test: AppTest, label: str) -> None:
    next(b for b in test.button if b.label == label).click().run()


def test_a_second_name_and_an_answer_are_kept(study: Study) -> None:
    """The toggle gives a second name, the question keeps its answer with its reason."""
    test = page("citations/page.py", "noe")
    test.toggle(gestures.named(first(study), gestures.APART)).set_value(True).run()
    assert first(study).name.startswith("Enquêté·e ")
    assert first(study).name in shown(test)
    test.radio(gestures.named(first(study), gestures.ANSWER)).set_value("no")
    test.text_input(gestures.named(first(study), gestures.REASON)).set_value("rien de rare")
    _submit(test, gestures.KEEP)
    assert [(d.decision, d.value, d.reason) for d in decisions.quotes(study)] == [
        ("name", "apart", ""), ("colleague", "no", "rien de rare"),
    ]


def test_the_same_can_be_told_under_all(study: Study) -> None:
    """One choice, one line for each quote that bears a name."""
    test = page("citations/page.py", "noe")
    test.multiselect(gestures.EVERYWHERE).set_value(["milieu"])
    test.button("quotes:apply").click().run()
    assert first(study).told == (("milieu", "métropole"),)


def test_files_are_offered_in_four_kinds(study: Study) -> None:
    """Word, LibreOffice, Markdown, CSV; none as long as a real study is not reviewed."""
    test = page("citations/page.py")
    assert len(test.get("download_button")) == 4
    settings = yaml.safe_load((study / "params.yaml").read_text("utf-8"))
    settings["study"]["fictional"] = False
    (study / "params.yaml").write_text(yaml.safe_dump(settings), "utf-8")
    assert not page("citations/page.py").get("download_button")


def test_lines_run_on_only_where_some_are_broken(study: Study) -> None:
    """The choice is offered where a transcriber broke lines, and stands for what leaves only."""
    assert not [b for b in page("citations/page.py").checkbox if b.label == gestures.FLOWING]
    broken = [replace(t, text=t.text.replace(" ", "\n", 1)) for t in TABLES["anonymised"]]
    store.save(study, "anonymised", broken)
    store.save_tables(study / "build/tables", {"tables": TABLES | {"anonymised": broken}, "run": {"counts": {}}})
    test = page("citations/page.py")
    [choice] = [b for b in test.checkbox if b.label == gestures.FLOWING]

    assert choice.value is False
    assert len(choice.check().run().get("download_button")) == 4


def test_a_quote_that_is_not_on_disk_any_more_is_not_offered(study: Study) -> None:
    """A run changed the words since the tables were read: the place is named, with its link; nothing is offered."""
    other = [replace(t, text=t.text.replace("court", "courait")) for t in TABLES["anonymised"]]
    store.save(study, "anonymised", other)
    test = page("citations/page.py")
    assert not test.get("download_button")
    assert gestures.NOT_IDENTICAL in shown(test)
    way = r'href="lecture[^"]*passage=E01%3A1%3Aw0-w20"[^>]*>transcription E01, tour de parole 1</a>'
    assert re.search(way, shown(test))


@pytest.mark.usefixtures("study")
def test_the_address_filters_the_basket() -> None:
    """A shared link opens the same quotes."""
    assert gestures.NOTHING in shown(page("citations/page.py", etat="waiting"))
    assert "On court" in shown(page("citations/page.py", personne="Denise"))


@pytest.mark.usefixtures("study")
def test_the_report_asks_what_it_does_not_know() -> None:
    """The page shows the method and leaves the researcher's position in question."""
    test = page("rapport/page.py")
    assert not test.exception
    assert "☐ 8." in shown(test)
    assert len(test.get("download_button")) == len(FORMATS)


@pytest.mark.usefixtures("study")
def test_each_table_is_offered_in_three_kinds() -> None:
    """Every table that may leave has its three buttons, the matrix too; R, SPSS and each other tool have one."""
    test = page("tables/page.py")
    assert not test.exception
    buttons = [b.proto.label for b in test.get("download_button")]
    archive = "Tout pour R et SPSS (.zip)"
    assert buttons.count(archive) == 1
    buttons.remove(archive)
    for label in (label for files in PROJECT_FILES.values() for label, asked in files.values()
                  if asked.kind not in TIMED):
        buttons.remove(label)
    assert len(buttons) % 3 == 0
    assert {*buttons} == {"CSV", "Excel (.xlsx)", "Parquet"}


@pytest.mark.usefixtures("study")
@pytest.mark.parametrize("kind", [*FORMATS, "csv"])
def test_the_terminal_writes_the_same_quotes(kind: str, capsys: pytest.CaptureFixture[str]) -> None:
    """``filigrane export quotes`` gives the file that its name asks for, and says what stays."""
    assert main(["export", "quotes", f"citations.{kind}"]) == 0
    assert "Citations exportées : 1." in capsys.readouterr().err
    if kind in FORMATS:
        assert FORMATS[kind].quotations(Path(f"citations.{kind}").read_bytes()) == [SAID]


@pytest.mark.usefixtures("study")
@pytest.mark.parametrize(("command", "said"), [
    (["export", "quotes"], "Donnez le nom du fichier"), (["export", "quotes", "a.pdf"], ".docx, .odt, .md, .csv"),
    (["export", "report", "a.csv"], ".docx, .odt, .md"),
])
def test_what_cannot_be_written_is_said(command: list[str], said: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A missing name, an unknown kind: a sentence with the remedy."""
    assert main(command) == 1
    assert said in capsys.readouterr().err


def test_an_undone_line_leaves_the_one_before(study: Study) -> None:
    """To undo a choice gives back what held before it."""
    turns = study_data.corpus(study).turns
    writer = writing.QuoteWriter(author="ana", turns=turns)
    one = writing.tell(writer, first(study), ["champ"])
    two = replace(writing.tell(writer, first(study), ["milieu"]), replaces=one.id)
    undo = replace(writing.line(writer, first(study).passage, QuoteVerb.UNDO, ""), replaces=two.id)
    decisions.append(study, "noe", [one, two, undo])
    assert first(study).choice.attributes == ("champ",)
