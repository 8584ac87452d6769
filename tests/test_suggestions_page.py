"""The pages Suggestions à relire and Journal de bord: what they show, to whom, in which mode."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
import yaml
from streamlit.testing.v1 import AppTest

from dashboard.pages.journal import words
from dashboard.pages.suggestions import gestures as suggestion_gestures
from dashboard.pages.suggestions import state as suggestion_state
from dashboard.pages.suggestions.state import TURN
from dashboard.ui import coder
from dashboard.ui.sentences import coding_phrases as phrases
from dashboard.words import coding_words as wording
from pipeline.anchoring import decisions
from pipeline.model.contracts import Mode
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.study import Study

SCREENS = Path(__file__).parent.parent / "dashboard/pages"
SECONDS = 60
Shown = list[dict[str, Any]]


@pytest.fixture
def mounted(monkeypatch: pytest.MonkeyPatch) -> Shown:
    """What the component was given, which is all that the browser gets of a suggestion."""
    given: Shown = []
    monkeypatch.setattr(TURN, "mount", lambda shown, _: given.append(shown))
    return given


def opened(
    study: Path, monkeypatch: pytest.MonkeyPatch, page: str = "suggestions", *, mode: Mode = "assisted",
    who: str = "claire", **address: str,
) -> AppTest:
    monkeypatch.setenv("FILIGRANE_STUDY", str(study))
    monkeypatch.setattr(coder, "chosen", lambda: who)
    monkeypatch.setattr(coder, "mode", lambda: mode)
    test = AppTest.from_file(str(SCREENS / f"{page}/page.py"), default_timeout=SECONDS)
    for name, value in address.items():
        test.query_params[name] = value
    return test.run()


def shown(test: AppTest) -> str:
    assert not test.exception
    return html.unescape("".join(node.proto.body for node in test.get("html")))


def obey(monkeypatch: pytest.MonkeyPatch, gesture: str, **more: Any) -> None:
    """Do a gesture on the page as it is."""
    token = suggestion_state.page_state().token
    monkeypatch.setattr(TURN, "gesture", lambda: {"gesture": gesture, "token": token, **more})
    suggestion_gestures.on_gesture()


@pytest.fixture
def study(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The study of Claire, in assisted mode, outside any page."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(small_study))
    monkeypatch.setattr(coder, "chosen", lambda: "claire")
    monkeypatch.setattr(coder, "mode", lambda: "assisted")
    monkeypatch.setattr(st, "session_state", {})
    return small_study


def written(study: Path) -> list[CodingDecision]:
    return decisions.read(Study(study), CodingDecision)


def test_a_suggestion_is_shown_with_its_reasons_and_its_definition(
    small_study: Path, monkeypatch: pytest.MonkeyPatch, mounted: Shown
) -> None:
    """One passage, its code, its level in words, why, the definition beside, how many are left."""
    said = shown(opened(small_study, monkeypatch, code="A3", entretien="E02"))

    assert mounted[-1]["case"]["label"] == "A3 Temps"
    assert mounted[-1]["case"]["level"] == "probable"
    assert mounted[-1]["case"]["why"][0] == "Le passage contient un indice de ce code : « manque de temps »."
    assert "Le temps manque." in said
    assert "1 suggestion à relire." in said


def test_in_blind_mode_nothing_of_the_machine_is_sent(
    small_study: Path, monkeypatch: pytest.MonkeyPatch, mounted: Shown
) -> None:
    """Before the decision: no code suggested, no reason, no word marked, no choice of code, no count of suggestions."""
    said = shown(opened(small_study, monkeypatch, mode="blind", code="A3", ordre="incertaines"))

    assert mounted[-1]["phase"] == "blind"
    assert mounted[-1]["case"] is mounted[-1]["reveal"] is None
    assert "indice" not in str(mounted[-1]["turn"])
    telling = (*wording.LEVELS.values(), "relue", " registre", suggestion_state.ALIKE)
    assert [told for told in telling if told in said] == []


@pytest.mark.parametrize(
    ("mode", "title"), [("manual", suggestion_state.MANUAL_TITLE), ("assisted", suggestion_state.HIDDEN_TITLE)]
)
def test_who_codes_by_hand_sees_no_suggestion(
    mode: Mode, title: str, small_study: Path, monkeypatch: pytest.MonkeyPatch, mounted: Shown
) -> None:
    """By choice of the coder or of the study, the page says so and offers to read by hand."""
    if title == suggestion_state.HIDDEN_TITLE:
        params = {"study": {"title": "T", "fictional": True, "suggestions": "hidden"}}
        (small_study / "params.yaml").write_text(yaml.safe_dump(params), "utf-8")
    said = shown(opened(small_study, monkeypatch, mode=mode))

    assert title in said
    assert suggestion_state.READ_BY_HAND in said
    assert not mounted


def test_nobody_reviews_without_a_name(small_study: Path, monkeypatch: pytest.MonkeyPatch, mounted: Shown) -> None:
    """Whoever comes is told what waits and reads passages; no suggestion shows, and « ../x » is refused."""
    test = opened(small_study, monkeypatch, who="")
    assert phrases.waiting(3) in shown(test)
    test.text_input(key="coder:typed:page").input("../x")
    test.button[0].click().run()

    assert "« ../x »" in shown(test)
    assert {(given["phase"], given["case"], given["reveal"]) for given in mounted} == {("blind", None, None)}


@pytest.mark.parametrize("gesture", sorted({*suggestion_gestures.HANDS.does} - suggestion_gestures.HANDS.reading))
def test_a_gesture_of_nobody_writes_nothing(study: Path, monkeypatch: pytest.MonkeyPatch, gesture: str) -> None:
    """Whoever has not said who they are reads: nothing is revealed to them, and no file is touched."""
    monkeypatch.setattr(coder, "chosen", lambda: "")
    obey(monkeypatch, gesture, codes=["A1"], code="A1")

    assert st.session_state[suggestion_state.ERROR] == suggestion_state.NOBODY
    assert suggestion_state.page_state().phase == "blind"
    assert not written(study)


def test_an_empty_choice_says_what_to_do(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A code without suggestion in a session leads back to all of them."""
    said = shown(opened(small_study, monkeypatch, code="A1", entretien="E01"))

    assert suggestion_state.FILTERED_TITLE in said
    assert suggestion_state.SEE_ALL in said


def test_gestures_write_the_coder_s_lines(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Accept with a memo, refuse, undo, other code and ends: one line each, in their file, naming what it answers."""
    obey(monkeypatch, "accept", memo="Net.")
    obey(monkeypatch, "refuse")
    obey(monkeypatch, "undo")
    obey(monkeypatch, "modify", code="A3", start=0, end=2)

    found = written(study)
    assert [(d.file, d.decision, d.mode, d.memo) for d in found] == [
        ("codings/claire.csv", "accept", "assisted", "Net."), ("codings/claire.csv", "refuse", "assisted", ""),
        ("codings/claire.csv", "undo", "assisted", ""), ("codings/claire.csv", "modify", "assisted", ""),
    ]
    assert found[2].replaces == found[1].id
    assert found[3].replaces == found[1].replaces
    assert (found[3].first_word, found[3].last_word, found[3].quote) == (0, 0, "On")


@pytest.mark.parametrize(
    ("gesture", "more"), [("modify", {"code": "Z9"}), ("next", {"token": "old"}), ("blind", {"codes": []}), ("x", {})]
)
def test_what_cannot_be_done_is_told_and_writes_nothing(
    gesture: str, more: dict[str, Any], study: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A code that is not in the grid, a screen that has changed, a gesture that nobody knows."""
    obey(monkeypatch, gesture, **more)

    assert st.session_state[suggestion_state.ERROR]
    assert not written(study)


def test_after_a_blind_decision_a_change_is_written_as_assisted(study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The decision alone stays; what the reveal changed is another line; the next passage follows; undo goes back."""
    monkeypatch.setattr(coder, "mode", lambda: "blind")
    st.session_state[suggestion_state.HELD] = "E02:1:w0-w9"
    obey(monkeypatch, "blind", codes=["A3"])
    on = suggestion_state.page_state()
    assert (on.phase, [c.code for c in on.differing]) == ("reveal", ["A1"])
    obey(monkeypatch, "accept", code="A1")
    assert not suggestion_state.page_state().differing
    obey(monkeypatch, "next")

    assert suggestion_state.page_state().phase == "blind"
    assert [(d.decision, d.code, d.mode) for d in written(study)] == [
        ("add", "A3", "blind"), ("refuse", "A1", "blind"), ("accept", "A1", "assisted"),
    ]


def test_the_journal_shows_a_memo_as_soon_as_it_is_written(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A memo on nothing in particular is a line of its author, shown on the page."""
    test = opened(small_study, monkeypatch, "journal")
    assert words.EMPTY in shown(test)

    test.text_area(key="journal:text").input("Revenir sur <l'école>.")
    test.button(key="journal:save").click().run()

    assert "Revenir sur <l'école>." in shown(test)
    line, = written(small_study)
    assert (line.author, line.decision, line.session, line.memo) == ("claire", "memo", "", "Revenir sur <l'école>.")


def test_the_first_screen_leads_to_what_is_left_to_do(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Suggestions are a button to their page; the private page is linked only where the menu has it."""
    said = shown(opened(small_study, monkeypatch, "enquete"))
    assert '<a href="suggestions" target="_self" class="lien bouton">1 suggestion à relire</a>' in said
    assert 'href="pseudonymisation"' not in said

    test = AppTest.from_file(str(SCREENS / "enquete/page.py"), default_timeout=SECONDS)
    test.session_state["review:here"] = True
    way = '<a href="pseudonymisation" target="_self" class="lien bouton">Pseudonymisation à relire et à signer : 2'
    assert way in shown(test.run())
