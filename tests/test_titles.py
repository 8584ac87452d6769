"""Interviews are known by titles: no page, no file to read and no command shows the hash of a file's name."""

from __future__ import annotations

import doctest
import sys
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.data import study_data
from dashboard.data.decisions_read import asset, decided
from dashboard.pages.journal import entries as journal_files
from dashboard.pages.journal.view import rows as journal_rows
from dashboard.ui import downloads
from dashboard.ui.component import Component
from pipeline.anchoring import decisions
from pipeline.cli import main
from pipeline.cli.coder_study import Interviews
from pipeline.model.decision_rows import InterviewDecision, InterviewVerb
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.pseudonymise.people import titles
from pipeline.publish.quotes.basket import basket
from pipeline.publish.quotes.document import about, content, given
from tests.double_coding import doubled
from tests.quote_study import starred
from tests.titled_study import HASHES, hashed, hashes, seen, words_of

PAGES = Path(__file__).parent.parent / "dashboard/pages"
SECONDS = 60
COMPONENTS = {"double-turn", "coding-turns", "review-settle", "review-turn", "suggestion-turn"}
VIEWS: dict[str, list[dict[str, str]]] = {
    "matrice": [{"vue": v} for v in ("matrice", "cadre", "deroule", "parole")],
    "extraits": [{}, {"vue": "concordance", "mots": "temps"}],
    "pseudonymisation": [{"review:view": v} for v in ("proposals", "reading", "people", "settle")],
}
WALKS = [(p.parent.name, view) for p in sorted(PAGES.glob("*/page.py")) for view in VIEWS.get(p.parent.name, [{}])]


@pytest.fixture
def study(private_study: Path, monkeypatch: pytest.MonkeyPatch) -> Study:
    """A study with its private half, two coders and quotes, whose interviews nobody named."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(private_study))
    st.get_option("server.address")
    monkeypatch.chdir(private_study)
    doubled(private_study)
    starred(private_study)
    return hashed(private_study)


@pytest.mark.parametrize(("page", "view"), WALKS, ids=str)
@pytest.mark.parametrize("coder", ["", "claire"])
@pytest.mark.usefixtures("study")
def test_no_page_shows_a_hash(
    page: str, view: dict[str, str], coder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever looks, at every view of every page, reads titles."""
    given_: list[Any] = []
    monkeypatch.setattr(
        Component, "mount", lambda of, shown, *_, **__: given_.append(shown if of.key in COMPONENTS else ""),
    )
    test = AppTest.from_file(str(PAGES / page / "page.py"), default_timeout=SECONDS)
    test.session_state["coder"], test.session_state["review:here"] = coder, True
    for key, value in view.items():
        (test.session_state if ":" in key else test.query_params)[key] = value
    test.run()

    assert not test.exception
    assert hashes(f"{seen(test)}\n{words_of(given_)}") == set()


def test_the_walk_would_see_a_hash(study: Study) -> None:
    """The study has hashes wherever people look, and the walk reads what pages show."""
    test = AppTest.from_file(str(PAGES / "lecture/page.py"), default_timeout=SECONDS).run()

    assert set(HASHES.values()) == {t.session for t in study_data.corpus(study).anonymised}
    assert "Entretien 1" in seen(test)
    assert hashes(f"transcription {HASHES['E01']}, tour 3") == {HASHES["E01"]}


def test_no_file_to_read_shows_a_hash(study: Study) -> None:
    """Quotes and the journal name the title; the reference of a table goes on leading to the passage."""
    held, of = basket(given(study)), about(study)
    reading = study_data.reading()
    markdown = journal_files.as_markdown(reading.corpus, journal_rows(reading, decided(), asset())).decode()

    assert held.quotes
    assert hashes(content("md", list(held.quotes), held, of).decode()) == set()
    assert hashes(markdown) == set()
    table = downloads.passage_rows(reading.corpus, reading.passages)
    assert {row[1] for row in table[1:]} >= {"Entretien 1", "Entretien 2"}


@pytest.mark.parametrize("command", [
    ["review", "list", "--coder", "zoe"], ["arbitrate"], ["agreement"], ["export", "codings"], ["fiche"],
    ["consent", "Entretien 1", "1", "--level", "not_quotable", "--by", "claire"],
    ["consent", "Entretien 1", "99", "--level", "not_quotable", "--by", "claire"],
    ["review", "read", "Entretien 2", "--coder", "zoe"], ["sign", "inconnu", "--by", "claire"],
])
def test_no_command_shows_a_hash(study: Study, command: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    """What is printed, refusals among it, names interviews by their titles, which can be typed."""
    assert study
    main(command)

    said = capsys.readouterr()
    assert hashes(said.out + said.err) == set()


def test_an_interview_is_named_as_one_likes(study: Study) -> None:
    """Its title however it is written, or its identifier; what is nobody's is refused with those there are."""
    known = Interviews(study)

    assert known.find("entretien  1") == HASHES["E01"]
    assert known.find(HASHES["E02"]) == HASHES["E02"]
    with pytest.raises(FiligraneError, match="parmi : Entretien 1, Entretien 2"):
        known.find("Entretien 9")


def test_a_title_is_given_in_the_terminal(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    """The same decision as on screen; the interview is then known by it, and an empty one gives the neutral back."""
    assert main(["title", "Entretien 2", "Au  marché", "--by", "claire"]) == 0
    assert "« Entretien 2 » s'appelle maintenant « Au marché »" in capsys.readouterr().out
    assert Interviews(study).find("au marché") == HASHES["E02"]
    lines = decisions.read(study, InterviewDecision)
    assert [d.content for d in lines if d.decision == InterviewVerb.TITLE] == ["Au marché"]

    assert main(["title", "Au marché", "", "--by", "claire"]) == 0
    assert Interviews(study).called(HASHES["E02"]) == "Entretien 2"


def test_examples_in_docstrings_are_true() -> None:
    """Every example that a docstring gives holds."""
    for module in (titles, sys.modules[Study.__module__]):
        assert not doctest.testmod(module).failed
