"""« À régler avant de sortir »: what is shown of a word, what it holds back, the ways that lead to it."""

from __future__ import annotations

import html
from dataclasses import replace
from pathlib import Path

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.pages.pseudonymisation import settle
from dashboard.ui.coder import CODER
from dashboard.words import run_words
from pipeline.model import store
from pipeline.model.contracts import Unsettled
from pipeline.model.study import Study
from pipeline.vault import private_names
from tests.unsettled_study import DOUBTED, KNOWN, MEMO, write_unsettled

SCREENS = Path(__file__).parent.parent / "dashboard/pages"


@pytest.fixture
def study(private_study: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A study with words to settle, that the dashboard shows on this machine."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(private_study))
    option = st.get_option
    monkeypatch.setattr(st, "get_option", lambda n: "127.0.0.1" if n == "server.address" else option(n))
    return write_unsettled(private_study)


def opened(screen: str, **asked: str) -> AppTest:
    test = AppTest.from_file(str(SCREENS / f"{screen}/page.py"), default_timeout=60)
    test.session_state[CODER] = "claire"
    test.session_state["review:here"] = True
    for key, value in asked.items():
        test.query_params[key] = value
    return test.run()


def shown(test: AppTest) -> str:
    return html.unescape("".join(node.proto.body for node in test.get("html")))


def rows(study: Path) -> list[Unsettled]:
    return settle.ordered(private_names.words_to_settle(Study(study)), ())


def test_the_link_opens_what_is_to_be_settled(study: Path) -> None:
    """The address leads there once a reader is named, and says how many words wait."""
    test = opened("pseudonymisation", vue=run_words.ADDRESS)
    assert not test.exception
    assert study.exists()
    assert "2 mots à régler avant de sortir" in shown(test)
    assert "vue" not in test.query_params


def test_the_first_screen_and_the_exports_lead_there(study: Path) -> None:
    """What is left to do says so first, and what is held back says why; settled, both fall silent."""
    way = f"pseudonymisation?vue={run_words.ADDRESS}"
    assert way in shown(opened("enquete"))
    held = opened("extraits")
    assert not held.exception
    assert way in shown(held)
    store.save_json(study / "build/leaks.json", {"to_settle": {}})
    store.save(Study(study), "to_settle", [])
    assert way not in shown(opened("enquete"))
    assert way not in shown(opened("extraits"))


def test_each_word_stands_in_its_sentence_with_what_may_be_made_of_it(study: Path) -> None:
    """A name that is known, in a memo, comes first: to be corrected there, or on purpose; never « not a name »."""
    found = rows(study)
    data = settle.question_shown(found, found[0], {})
    assert [r.word for r in found] == [KNOWN, DOUBTED, DOUBTED]
    question = data["question"]
    assert question["before"] + question["word"] + question["after"] == found[0].sentence
    assert question["gestures"] == ["on_purpose"]
    assert f"{MEMO}, ligne 3" in question["written"]
    assert data["rows"][0]["current"]


def test_a_turn_is_named_by_its_file_and_leads_to_it(study: Path) -> None:
    """Whoever reviews knows an interview by the file they brought; what is made bears its name in French."""
    said = next(r for r in rows(study) if r.turn >= 0)
    data = settle.question_shown([said], said, {said.session: "entretien.docx (E01)"})
    assert data["question"]["place"] == f"entretien.docx (E01), tour {said.turn}"
    assert data["question"]["read"].startswith(f"lecture?entretien={said.session}")
    made = replace(said, turn=-1, session="", file="build/topics.parquet")
    assert settle.place(made, {}) == "regroupements par proximité (build/topics.parquet)"


def test_a_long_list_is_cut_around_the_word_in_hand(study: Path) -> None:
    """A few dozen words are listed at a time, and the others counted."""
    many = [replace(rows(study)[1], id=f"{n:032d}", line=n) for n in range(settle.LISTED + 12)]
    data = settle.question_shown(many, many[-1], {})
    assert len(data["rows"]) == settle.LISTED
    assert data["rows"][-1]["current"]
    assert data["more"] == "et 12 autres"


def test_the_next_question_is_one_that_is_still_asked(study: Path) -> None:
    """A gesture may settle several places: those are passed over, and the first follows the last."""
    found = rows(study)
    assert settle.after(found, found[0].id, found[1:]) == found[1].id
    assert settle.after(found, found[1].id, [found[0]]) == found[0].id
    assert settle.after(found, found[2].id, []) == ""


def test_a_study_never_searched_says_so(private_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Before a first run there is nothing to settle, and the page says what to do."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(private_study))
    option = st.get_option
    monkeypatch.setattr(st, "get_option", lambda n: "127.0.0.1" if n == "server.address" else option(n))
    test = opened("pseudonymisation", vue=run_words.ADDRESS)
    assert not test.exception
    assert private_names.NEVER_RUN in shown(test)
