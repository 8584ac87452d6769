"""In a real browser, a reader settles words before anything leaves, with keys alone, and takes it back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dashboard.words import coding_words, run_words
from pipeline.anchoring import decisions
from pipeline.model.study import Study
from pipeline.vault import private_names
from tests.browser import seeing
from tests.browser.conftest import Person
from tests.unsettled_study import DOUBTED, KNOWN, MEMO, write_unsettled

if TYPE_CHECKING:
    from playwright.sync_api import Page

press = partial(seeing.press, where=".reglage", held="settle")


@pytest.fixture
def page(address: str, person: Person, private_study: Path) -> Page:
    """The first screen's link to what is to be settled, followed by Claire."""
    write_unsettled(private_study)
    opened = person(viewport={"width": 1400, "height": 900})
    opened.goto(address)
    opened.get_by_role("link", name=run_words.TASK).click()
    opened.get_by_label(coding_words.NAME).fill("Claire")
    opened.get_by_role("button", name=coding_words.NAME_START).click()
    opened.locator(".reglage header").wait_for()
    seeing.settled(opened)
    return opened


def left(study: Path) -> list[str]:
    return [row.word for row in private_names.words_to_settle(Study(study))]


def test_words_are_settled_with_keys_and_taken_back(page: Page, private_study: Path) -> None:
    """On purpose with a reason, not a name, undone, masked: each is a line, and names nobody."""
    assert "2 mots à régler" in page.locator(".compte", has_text="régler").inner_text()
    head = page.locator(".reglage header")
    assert KNOWN in head.inner_text()
    assert f"{MEMO}, ligne 3" in page.locator(".reglage .phrase").inner_text()
    page.keyboard.press("k")
    assert left(private_study).count(KNOWN) == 1

    page.keyboard.press("v")
    page.locator(".changement input").fill("elle signe, ak")
    press(page, "Enter")
    assert DOUBTED in head.inner_text()
    press(page, "k")
    page.locator(".reglage header").wait_for(state="detached")
    assert left(private_study) == []
    assert "ce n'est pas un nom" in page.locator(".reglage .nouvelle").inner_text()

    press(page, "u")
    head.wait_for()
    assert left(private_study) == [DOUBTED, DOUBTED]
    press(page, "a")
    assert left(private_study) == []
    assert not seeing.failed(page)

    made = [d for d in decisions.leaks(Study(private_study)) if d.decision != "undo"]
    assert sorted((d.decision, d.reason) for d in made) == [("mask", ""), ("on_purpose", "elle signe, ak")]
    assert [d.action for d in decisions.identifiers(Study(private_study)) if d.action != "undo"] == ["replace"]
    content = "".join(p.read_text("utf-8") for p in (private_study / "decisions").rglob("*.csv"))
    assert not [name for name in (DOUBTED, "Karim", "Benali") if name in content]


def test_words_are_gone_through_and_chosen_in_the_list(page: Page, private_study: Path) -> None:
    """N and P go round; a click in the list takes a word in hand; nothing is written."""
    where = page.locator(".reglage header .discret")
    press(page, "n")
    assert "2 sur 3" in where.inner_text()
    press(page, "p")
    assert "1 sur 3" in where.inner_text()
    page.locator(".attente button", has_text=DOUBTED).last.click()
    page.locator(".reglage header", has_text=DOUBTED).wait_for()
    assert page.locator(".attente [aria-current]").count() == 1
    assert decisions.leaks(Study(private_study)) == []


@pytest.mark.parametrize("width", [1024, 1400])
def test_the_page_holds_in_its_width(page: Page, width: int) -> None:
    """No sentence, no button runs out of the screen."""
    page.set_viewport_size({"width": width, "height": 900})
    seeing.settled(page)
    assert page.evaluate("() => document.documentElement.scrollWidth <= innerWidth")
    box = page.locator(".reglage").bounding_box()
    assert box
    assert box["x"] + box["width"] <= width
