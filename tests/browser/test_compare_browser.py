"""In a real browser: a cell of the matrix opens on its passages, a figure is taken away as SVG, nothing leaves."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.words import ui_words
from tests.browser.seeing import failed, settled

if TYPE_CHECKING:
    from playwright.sync_api import Page

PAGES = [
    "matrice", "matrice?vue=cadre", "matrice?vue=deroule", "matrice?vue=parole", "cooccurrences?a=A1&b=A3",
    "saturation", "questionnaire", "regroupements", "regroupements?methode=reinert", "regroupements?methode=words",
]


def test_comparisons_lead_back_to_the_text_and_can_be_taken_away(address: str, page: Page, tmp_path: Path) -> None:
    """Each page opens without error or foreign request; the SVG bears French words; a cell leads to its passage."""
    for name in PAGES:
        settled(page, f"{address}/{name}")
        assert not failed(page), name

    page.goto(f"{address}/saturation")
    button = page.locator(".modebar-btn").first
    button.wait_for(state="attached")
    assert button.get_attribute("data-title") == ui_words.SVG
    with page.expect_download() as taken:
        button.click(force=True)
    taken.value.save_as(tmp_path / "figure.svg")
    assert "ordre du terrain" in (tmp_path / "figure.svg").read_text("utf-8")

    page.goto(f"{address}/matrice?lignes=code&colonnes=champ")
    page.locator('a[href*="code=A3"][href*="champ=budget"]').first.click()
    page.get_by_text("1 personne, 1 passage").wait_for()
