"""The demonstration, served and opened in Chromium → the images of the guide: ``python -m docs.images.make``."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

from dashboard.words import coding_words as words

ROOT = Path(__file__).parents[2]
# Each image, the address that it shows, and what has to be there before it is taken.
PAGES = {
    "enquete": ("", "section.theme"), "entretiens": ("entretiens", "table"),
    "concordance": ("extraits?mots=temps&vue=concordance&tri=apres", "table"),
    "lecture": ("lecture?entretien=E01", "h1"), "suggestions": ("suggestions?entretien=E06", "h1"),
    "grille": ("grille?code=A1", "h1"), "matrice": ("matrice", "table"),
}
SIZE = {"width": 1280, "height": 900}
SETTLED = 3000  # milliseconds


def main() -> int:
    """Write one image a page."""
    tests = _tests()
    with tests.served(ROOT) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=SIZE, locale="fr-FR")
        tests.hold(page)
        for name, (place, shown) in PAGES.items():
            page.goto(f"{address}/{place}")
            page.locator(f".stHtml {shown}").first.wait_for()
            if name == "suggestions":
                _begin(page)
            page.wait_for_timeout(SETTLED)
            page.screenshot(path=Path(__file__).with_name(f"{name}.png"))
    return 0


def _begin(page: Page) -> None:
    """Say who reviews, and see suggestions while deciding; nothing is written."""
    page.get_by_label(words.NAME).fill("Claire")
    page.get_by_role("button", name=words.NAME_START).click()
    page.get_by_text(words.WAYS["assisted"], exact=True).click()


def _tests() -> Any:
    # The tests' own way of serving, and of coming in: loaded from its file.
    spec = importlib.util.spec_from_file_location("browser_conftest", ROOT / "tests/browser/conftest.py")
    assert spec  # noqa: S101 - the file is there
    assert spec.loader  # noqa: S101
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


if __name__ == "__main__":
    sys.exit(main())
