"""In a real browser, a passage to quote is attributed, measured, and leaves in a file that holds it to the byte."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dashboard.pages.citations import gestures
from dashboard.words import coding_words, ui_words
from pipeline.anchoring import decisions
from pipeline.model.study import Study
from pipeline.pseudonymise.leak_search.file_texts import text_of
from pipeline.publish.documents.formats import FORMATS
from tests.browser import seeing
from tests.browser.conftest import Person
from tests.quote_study import SAID, starred

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def page(address: str, person: Person, small_study: Path) -> Page:
    """The page Citations, opened by Inès on what Claire starred."""
    starred(small_study)
    opened = person(viewport={"width": 1280, "height": 1400})
    opened.goto(f"{address}/citations")
    opened.get_by_text(gestures.WHO).click()
    opened.get_by_label(coding_words.NAME).fill("Inès")
    opened.get_by_role("button", name=coding_words.NAME_START).click()
    opened.get_by_text(gestures.PREPARE).wait_for()
    return opened


def test_a_quote_is_cut_and_leaves_to_the_byte(page: Page, small_study: Path, tmp_path: Path) -> None:
    """Words typed are left out under the coder's name; files hold what is left, letter for letter."""
    page.get_by_text(gestures.PREPARE).click()
    page.get_by_label(gestures.CUT_WORDS).fill("tout le temps")
    page.get_by_role("button", name=gestures.CUT_THEM, exact=True).click()
    page.locator(".coupure").wait_for()

    (line,) = decisions.quotes(Study(small_study))
    assert (line.author, line.decision, line.value) == ("Inès", "cuts", "2-4")
    for kind in ("docx", "odt"):
        with page.expect_download() as given:
            page.get_by_role("button", name=FORMATS[kind].name).click()
        given.value.save_as(tmp_path / f"citations.{kind}")
        assert "corpus-fictif" in given.value.suggested_filename
        content = (tmp_path / f"citations.{kind}").read_bytes()
        assert FORMATS[kind].quotations(content) == [SAID.replace("tout le temps", "[...]").replace("].", "] .")]


@pytest.mark.parametrize("where", ["extraits?code=A3", "themes?theme=temps", "grille?code=A3"])
def test_the_passages_one_looks_at_leave_in_a_document(
    address: str, person: Person, small_study: Path, tmp_path: Path, where: str
) -> None:
    """Extracts with their filters, a theme, a code: a Word document holds their words to the byte, and the way back."""
    starred(small_study)
    opened = person(viewport={"width": 1280, "height": 1400})
    seeing.settled(opened, f"{address}/{where}")
    opened.get_by_text(ui_words.TAKE_PASSAGES).click()
    with opened.expect_download() as given:
        opened.get_by_role("button", name=FORMATS["docx"].name).click()
    given.value.save_as(tmp_path / "passages.docx")

    content = (tmp_path / "passages.docx").read_bytes()
    assert FORMATS["docx"].quotations(content) == ["On court tout le temps."]
    assert "transcription E01, tour de parole 1" in text_of(content)
