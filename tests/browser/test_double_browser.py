"""In a real browser, an arbiter rules with one key and a reason, and the line is in the arbiter's own file."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dashboard.pages.double_codage import gestures
from dashboard.ui.sentences import coding_phrases
from dashboard.words import coding_words
from pipeline.anchoring import decisions
from pipeline.model.decision_rows import Arbitration
from pipeline.model.study import Study
from tests.browser import seeing
from tests.browser.conftest import Person
from tests.double_coding import doubled

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def page(address: str, person: Person, small_study: Path) -> Page:
    """The page Double codage, opened by Inès on what Claire and Noé coded."""
    doubled(small_study)
    opened = person(viewport={"width": 1280, "height": 900})
    opened.goto(f"{address}/double_codage?a=claire&b=noe")
    opened.get_by_label(coding_words.NAME).fill("Inès")
    opened.get_by_role("button", name=coding_words.NAME_START).click()
    # One reads before: the gestures of the named begin when the page says who they are.
    opened.locator("p", has_text=f"{coding_words.CODES_AS} Inès").wait_for()
    opened.get_by_label(coding_words.NAME).wait_for(state="detached")
    opened.locator(".desaccord header").first.wait_for()
    return opened


press = partial(seeing.press, where=".desaccord")


def written(study: Path) -> list[Arbitration]:
    return decisions.read(Study(study), Arbitration)


def test_an_arbiter_rules_with_a_key_and_a_reason(page: Page, small_study: Path) -> None:
    """Both texts stand side by side; without a reason nothing is written; a digit and a letter write a line."""
    assert page.locator(".lecture-de").count() == 2
    assert page.locator("mark.premiere").inner_text() == "tout le temps. Je fais les papiers"
    assert page.locator("mark.seconde").count() == 0
    page.keyboard.press("a")
    page.locator(".desaccord .alerte").wait_for()
    assert not written(small_study)

    page.keyboard.press("2")
    press(page, "a")
    page.get_by_text(coding_phrases.left_to_arbitrate(0, 1)).wait_for()

    line, = written(small_study)
    assert (line.file, line.decision, line.code) == ("arbitrations/Inès.csv", "add", "A1")
    assert (line.reason, line.about) == (gestures.REASONS[1], "E01-1-A1-claire")
    press(page, "z")
    page.get_by_text(coding_phrases.left_to_arbitrate(1, 1)).wait_for()
    assert [a.decision for a in written(small_study)] == ["add", "undo"]


def test_letters_of_a_reason_rule_nothing(page: Page, small_study: Path) -> None:
    """A reason typed by hand is kept as typed; another reading takes the code and the ends chosen."""
    page.keyboard.press("r")
    page.keyboard.type("abandon du mot")
    assert not written(small_study)
    page.keyboard.press("Enter")
    page.keyboard.press("o")
    page.get_by_label("Code", exact=True).last.select_option("A3")
    before = page.locator(".desaccord").evaluate("root => root.review.token")
    page.locator("[data-act=confirm]").click()
    page.wait_for_function("old => document.querySelector('.desaccord').review.token !== old", arg=before)

    line, = written(small_study)
    assert (line.decision, line.code, line.reason) == ("modify", "A3", "abandon du mot")
