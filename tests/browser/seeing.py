"""A page of the dashboard → settled, pressed, and what went wrong on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from playwright.sync_api import Page

EXCEPTION = '[data-testid="stException"], .panne'


def settled(page: Page, address: str = "") -> None:
    """Open a page, or wait for the one that is open, until its script has run to its end and nothing moves any more."""
    if address:
        page.goto(address)
    page.locator(".tete h1").wait_for()
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for()
    # Streamlit fetches its widgets one by one, and what takes their place meanwhile is not as high.
    # What the page showed before stays beside what replaces it until the script has ended.
    page.wait_for_function("() => !document.querySelector('[data-testid=stSkeleton], [data-stale=true]')")


def failed(page: Page) -> bool:
    """Tell whether the page shows an error of the program."""
    return page.locator(EXCEPTION).count() > 0


def press(page: Page, key: str, where: str, held: str = "review") -> None:
    """Press a key that asks for something, and wait until the component ``where`` shows another state."""
    before = page.locator(where).evaluate(f"root => root.{held}.token")
    page.keyboard.press(key)
    page.wait_for_function(f"old => document.querySelector('{where}')?.{held}?.token !== old", arg=before)
