"""In real browsers, two coders work at once and lose nothing, and a run that ends elsewhere is noticed and said."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from dashboard.words import coding_words, run_words
from pipeline.anchoring import decisions
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.study import Study
from tests.browser import seeing
from tests.browser.conftest import RUNS, Person
from tests.browser.seeing import settled
from tests.conftest import TABLES, save_run

if TYPE_CHECKING:
    from playwright.sync_api import Page

press = partial(seeing.press, where=".seance", held="coding")


def coder(page: Page, address: str, name: str) -> None:
    """Begin to code a session under a name."""
    settled(page, f"{address}/lecture?entretien=E01")
    page.get_by_text(coding_words.TO_CODE, exact=True).click()
    page.get_by_label(coding_words.NAME).fill(name)
    page.get_by_role("button", name=coding_words.NAME_START).click()
    page.locator(".seance.codable .outil").wait_for()


def choose(page: Page, turn: int, code: str) -> None:
    """Take the first word of a turn and look for a code, without asking for it yet."""
    page.locator(".source").nth(turn).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("c")
    page.keyboard.type(code)


def test_two_coders_at_once_lose_nothing(small_study: Path, address: str, person: Person) -> None:
    """Both ask for a code in the same instant, again and again: each line is in its own file, a reader sees both."""
    zoe, ines = person(), person()
    coder(zoe, address, "Zoé")
    coder(ines, address, "Inès")
    for turn in (1, 3):
        choose(zoe, turn, "mission")
        choose(ines, turn, "temps")
        before = ines.locator(".seance").evaluate("root => root.coding.token")
        ines.keyboard.press("Enter")
        press(zoe, "Enter")
        ines.wait_for_function("old => document.querySelector('.seance').coding?.token !== old", arg=before)
        zoe.keyboard.press("Escape")
        zoe.keyboard.press("Escape")
        ines.keyboard.press("Escape")
        ines.keyboard.press("Escape")

    lines = decisions.read(Study(small_study), CodingDecision)
    found = sorted((d.file, d.turn, d.code) for d in lines)
    assert found == [("codings/Inès.csv", 1, "A3"), ("codings/Inès.csv", 3, "A3"),
                     ("codings/Zoé.csv", 1, "A1"), ("codings/Zoé.csv", 3, "A1")]
    assert len({d.id for d in lines}) == 4
    reader = person()
    settled(reader, f"{address}/lecture?entretien=E01")
    for coded_by in ("Inès", "Zoé"):
        reader.locator(".marge .bande", has_text=coded_by).first.wait_for()


def test_a_run_that_ends_elsewhere_is_said_and_shown(small_study: Path, address: str, page: Page) -> None:
    """A page left open says by itself that a run has ended; one press shows what it made, on the same page."""
    settled(page, f"{address}/extraits")
    page.get_by_text("2 personnes, 4 extraits").wait_for()
    first = TABLES["excerpts"][0].excerpt
    left = TABLES | {"excerpts": [e for e in TABLES["excerpts"] if e.excerpt == first]}
    save_run(small_study, next(RUNS), left)
    page.get_by_text(run_words.STALE).wait_for()
    assert page.get_by_text("2 personnes, 4 extraits").count() == 1
    page.get_by_role("button", name=run_words.SHOW).click()
    page.get_by_text("1 personne, 1 extrait").wait_for()
    page.get_by_text(run_words.STALE).wait_for(state="detached")
