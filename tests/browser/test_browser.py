"""In a real browser, every page opens, nothing leaves the machine, and an excerpt leads to its passage."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.words import ui_words
from tests.browser.seeing import failed, settled

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGES = ["", "extraits", "lecture", "themes", "regroupements"]


def test_pages_open_and_an_excerpt_leads_to_its_passage(address: str, page: Page) -> None:
    """Every page opens without error or foreign request; « Lire dans l'entretien » shows the passage, and back."""
    for name in PAGES:
        settled(page, f"{address}/{name}")
        assert not failed(page), name

    page.goto(f"{address}/extraits?code=A3&par=person")
    page.get_by_text("1 personne, 1 passage").wait_for()
    page.get_by_role("link", name="Lire dans l'entretien").click()
    page.locator("#passage-demande").wait_for()
    page.wait_for_timeout(1000)

    assert "On court tout le temps." in page.locator("#passage-demande").inner_text()
    box = page.locator("#passage-demande").bounding_box()
    assert box
    assert 0 <= box["y"] <= 900
    page.go_back()
    page.get_by_text("1 personne, 1 passage").wait_for()


def test_a_filter_is_written_in_the_address(address: str, page: Page) -> None:
    """A page opened by its address has its menu; typed words go to the address, and come back from it."""
    page.goto(f"{address}/extraits")
    page.locator('[data-testid="stSidebarNav"]').get_by_text(ui_words.COMPARE).wait_for()
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
    page.locator(".seance .source").nth(3).wait_for()

    assert "<script>alert(1)</script> **gras** :smile: $x^2$ <b>et</b>" in page.locator(".seance").inner_text()
