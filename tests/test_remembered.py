"""Who codes is remembered by the browser of this machine: by no address, and nowhere where people log in."""

from __future__ import annotations

import html
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from dashboard.access import permissions
from dashboard.access.permissions import OWNER, ROLES, Visitor
from dashboard.ui import coder
from dashboard.words import coding_words

SCREENS = Path(__file__).parent.parent / "dashboard/pages"
SECONDS = 60
LOGGED = Visitor(ROLES["responsable"], "Noé")


def browser(monkeypatch: pytest.MonkeyPatch, study: Path, **kept: str) -> None:
    """Give what a browser sends: what it kept of this study."""
    monkeypatch.setenv("FILIGRANE_STUDY", str(study))
    held = {coder._cookie(what): value for what, value in kept.items()}
    monkeypatch.setattr(coder, "cookies_sent", lambda: held)


def opened(page: str, **address: str) -> AppTest:
    test = AppTest.from_file(str(SCREENS / f"{page}/page.py"), default_timeout=SECONDS)
    for name, value in address.items():
        test.query_params[name] = value
    return test.run()


def shown(test: AppTest) -> str:
    assert not test.exception
    return html.unescape("".join(node.proto.body for node in test.get("html")))


@pytest.mark.parametrize("page", ["lecture", "suggestions", "grille", "themes", "journal", "regroupements"])
def test_a_remembered_name_is_asked_no_more(small_study: Path, monkeypatch: pytest.MonkeyPatch, page: str) -> None:
    """Each page where one decides says who does, with one gesture to say that it is not them."""
    browser(monkeypatch, small_study, codeur="Ana%C3%AFs%20Bo")
    test = opened(page)
    if page == "regroupements":  # most of its views are only read
        test.segmented_control(key="vue").set_value("decide").run()

    assert "<strong>Anaïs Bo</strong>" in shown(test)
    assert test.button(key="coder:change").label == coding_words.NAME_CHANGE


def test_it_is_not_me(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One gesture, and the name is asked again; the browser is told to forget it."""
    browser(monkeypatch, small_study, codeur="Claire")
    test = opened("suggestions")
    test.button(key="coder:change").click().run()

    assert test.session_state[coder.CODER] == ""
    assert test.text_input(key="coder:typed:page").label == coding_words.NAME
    assert list(test.session_state[coder.KEPT].values()) == [""]


def test_a_name_given_once_is_kept_by_the_browser(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is written as a cookie may hold it, for this study, and never in the address."""
    browser(monkeypatch, small_study)
    test = opened("suggestions")
    test.text_input(key="coder:typed:page").input("Anaïs Bo")
    test.button[0].click().run()

    kept = test.session_state[coder.KEPT]
    assert list(kept.values()) == ["Ana%C3%AFs%20Bo"]
    assert next(iter(kept)).startswith("filigrane_codeur_")
    assert "Ana" not in str(dict(test.query_params))


@pytest.mark.parametrize("kept", ["../x", "%2E%2E%2Fx", "", "a" * 41, "<script>"])
def test_what_could_name_no_file_is_nobody(small_study: Path, monkeypatch: pytest.MonkeyPatch, kept: str) -> None:
    """A cookie is anybody's writing: it is checked as a name that is typed."""
    browser(monkeypatch, small_study, codeur=kept)
    monkeypatch.setattr(st, "session_state", {})

    assert coder.chosen() == ""


def test_an_address_names_nobody(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A link that holds a name neither gives one nor changes it."""
    browser(monkeypatch, small_study)
    assert opened("suggestions", codeur="Noé", coder="Noé").text_input(key="coder:typed:page")
    browser(monkeypatch, small_study, codeur="Claire")
    assert "<strong>Claire</strong>" in shown(opened("suggestions", codeur="Noé", coder="Noé"))


def test_another_study_is_another_place(
    small_study: Path, monkeypatch: pytest.MonkeyPatch, tmp_path_factory: pytest.TempPathFactory,
) -> None:
    """Two studies of one machine share a browser, not a name."""
    browser(monkeypatch, small_study, codeur="Claire")
    monkeypatch.setattr(st, "session_state", {})
    assert coder.chosen() == "Claire"

    monkeypatch.setenv("FILIGRANE_STUDY", str(tmp_path_factory.mktemp("autre")))
    assert coder.chosen() == ""


@pytest.mark.parametrize(("who", "expected"), [(OWNER, "Claire"), (LOGGED, "Noé"), (Visitor(("read",)), "")])
def test_the_name_of_a_login_is_the_only_one(
    small_study: Path, monkeypatch: pytest.MonkeyPatch, who: Visitor, expected: str,
) -> None:
    """Where people log in, a cookie says nothing and nothing is kept."""
    browser(monkeypatch, small_study, codeur="Claire")
    state: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", state)
    monkeypatch.setattr(permissions, "visitor", lambda: who)

    assert coder.chosen() == expected
    coder.name("Eva")
    assert bool(state.get(coder.KEPT)) is (who is OWNER)


def test_the_way_of_coding_is_remembered(small_study: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever decides before seeing is shown no suggestion because they opened the page again."""
    browser(monkeypatch, small_study, maniere="blind")
    monkeypatch.setattr(st, "session_state", {})
    assert coder.mode() == "blind"
    browser(monkeypatch, small_study, maniere="nothing of ours")
    assert coder.mode() == "assisted"
