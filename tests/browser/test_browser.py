"""In a real browser, every page opens, nothing leaves the machine, and an excerpt leads to its passage."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from dashboard.words import wording

if TYPE_CHECKING:
    from playwright.sync_api import Page

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update", "--disable-sync",
]
Serve = Callable[[Path], AbstractContextManager[str]]
PAGES = ["", "extraits", "lecture", "themes", "regroupements"]
PATIENCE = 60

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"aucun Chromium à {CHROMIUM} : rien à piloter")


@pytest.fixture
def address(small_study: Path, serve: Serve) -> Iterator[str]:
    """The dashboard served on the small study, as ``filigrane dashboard`` serves it."""
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


def test_pages_open_and_an_excerpt_leads_to_its_passage(address: str, page: Page) -> None:
    """Every page opens without error or foreign request; « Lire dans l'entretien » shows the passage, and back."""
    asked: set[str] = set()
    page.on("request", lambda request: asked.add(urlsplit(request.url).hostname or ""))
    for name in PAGES:
        page.goto(f"{address}/{name}")
        page.locator(".tete h1").wait_for()
        page.wait_for_timeout(500)
        assert page.locator('[data-testid="stException"]').count() == 0

    page.goto(f"{address}/extraits?code=A3&par=person")
    page.get_by_text("1 personne, 1 extrait").wait_for()
    page.get_by_role("link", name="Lire dans l'entretien").click()
    page.locator("#passage-demande").wait_for()
    page.wait_for_timeout(1000)

    assert "On court tout le temps." in page.locator("#passage-demande").inner_text()
    box = page.locator("#passage-demande").bounding_box()
    assert box
    assert 0 <= box["y"] <= 900
    page.go_back()
    page.get_by_text("1 personne, 1 extrait").wait_for()
    assert asked <= {"127.0.0.1", ""}  # the scripts of our own pieces are in memory, and have no host


def test_a_filter_is_written_in_the_address(address: str, page: Page) -> None:
    """A page opened by its address has its menu; typed words go to the address, and come back from it."""
    page.goto(f"{address}/extraits")
    page.locator('[data-testid="stSidebarNav"]').get_by_text(wording.COMPARE).wait_for()
    page.get_by_label("Chercher des mots").fill("ecole")
    page.get_by_label("Chercher des mots").press("Enter")
    page.get_by_text("1 personne, 1 extrait").wait_for()
    page.wait_for_url("**mots=ecole*")

    page.reload()
    page.get_by_text("1 personne, 1 extrait").wait_for()
    assert "l'école de mon cœur" in page.locator(".cartes").inner_text()


def test_words_of_the_corpus_never_run(address: str, page: Page) -> None:
    """A tag, Markdown, an emoji code and LaTeX that somebody said show as they are written."""
    page.goto(f"{address}/lecture?entretien=E01")
    page.locator(".seance").wait_for()

    assert "<script>alert(1)</script> **gras** :smile: $x^2$ <b>et</b>" in page.locator(".seance").inner_text()
