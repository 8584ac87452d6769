"""The demonstration, served and opened in Chromium → the images of the guide: ``python -m docs.images.make``."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[2]
# Each image, the address that it shows, and what has to be there before it is taken.
PAGES = {
    "enquete": ("", "section.theme"), "entretiens": ("entretiens", "table"),
    "concordance": ("extraits?mots=temps&vue=concordance&tri=apres", "table"),
}
SIZE = {"width": 1280, "height": 800}


def main() -> int:
    """Write one image a page."""
    with _served()(ROOT) as address, sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=SIZE, locale="fr-FR")
        for name, (place, shown) in PAGES.items():
            page.goto(f"{address}/{place}")
            page.locator(f".stHtml {shown}").first.wait_for()
            page.wait_for_timeout(1000)
            page.screenshot(path=Path(__file__).with_name(f"{name}.png"))
    return 0


def _served():  # type: ignore[no-untyped-def] # noqa: ANN202 - the tests' own way of serving, loaded from its file
    spec = importlib.util.spec_from_file_location("browser_conftest", ROOT / "tests/browser/conftest.py")
    assert spec  # noqa: S101 - the file is there
    assert spec.loader  # noqa: S101
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.served


if __name__ == "__main__":
    sys.exit(main())
