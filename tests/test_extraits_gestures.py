"""The page « Extraits »: what is ticked, what the bar says of it, and a search kept as a marker of a code."""

from __future__ import annotations

from html import unescape
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.pages.extraits import gestures, words
from dashboard.ui import coder
from dashboard.words import coding_words
from pipeline.anchoring import decisions
from pipeline.model.study import Study
from tests import test_dashboard_pages

SCREEN = Path(__file__).parent.parent / "dashboard/pages/extraits/page.py"


def opened(study: Path, monkeypatch: pytest.MonkeyPatch, who: str = "zoe", **address: str) -> AppTest:
    monkeypatch.setenv("FILIGRANE_STUDY", str(study))
    test = AppTest.from_file(str(SCREEN), default_timeout=60)
    test.session_state[coder.CODER] = who
    for name, value in address.items():
        test.query_params[name] = value
    return ran(test)


ALL_THREE = words.ALL.format("3 passages")


def ran(touched: Any) -> AppTest:
    """Run the page, or what was touched on it."""
    test: AppTest = touched.run()
    assert not test.exception
    return test


def shown(test: AppTest) -> str:
    return unescape(test_dashboard_pages.shown(test))


def press(test: AppTest, label: str) -> AppTest:
    return ran(next(b for b in test.button if b.label == label).click())


def test_nothing_is_offered_before_something_is_ticked(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One line says what can be done; no code, no button that would do nothing."""
    test = opened(small_study, monkeypatch)

    assert {b.label: b.proto.help for b in test.button} == {ALL_THREE: words.HINT}
    assert 'data-hit="E01:1:w0-w9"' in shown(test)


def test_all_are_coded_and_uncoded_from_the_bar(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The preview, one click, the confirmation beside it; then the same code can only be taken away."""
    test = press(opened(small_study, monkeypatch), ALL_THREE)
    ran(test.selectbox(key=gestures.CODE).select("A3"))
    assert "Coder : 3 passages (2 personnes, 2 entretiens). Déjà codés ainsi : 1 par claire, 1 par noe." in shown(test)

    press(test, words.DO_CODE)
    assert "A3 Temps : 3 passages codés." in shown(test)
    assert next(b for b in test.button if b.label == words.DO_CODE).disabled

    ran(test.selectbox(key=gestures.CODE).select("A1"))
    ran(test.selectbox(key=gestures.CODE).select("A3"))
    assert "Ce geste ne changerait rien. Déjà codés ainsi : 3 par vous, 1 par claire, 1 par noe." in shown(test)
    press(test, f"{words.UNCODE} (3)")
    assert "A3 Temps : retiré de 3 passages." in shown(test)
    assert {d.decision for d in decisions.codings(Study(small_study))} == {"remove"}


def test_a_memo_goes_on_every_passage_ticked(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is asked for before it is kept, and the field is clear afterwards."""
    test = press(opened(small_study, monkeypatch), ALL_THREE)
    assert words.NO_MEMO in shown(press(test, words.MEMO_KEEP))
    ran(test.text_area(key=gestures.MEMO).set_value("à comparer"))
    assert "Mémo gardé sur 3 passages." in shown(press(test, words.MEMO_KEEP))

    assert [d.memo for d in decisions.codings(Study(small_study))] == ["à comparer"] * 3
    assert test.text_area(key=gestures.MEMO).value == ""


def test_a_name_is_asked_for_before_anything_is_written(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who is nobody yet is asked who they are, in the bar; the gestures come then."""
    test = press(opened(small_study, monkeypatch, who=""), ALL_THREE)
    assert not [b for b in test.button if b.label == words.DO_CODE]
    test.text_input(key="coder:typed:page").set_value("Zoé")
    press(test, coding_words.NAME_START)
    assert [b for b in test.button if b.label == words.DO_CODE]


def test_boxes_of_other_pages_stay_ticked(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the browser tells is about the boxes it shows; a name that it does not show is not taken."""
    monkeypatch.setattr(st, "session_state", {gestures.TICKED: frozenset({"a", "b"})})
    monkeypatch.setattr(gestures.BOXES, "gesture", lambda: {"shown": ["b", "c"], "names": ["c", "z"]})
    gestures.obey()
    assert st.session_state[gestures.TICKED] == {"a", "c"}


def test_a_search_is_kept_as_a_marker_that_codes_nothing(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it finds is told before; it is written in the grid, and no coding is."""
    test = opened(small_study, monkeypatch, mots="« manque de temp »")
    ran(test.selectbox(key="extraits:rule:code").select("A3"))
    assert "Il se trouve dans 1 extrait, dont 1 de cette recherche." in shown(test)
    assert "Pour ce code, cela fera 1 de plus à relire." in shown(test)
    press(test, words.RULE_KEEP)

    assert "manque de temp*" in (small_study / "codebook/codebook.yaml").read_text("utf-8")
    assert decisions.codings(Study(small_study)) == []


def test_words_apart_make_no_marker(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A marker is words side by side: of others, the page says how to write them."""
    assert words.RULE_WORDS in shown(opened(small_study, monkeypatch, mots="temps papiers"))
