"""In a real browser, a passage to quote is attributed, measured, and leaves in a file that holds it to the byte."""

from __future__ import annotations

import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import docx
import pytest

from dashboard.pages.citations import gestures
from dashboard.pages.tables import view as tables
from dashboard.words import coding_words, ui_words
from pipeline.anchoring import decisions
from pipeline.model.study import Study
from pipeline.pseudonymise.leak_search.file_texts import text_of
from pipeline.publish.documents.formats import FORMATS
from pipeline.publish.projects import deposit
from pipeline.publish.quotes import manuscript_words
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


def test_an_article_is_read_on_the_page_of_the_report(
    address: str, person: Person, small_study: Path, tmp_path: Path
) -> None:
    """A quote leads to its passage, one that changed is told; a copy bears comments, the links are kept."""
    starred(small_study)
    manuscript = docx.Document()
    manuscript.add_paragraph("Elle dit « On court tout le temps » et « Je fais vraiment les papiers à leur place ».")
    manuscript.save(str(tmp_path / "article.docx"))
    opened = person(viewport={"width": 1280, "height": 1400})
    seeing.settled(opened, f"{address}/rapport")
    opened.locator("[data-testid=stFileUploader] input").set_input_files(tmp_path / "article.docx")
    opened.locator("ol.article li").nth(1).wait_for()
    first, second = opened.locator("ol.article li").all()
    assert manuscript_words.STATUS["exact"] in first.inner_text()
    assert manuscript_words.STATUS["changed"] in second.inner_text()
    with opened.expect_download() as given:
        opened.get_by_role("button", name=manuscript_words.TAKE_COPY).click()
    given.value.save_as(tmp_path / "relu.docx")
    assert len(docx.Document(str(tmp_path / "relu.docx")).comments) == 2
    with opened.expect_download() as kept:
        opened.get_by_role("button", name=manuscript_words.TAKE_LINKS).click()
    kept.value.save_as(tmp_path / "liens.csv")
    assert "On court tout le temps" in (tmp_path / "liens.csv").read_text("utf-8")
    assert not seeing.failed(opened)


def test_a_deposit_is_prepared_and_taken_away(shown: str, person: Person, tmp_path: Path) -> None:
    """Of the demonstration, whose people are invented and whose interviews are signed: the archive is whole."""
    opened = person(viewport={"width": 1280, "height": 1400})
    seeing.settled(opened, f"{shown}/tables")
    opened.get_by_role("button", name=tables.PREPARE_DEPOSIT).click()
    take = opened.get_by_role("button", name=tables.TAKE_DEPOSIT)
    take.wait_for()
    with opened.expect_download() as given:
        take.click()
    given.value.save_as(tmp_path / "depot.zip")
    with zipfile.ZipFile(tmp_path / "depot.zip") as archive:
        assert {deposit.READ_ME, deposit.CRATE, deposit.CHECKSUMS} <= set(archive.namelist())
    assert not seeing.failed(opened)
