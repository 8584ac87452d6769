"""In a real browser, a reader decides with keys, hides words selected by mouse and keyboard, and nothing leaves."""

from __future__ import annotations

import os
import time
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

import pytest

from benchmarks.overmasked import first_turns
from dashboard.pages.pseudonymisation import words
from dashboard.words import coding_words, run_words
from pipeline.anchoring import anchors, decisions
from pipeline.model import store
from pipeline.model.decision_rows import IdentifierDecision
from pipeline.model.study import Study
from pipeline.stages.identifiers import identifiers
from pipeline.stages.proposals import proposals
from tests.browser import seeing
from tests.browser.conftest import Person

if TYPE_CHECKING:
    from playwright.sync_api import Page

TURN = "👩‍🦰 J'ai vu Karim Benali à Vierzon, puis Rose est passée chez Zoubida."
# A reader drags the mouse over a part of a word: its middle letters.
DRAG = """([word, from, to]) => {
  const walker = document.createTreeWalker(document.querySelector(".principal .source"), NodeFilter.SHOW_TEXT);
  for (let leaf = walker.nextNode(); leaf; leaf = walker.nextNode()) {
    const at = leaf.data.indexOf(word);
    if (at >= 0) {
      const range = document.createRange();
      range.setStart(leaf, at + from);
      range.setEnd(leaf, at + to);
      const box = range.getBoundingClientRect();
      return [box.left, box.right, box.top + box.height / 2];
    }
  }
}"""


@pytest.fixture
def page(address: str, person: Person, private_study: Path) -> Page:
    """The page Pseudonymisation, opened by Claire."""
    assert private_study.exists()
    opened = person(viewport={"width": 1280, "height": 900})
    opened.goto(f"{address}/pseudonymisation?entretien=E01")
    opened.get_by_label(coding_words.NAME).fill("Claire")
    opened.get_by_role("button", name=coding_words.NAME_START).click()
    opened.locator(".relecture header").wait_for()
    seeing.settled(opened)
    return opened


press = partial(seeing.press, where=".relecture")


def written(study: Path) -> list[IdentifierDecision]:
    return decisions.read(Study(study), IdentifierDecision)


def test_a_reader_decides_with_keys(page: Page, private_study: Path) -> None:
    """Accept, keep here, change by a digit, undo: each key is a line, shows at once, and names nobody."""
    press(page, "a")
    assert "« Vierzon » → « [Bramesac] », partout" in page.locator(".nouvelle").inner_text()
    page.keyboard.press("i")
    press(page, "k")
    assert "« Rose » reste en clair, ici seulement" in page.locator(".nouvelle").inner_text()
    page.keyboard.press("c")
    page.locator(".changement input").wait_for()
    press(page, "1")
    press(page, "u")
    assert page.locator(".nouvelle").inner_text() == words.UNDONE
    page.get_by_text(words.review_progress(2, 5, 1)).first.wait_for()

    lines = written(private_study)
    assert [(d.action, d.scope) for d in lines] == [
        ("replace", "everywhere"), ("keep", "here"), ("replace", "everywhere"), ("undo", "everywhere"),
    ]
    assert lines[3].replaces == lines[2].id
    content = (private_study / "decisions/identifiers/Claire.csv").read_text("utf-8").lower()
    assert not [name for name in ("karim", "benali", "vierzon", "rose") if name in content]


@pytest.mark.parametrize("by", ["mouse", "keyboard"])
def test_keys_are_for_the_review_once_an_interview_is_chosen_in_the_list(
    page: Page, private_study: Path, by: str
) -> None:
    """Whoever chooses another interview decides at once with keys, without a click in its text."""
    chooser = page.get_by_role("combobox").first
    chooser.click()
    if by == "mouse":
        page.get_by_role("option").nth(1).click()
    else:
        page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
    page.wait_for_url("**entretien=E02**")
    page.wait_for_function("() => document.activeElement.matches('.relecture')")
    press(page, "k")

    assert [(d.session, d.action) for d in written(private_study)] == [("E02", "keep")]


def test_the_interview_under_review_is_found_again(page: Page) -> None:
    """Whoever looks at another page and comes back by the menu reviews the same interview."""
    page.get_by_role("combobox").first.click()
    page.get_by_role("option").nth(1).click()
    page.wait_for_url("**entretien=E02**")
    menu = page.locator('[data-testid="stSidebarNav"]')
    menu.get_by_text("Extraits", exact=True).click()
    page.wait_for_url("**/extraits**")
    seeing.settled(page)
    menu.get_by_text(run_words.REVIEW, exact=True).click()
    page.wait_for_url("**/pseudonymisation?entretien=E02**")
    page.locator(".relecture header", has_text="E02").wait_for()


def test_words_selected_by_mouse_are_hidden_whole(page: Page, private_study: Path) -> None:
    """A drag over a part of a word after an emoji hides that word, and what the team will read shows it."""
    left, right, middle = page.evaluate(DRAG, ["Zoubida", 1, 4])
    page.mouse.move(left, middle)
    page.mouse.down()
    page.mouse.move(right, middle, steps=4)
    page.mouse.up()
    page.locator(".selection:not([hidden])").wait_for()
    page.locator(".selection button", has_text=words.IDENTIFIER_TYPES["person"]).click()
    page.wait_for_function("() => document.querySelector('.nouvelle').textContent.includes('Zoubida')")

    first, = written(private_study)
    start, end = anchors.words(TURN)[first.first_word]
    assert (TURN[start:end], first.first_word, first.type) == ("Zoubida", first.last_word, "person")
    assert "Zoubida" not in page.locator(".equipe").inner_text()


def test_words_selected_by_keyboard_are_hidden(page: Page, private_study: Path) -> None:
    """Arrows go from word to word, Shift extends, a digit hides."""
    page.locator(".principal .source").focus()
    words = anchors.words(TURN)
    wanted = [TURN[s:e] for s, e in words].index("passée")
    for _ in range(wanted + 1):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.locator(".selection q", has_text="passée chez").wait_for()
    press(page, "2")

    line, = written(private_study)
    assert (line.first_word, line.last_word, line.type) == (wanted, wanted + 1, "place")


def test_keys_typed_in_a_field_decide_nothing(page: Page, private_study: Path) -> None:
    """Letters written in a replacement are letters; a name of the corpus is refused there."""
    page.keyboard.press("c")
    page.locator(".changement input").fill("ak")
    page.keyboard.press("a")
    assert page.locator(".changement input").input_value() == "aka"
    page.locator(".changement input").fill("Benali")
    page.keyboard.press("Enter")
    page.locator(".relecture .alerte").wait_for()

    assert not written(private_study)


def test_words_of_the_corpus_never_run_on_the_private_page(page: Page) -> None:
    """A tag that somebody said shows as it was said, in the text and in the people table."""
    page.get_by_text(words.REVIEW_VIEWS["reading"]).click()
    page.locator(".relecture", has_text="<b>Rose</b> est restée").wait_for()
    page.get_by_text(words.REVIEW_VIEWS["people"]).click()
    page.locator(".personnes").wait_for()

    assert page.locator(".personnes b, .source b").count() == 0


SHARED = os.environ.get("FILIGRANE_SHARED", "")
INTERVIEW = "corpora/cfpp2000/Marie_Helene_Matera_F_67_Mo-1-v2.TextGrid"
DECISIONS = 30
MINUTE = 60.0


@pytest.fixture
def real_interview(private_study: Path) -> int:
    """A real interview in the place of E01, as a run would have left it; how many proposals it holds."""
    if not SHARED:
        pytest.skip("FILIGRANE_SHARED: no real interview here")
    session, said = first_turns(Path(SHARED, INTERVIEW), 20_000)
    project = Study(Path(__file__).parents[2])
    turns = [replace(t, session="E01") for t in said]
    found = proposals(turns, [replace(session, session="E01")], **project.params("proposals"))
    rows, _ = identifiers(turns, found, [], [], bytes.fromhex("ab" * 32), **project.params("identifiers"))
    store.write("turns", turns, private_study / "build/private/turns/E01.parquet")
    store.write("proposals", found, private_study / "build/private/proposals/E01.parquet")
    kept = [r for r in store.load(Study(private_study), "identifiers") if r.session != "E01"]
    store.save(Study(private_study), "identifiers", sorted([*kept, *rows], key=lambda r: (r.session, r.turn, r.start)))
    return len(rows)


def test_a_real_interview_is_reviewed_at_thirty_decisions_a_minute(
    real_interview: int, page: Page, private_study: Path
) -> None:
    """Each key shows the next doubtful proposal in less than two seconds, and a name said often is settled at once."""
    waits: list[float] = []
    for _ in range(DECISIONS):
        start = time.perf_counter()
        press(page, "a")
        waits.append(time.perf_counter() - start)
    settled = len(written(private_study))
    print(f"{real_interview} proposals, {settled} lines, median {median(waits):.2f} s, longest {max(waits):.2f} s")

    assert settled >= DECISIONS
    assert median(waits) < MINUTE / DECISIONS
