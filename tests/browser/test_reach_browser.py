"""In a real browser, every page is reached by keyboard, read at 200 %, and printed whole."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pypdfium2
import pytest

from dashboard.words import coding_words
from pipeline.model import store
from tests.browser.conftest import ROOT, SCREENS, Person
from tests.browser.seeing import settled

if TYPE_CHECKING:
    from playwright.sync_api import Page

READ = ("", "extraits", "lecture", "grille", "suggestions")
GONE = (".stSidebar", ".stHeader", ".stButton", ".stDownloadButton", ".stButtonGroup", ".stSelectbox", ".stExpander")
PRINTED = ("lecture", "extraits", "matrice", "rapport")
# A screen of 1440 × 900 looked at twice as large.
TWICE = {"width": 720, "height": 450}
STEPS = 90
# What has the focus: a number of its own, a name to tell it by, whether it is seen, whether it is on the screen.
FOCUS = """() => {
  let node = document.activeElement;
  while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
  if (!node || node === document.body) return null;
  window.rank ??= new Map();
  if (!window.rank.has(node)) window.rank.set(node, window.rank.size);
  const marked = (one) => {
    const style = getComputedStyle(one);
    return (style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0) || style.boxShadow !== 'none';
  };
  const around = [];
  for (let one = node; one && around.length < 5; one = one.parentElement) around.push(one);
  const near = [...around, node.nextElementSibling, ...node.parentElement.children].filter(Boolean);
  const box = node.getBoundingClientRect();
  return {
    rank: window.rank.get(node), name: `${node.tagName} ${node.className} ${node.innerText ?? ''}`.slice(0, 90),
    seen: near.some(marked), shown: box.bottom > 0 && box.top < innerHeight,
  };
}"""
# What stands out to the right of the screen, or is cut there with no way to reach it.
SIDEWAYS = """() => {
  const main = document.querySelector('.stMain');
  const wide = (one) => one.scrollWidth - one.clientWidth > 1;
  return wide(document.documentElement) || wide(main);
}"""
# Words of two blocks of text that stand on each other.
OVERLAPS = """() => {
  const said = [...document.querySelectorAll('.stMain :is(h1, h2, h3, p, li, dd, dt, td, th, button, a)')]
    .filter((one) => !one.querySelector('h1, h2, h3, p, li, dd, dt, td, th, button, a') && one.innerText?.trim())
    .filter((one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
    .filter((one) => !one.closest('.outil, .barre, .js-plotly-plot, [role=tooltip]'));
  // What is scrolled out of its frame is not seen.
  const visible = (one) => {
    const box = one.getBoundingClientRect();
    const frame = one.closest('.defile')?.getBoundingClientRect() ?? box;
    return {
      left: Math.max(box.left, frame.left), right: Math.min(box.right, frame.right),
      top: Math.max(box.top, frame.top), bottom: Math.min(box.bottom, frame.bottom),
    };
  };
  const boxes = said.map((one) => [one, visible(one)]);
  const cover = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 4
    && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 6;
  const inside = (a, b) => a.contains(b) || b.contains(a);
  const found = [];
  boxes.forEach(([one, box], at) => boxes.slice(at + 1).forEach(([other, next]) => {
    if (cover(box, next) && !inside(one, other)) found.push(`${one.innerText} / ${other.innerText}`.slice(0, 90));
  }));
  return found.slice(0, 5);
}"""


@pytest.fixture(scope="module")
def last_words() -> tuple[str, str]:
    """The first session of the demonstration, and the last words said in it."""
    turns = store.read("anonymised", ROOT / "build/tables/anonymised.parquet")
    first = turns[0].session
    return first, next(t.text for t in reversed(turns) if t.session == first)[-40:]


@pytest.mark.parametrize("name", READ)
def test_the_keyboard_goes_everywhere_and_out_again(shown: str, page: Page, name: str) -> None:
    """Tab goes from one thing to the next and out of the page again, and what has the focus shows it."""
    settled(page, f"{shown}/{name}")
    steps = [walk(page) for _ in range(STEPS)]
    held = [step for step in steps if step]

    assert len(held) > STEPS / 2
    assert [s["name"] for s in held if not s["seen"]] == []
    assert [s["name"] for s in held if not s["shown"]] == []
    for lap in laps(steps):
        ranks = [step["rank"] for step in lap]
        assert len(set(ranks)) == len(ranks)


def laps(steps: list[dict[str, Any] | None]) -> list[list[dict[str, Any]]]:
    """Cut a walk where it leaves the page and comes back: what is met twice in one lap would be a trap."""
    found: list[list[dict[str, Any]]] = [[]]
    for step in steps:
        if step is None or step["rank"] == 0:
            found.append([])
        if step:
            found[-1].append(step)
    return found


def walk(page: Page) -> dict[str, Any] | None:
    page.keyboard.press("Tab")
    said: dict[str, Any] | None = page.evaluate(FOCUS)
    return said


def test_every_page_is_read_at_twice_its_size(shown: str, person: Person) -> None:
    """At 200 % nothing has to be scrolled sideways, and no words stand on others."""
    page = person(viewport=TWICE)
    found = {}
    for name in SCREENS:
        settled(page, f"{shown}/{name}")
        found[name] = (page.evaluate(SIDEWAYS), page.evaluate(OVERLAPS))

    assert {name: said for name, said in found.items() if said != (False, [])} == {}


def test_coding_is_done_at_twice_its_size(address: str, person: Person) -> None:
    """The panel of a passage fits the screen, leaves words to read above it, and stands sideways nowhere."""
    page = person(viewport=TWICE)
    settled(page, f"{address}/lecture?entretien=E01")
    page.get_by_text(coding_words.TO_CODE, exact=True).click()
    page.get_by_label(coding_words.NAME).fill("Zoé")
    page.get_by_role("button", name=coding_words.NAME_START).click()
    page.locator(".seance.codable .outil").wait_for()
    page.locator(".source").nth(1).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("c")
    page.locator(".panneau .codes-saisie").wait_for()
    panel = page.locator(".outil").bounding_box()

    assert panel
    assert panel["y"] > 60
    assert panel["x"] + panel["width"] <= TWICE["width"]
    assert not page.evaluate(SIDEWAYS)
    settled(page, f"{address}/suggestions")
    page.locator(".suggestion .source").wait_for()
    assert not page.evaluate(SIDEWAYS)


@pytest.mark.parametrize("name", PRINTED)
def test_a_page_is_printed_whole(
    shown: str, page: Page, tmp_path: Path, last_words: tuple[str, str], name: str
) -> None:
    """Menu and buttons stay on the screen; the text goes on paper to its last word, and codes are named in words."""
    session, ending = last_words
    settled(page, f"{shown}/{name}" + (f"?entretien={session}" if name == "lecture" else ""))
    page.wait_for_timeout(500)
    page.emulate_media(media="print")
    for gone in GONE:
        assert not [one for one in page.locator(gone).all() if one.is_visible()], gone
    last = page.locator(".stMain").inner_text().split()[-1]
    page.pdf(path=str(tmp_path / "page.pdf"), format="A4")
    said = printed(tmp_path / "page.pdf")

    assert last in said
    if name == "lecture":
        assert ending in said
    if name in {"lecture", "extraits"}:
        assert "A1 Frontières de la mission" in said


def printed(path: Path) -> str:
    """Give the words of a document, in one line."""
    document = pypdfium2.PdfDocument(path)
    try:
        pages = [page.get_textpage().get_text_bounded() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(pages).split())
