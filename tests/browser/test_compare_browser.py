"""In a real browser: a cell of the matrix opens on its passages, a figure is taken away as SVG, nothing leaves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from dashboard.words import compare_wording

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
]
Serve = Callable[[Path], AbstractContextManager[str]]
PAGES = [
    "matrice", "matrice?vue=cadre", "matrice?vue=deroule", "matrice?vue=parole", "cooccurrences?a=A1&b=A3",
    "saturation", "questionnaire",
]
PATIENCE = 60

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"aucun Chromium à {CHROMIUM} : rien à piloter")


@pytest.fixture
def address(small_study: Path, serve: Serve) -> Iterator[str]:
    """The dashboard served on the small study."""
    with serve(small_study) as found:
        yield found


@pytest.fixture
def page() -> Iterator[Page]:
    """A page of Chromium."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright n'est pas installé")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        opened = browser.new_page(viewport={"width": 1280, "height": 900}, locale="fr-FR")
        opened.set_default_timeout(PATIENCE * 1000)
        yield opened
        browser.close()


def test_comparisons_lead_back_to_the_text_and_can_be_taken_away(address: str, page: Page, tmp_path: Path) -> None:
    """Each page opens without error or foreign request; the SVG bears French words; a cell leads to its passage."""
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).hostname or ""))
    for name in PAGES:
        page.goto(f"{address}/{name}")
        page.locator(".tete h1").wait_for()
        page.wait_for_timeout(500)
        assert page.locator('[data-testid="stException"]').count() == 0

    page.goto(f"{address}/saturation")
    button = page.locator(".modebar-btn").first
    button.wait_for(state="attached")
    assert button.get_attribute("data-title") == compare_wording.SVG
    with page.expect_download() as taken:
        button.click(force=True)
    taken.value.save_as(tmp_path / "figure.svg")
    assert "ordre du terrain" in (tmp_path / "figure.svg").read_text("utf-8")

    page.goto(f"{address}/matrice?lignes=code&colonnes=champ")
    page.locator('a[href*="code=A3"][href*="champ=budget"]').first.click()
    page.get_by_text("1 personne, 1 extrait").wait_for()
    assert asked <= {"127.0.0.1", ""}
