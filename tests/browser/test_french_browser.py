"""What Streamlit says in English in the lists it opens is read in French; words of the corpus are left alone."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dashboard.ui import frame

if TYPE_CHECKING:
    from playwright.sync_api import Page

OPENED = """() => {
  document.body.insertAdjacentHTML("beforeend", `<div role="listbox" id="list"><div role="option">Select all</div>
    <div role="option" id="some">Select 3 matches</div><div role="option">Select some</div></div><p>Select all</p>`);
}"""
TYPED = "() => { document.querySelector('#some').firstChild.nodeValue = 'Select 12 matches'; }"


def test_a_list_that_opens_is_in_french(page: Page) -> None:
    """« Select all » as it appears, « Select 12 matches » as one types; the same words elsewhere are somebody's."""
    page.set_content("<body></body>")
    page.evaluate(frame.in_french())
    page.evaluate(OPENED)
    page.get_by_text("Tout choisir", exact=True).wait_for()
    assert page.locator("#some").inner_text() == "Choisir les 3 trouvés"
    page.evaluate(TYPED)
    page.get_by_text("Choisir les 12 trouvés", exact=True).wait_for()
    assert page.locator("#list").inner_text().splitlines()[-1] == "Select some"
    assert page.locator("p").inner_text() == "Select all"
