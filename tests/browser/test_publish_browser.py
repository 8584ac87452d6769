"""In a real browser, a passage to quote is attributed, measured, and leaves in a file that holds it to the byte."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from dashboard.words import publish_wording as wording
from dashboard.words import suggestion_wording
from pipeline import decisions
from pipeline.exchange.documents.formats import FORMATS
from pipeline.study import Study
from tests.quote_study import SAID, starred

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]
Serve = Callable[[Path], AbstractContextManager[str]]
PATIENCE = 60

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"aucun Chromium à {CHROMIUM} : rien à piloter")


@pytest.fixture
def page(small_study: Path, serve: Serve) -> Iterator[Page]:
    """The page Citations, opened by Inès on what Claire starred."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright n'est pas installé")
    starred(small_study)
    with serve(small_study) as address, playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        opened = browser.new_page(viewport={"width": 1280, "height": 1400}, locale="fr-FR")
        opened.set_default_timeout(PATIENCE * 1000)
        asked: set[str] = set()
        opened.on("request", lambda request: asked.add(urlsplit(request.url).hostname or ""))
        opened.goto(f"{address}/citations")
        opened.get_by_text(wording.WHO).click()
        opened.get_by_label(suggestion_wording.NAME).fill("Inès")
        opened.get_by_role("button", name=suggestion_wording.NAME_START).click()
        opened.get_by_text(wording.PREPARE).wait_for()
        yield opened
        assert asked <= {"127.0.0.1", ""}
        browser.close()


def test_a_quote_is_cut_and_leaves_to_the_byte(page: Page, small_study: Path, tmp_path: Path) -> None:
    """Words typed are left out under the coder's name; files hold what is left, letter for letter."""
    page.get_by_text(wording.PREPARE).click()
    page.get_by_label(wording.CUT_WORDS).fill("tout le temps")
    page.get_by_role("button", name=wording.CUT, exact=True).click()
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
