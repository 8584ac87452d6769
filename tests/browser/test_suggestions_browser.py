"""In a real browser, a coder reviews suggestions with keys; alone first, nothing of the machine reaches the page."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dashboard.pages.suggestions import state as suggestions_words
from dashboard.words import coding_words
from pipeline.anchoring import decisions
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.study import Study
from tests.browser import seeing
from tests.browser.conftest import Person

if TYPE_CHECKING:
    from playwright.sync_api import Page

MANQUE = "On manque de temps, et personne ne le voit jamais vraiment dans les réunions."


@pytest.fixture
def page(address: str, person: Person) -> Page:
    """The suggestions of one session, which Claire has begun to review."""
    opened = person(viewport={"width": 1280, "height": 900})
    opened.goto(f"{address}/suggestions?entretien=E02&ordre=code")
    opened.get_by_label(coding_words.NAME).fill("Claire")
    opened.get_by_role("button", name=coding_words.NAME_START).click()
    opened.get_by_label(coding_words.NAME).wait_for(state="detached")
    opened.get_by_text(coding_words.WAYS["blind"], exact=True).wait_for()
    return opened


def choose(page: Page, way: str) -> None:
    """Choose how suggestions come."""
    page.get_by_text(coding_words.WAYS[way], exact=True).click()
    page.locator(".suggestion .source").wait_for()


press = partial(seeing.press, where=".suggestion")


def written(study: Path) -> list[CodingDecision]:
    return decisions.read(Study(study), CodingDecision)


def test_a_coder_reviews_with_keys(page: Page, small_study: Path) -> None:
    """Accept with a memo, then change: each key is a line of Claire's file; letters typed in a memo are letters."""
    page.locator(".suggestion header .code", has_text="A1 Mission").wait_for()
    memo = page.locator(".suggestion .memo textarea")
    memo.fill("")
    memo.press_sequentially("arm")
    assert memo.input_value() == "arm"
    assert not written(small_study)
    memo.press("Escape")
    press(page, "a")
    page.locator(".suggestion header .code", has_text="A3 Temps").wait_for()
    assert page.locator(".suggestion mark.indice").inner_text() == "manque de temps"
    page.keyboard.press("m")
    page.locator(".suggestion .codes-saisie").press("Enter")
    page.get_by_text(suggestions_words.ALL_DONE_TITLE).or_(page.get_by_text(suggestions_words.FILTERED_TITLE)).first.wait_for()

    lines = written(small_study)
    assert [(d.file, d.decision, d.mode, d.memo) for d in lines] == [
        ("codings/Claire.csv", "accept", "assisted", "arm"), ("codings/Claire.csv", "modify", "assisted", ""),
    ]


def test_refused_then_undone_the_suggestion_is_back(page: Page, small_study: Path) -> None:
    """R refuses and goes on; Z takes it back, and the same suggestion is in hand again."""
    page.locator(".suggestion header .code", has_text="A1 Mission").wait_for()
    press(page, "r")
    page.locator(".suggestion header .code", has_text="A3 Temps").wait_for()
    press(page, "z")
    page.locator(".suggestion header .code", has_text="A1 Mission").wait_for()

    assert [d.decision for d in written(small_study)] == ["refuse", "undo"]


def test_alone_first_nothing_of_the_machine_is_sent(page: Page, small_study: Path, received: list[bytes]) -> None:
    """Before the decision neither the page nor what the server sends holds a suggestion; then it is revealed."""
    # What the page showed before blind work was chosen has to have come whole.
    page.locator(".suggestion .source").wait_for()
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    received.clear()
    choose(page, "blind")
    page.get_by_text(suggestions_words.BLIND_ON[:40]).wait_for()
    page.locator('.suggestion[data-phase="blind"] .source', has_text=MANQUE).wait_for()
    seeing.settled(page)
    assert page.locator(".suggestion mark.indice, .suggestion header, .suggestion .raisons").count() == 0
    sent = b"".join(received)
    assert b"On manque de temps" in sent
    telling = (b"indice de ce code", b"extrait indice", b"probable", "à vérifier".encode(), b" v\\u00e9rifier")
    assert not [told for told in telling if told in sent]
    page.keyboard.press("c")
    page.locator(".suggestion .codes-saisie").press_sequentially("temps")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    press(page, "v")
    page.get_by_text("Accord sur 1 code sur 2.").wait_for()
    press(page, "a")
    page.get_by_text(coding_words.COMPARED["added"]).wait_for()

    assert [(d.decision, d.code, d.mode) for d in written(small_study)] == [
        ("add", "A3", "blind"), ("refuse", "A1", "blind"), ("accept", "A1", "assisted"),
    ]
