"""In a real browser every page opens, with much to show or nothing, asks nothing of anybody, and bars nobody."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dashboard.words import coding_words, reading_words
from dashboard.words.ui_words import FRENCH
from tests.browser.conftest import SCREENS, Serve
from tests.browser.seeing import failed, settled

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = os.environ.get("FILIGRANE_AXE", "")
SAID = """() => {
  const nodes = document.querySelectorAll("[aria-label], [title], [placeholder], [data-testid=stSkipToContent]");
  const said = (node) => ["aria-label", "title", "placeholder"].map((name) => node.getAttribute(name));
  return Array.from(nodes).flatMap((node) => [...said(node), node.textContent]);
}"""
GRAVE = {"serious", "critical"}


def test_every_page_opens_on_the_demonstration(shown: str, page: Page) -> None:
    """No page fails or asks anything of another machine; each says that the corpus is made up."""
    for name in SCREENS:
        settled(page, f"{shown}/{name}")
        assert not failed(page), name
        assert page.get_by_text("corpus fictif", exact=True).first.is_visible(), name


def test_every_page_opens_on_an_empty_study(empty_study: Path, serve: Serve, page: Page) -> None:
    """Before anything was computed no page fails, and each lets interviews be dropped."""
    with serve(empty_study) as address:
        for name in [n for n in SCREENS if n != "pseudonymisation"]:  # not in the menu before there is something
            settled(page, f"{address}/{name}")
            assert not failed(page), name
            page.locator('[data-testid="stFileUploader"]').wait_for()


@pytest.mark.skipif(not AXE, reason="FILIGRANE_AXE ne nomme pas axe.min.js : .ci/run le demande à npm")
def test_no_page_is_barred_to_anyone(shown: str, page: Page) -> None:
    """Axe-core finds no serious or critical violation in what is ours, on any page."""
    found = {name: violations(page, f"{shown}/{name}") for name in SCREENS}
    assert {name: some for name, some in found.items() if some} == {}


@pytest.mark.skipif(not AXE, reason="FILIGRANE_AXE ne nomme pas axe.min.js : .ci/run le demande à npm")
def test_what_opens_is_barred_to_no_one(address: str, page: Page) -> None:
    """The panel of a passage, a suggestion in hand, filters and what stands around an excerpt keep their contrast."""
    settled(page, f"{address}/lecture?entretien=E01")
    page.get_by_text(reading_words.TO_CODE, exact=True).click()
    page.get_by_label(reading_words.NAME).fill("Zoé")
    page.get_by_role("button", name=reading_words.NAME_START).click()
    page.locator(".seance.codable .outil").wait_for()
    page.locator(".source").nth(1).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("c")
    page.locator(".panneau .codes-saisie").wait_for()
    found = {"panneau": violations(page)}
    page.locator('[data-testid="stSidebarNav"]').get_by_text(coding_words.SUGGESTIONS).click()
    page.locator(".suggestion .source").wait_for()
    found["suggestion"] = violations(page)
    settled(page, f"{address}/extraits?code=A3")
    page.locator(".stExpander summary").first.click()
    for closed in page.locator(".carte details > summary").all():
        closed.click()
    found["filtres"] = violations(page)
    assert {name: some for name, some in found.items() if some} == {}


def violations(page: Page, address: str = "") -> list[str]:
    settled(page, address)
    page.add_script_tag(content=Path(AXE).read_text("utf-8"))
    said: dict[str, Any] = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    grave = [v for v in said["violations"] if v["impact"] in GRAVE]
    return [f"{v['id']}: {_target(n)}" for v in grave for n in v["nodes"] if ours(page, n)]


def _target(node: dict[str, Any]) -> str:
    return " ".join(str(part) for part in node["target"])


def ours(page: Page, node: dict[str, Any]) -> bool:
    """Tell what our pages draw from what Streamlit draws by itself."""
    inside = "(s) => Boolean(document.querySelector(s)?.closest('.stHtml, [data-testid=stBidiComponent], .seance'))"
    return bool(page.evaluate(inside, _target(node)))


def test_filters_follow_the_reader_and_the_way_back_works(address: str, page: Page) -> None:
    """A filter chosen in Extraits shows in Entretiens and Lecture, comes off there; « back » finds the view again."""
    menu = page.locator('[data-testid="stSidebarNav"]')
    settled(page, f"{address}/extraits?mots=reunions&vue=concordance")
    page.locator(".concordance .mots-dits").get_by_text("réunions").wait_for()
    menu.get_by_text("Entretiens", exact=True).click()
    page.get_by_text("personne, 1 entretien").wait_for()
    page.wait_for_url("**/entretiens*mots=reunions*")
    page.get_by_role("link", name="E02", exact=True).click()
    page.get_by_text("1 passage de cet entretien répond").wait_for()
    page.go_back()
    page.get_by_text("personne, 1 entretien").wait_for()
    page.get_by_role("button", name="Mots : reunions").click()
    page.get_by_text("personnes, 2 entretiens").wait_for()
    menu.get_by_text("Extraits", exact=True).click()
    page.get_by_text("2 personnes, 3 extraits").wait_for()
    assert "mots=" not in page.url


@pytest.mark.parametrize("name", ["", "extraits", "mise_a_jour"])
def test_what_streamlit_says_itself_is_said_in_french(shown: str, page: Page, name: str) -> None:
    """Labels that are read aloud, and the link to the content; texts that nobody knows stay as they are."""
    settled(page, f"{shown}/{name}")
    said = page.evaluate(SAID)

    assert "Aller au contenu" in said
    assert not FRENCH.keys() & set(said)
