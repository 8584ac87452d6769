"""In a real browser, a name given once stays after a reload and in another window, and goes to nobody else's."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dashboard.words import coding_words
from tests.browser.conftest import hold

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update",
    "--disable-sync",
]
Serve = Callable[[Path], AbstractContextManager[str]]
PATIENCE = 60

pytestmark = pytest.mark.skipif(not CHROMIUM.exists(), reason=f"aucun Chromium à {CHROMIUM} : rien à piloter")


@pytest.fixture
def browser() -> Iterator[Browser]:
    """One browser, where several people may each have their own."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright n'est pas installé")
    with playwright.sync_playwright() as driver:
        opened = driver.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield opened
        opened.close()


def window(of: BrowserContext, address: str) -> Page:
    """Open a window on the page Suggestions."""
    page = of.new_page()
    page.set_default_timeout(PATIENCE * 1000)
    hold(page)
    page.goto(address)
    return page


def known(page: Page, name: str) -> None:
    """Wait until the page says under which name one decides, and ask nothing."""
    page.locator("p", has_text=f"{coding_words.CODES_AS} {name}").wait_for()
    page.get_by_label(coding_words.NAME, exact=True).wait_for(state="detached")


def asked(page: Page) -> None:
    """Wait until the page asks for a name."""
    page.get_by_label(coding_words.NAME, exact=True).wait_for()


def test_a_name_given_once_is_remembered_by_one_browser_alone(
    small_study: Path, serve: Serve, browser: Browser
) -> None:
    """A reload, another window and a link that names another keep it; another browser asks; one gesture forgets."""
    hers, his = browser.new_context(locale="fr-FR"), browser.new_context(locale="fr-FR")
    with serve(small_study) as address:
        page = window(hers, f"{address}/suggestions")
        page.get_by_label(coding_words.NAME, exact=True).fill("Anaïs Bo")
        page.keyboard.press("Enter")
        known(page, "Anaïs Bo")
        page.wait_for_function("() => document.cookie.includes('filigrane_codeur_')")
        page.reload()
        known(page, "Anaïs Bo")
        assert "Ana" not in page.url
        known(window(hers, f"{address}/suggestions?codeur=Noé"), "Anaïs Bo")
        asked(window(his, f"{address}/suggestions?codeur=Noé"))

        page.get_by_role("button", name=coding_words.NAME_CHANGE).click()
        asked(page)
        page.wait_for_function("() => !document.cookie.includes('filigrane_codeur_')")
        page.reload()
        asked(page)
