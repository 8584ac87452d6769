"""In a real browser, names become codes while one reads; codes are dragged in the tree; all of it is taken back."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dashboard.pages.extraits import words as extracts_words
from dashboard.pages.grille import words as grid_words
from dashboard.pages.suggestions import state as suggestion_words
from dashboard.words import coding_words
from pipeline.anchoring import decisions
from pipeline.codebook import grid_files
from pipeline.codebook.operations import TO_SORT
from pipeline.model.decision_rows import CodingDecision, CodingVerb
from pipeline.model.study import Study
from tests.browser import seeing
from tests.browser.conftest import Person
from tests.browser.test_coding_browser import drag

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def page(address: str, person: Person, small_study: Path) -> Page:
    """The page Lecture, on which Zoé has begun to code."""
    assert small_study.exists()
    opened = person()
    seeing.settled(opened, f"{address}/lecture?entretien=E01")
    opened.get_by_text(coding_words.TO_CODE, exact=True).click()
    seeing.settled(opened)
    opened.get_by_label(coding_words.NAME).fill("Zoé")
    opened.get_by_role("button", name=coding_words.NAME_START).click()
    opened.locator(".seance.codable .outil").wait_for()
    seeing.settled(opened)
    return opened


press = partial(seeing.press, where=".seance", held="coding")


def names(study: Path) -> list[str]:
    """Give the codes of the grid by their names."""
    return [c.label for c in grid_files.grid(Study(study)).book.codes]


def coded(study: Path) -> list[tuple[str, str]]:
    """Give what Zoé holds: the name of each code, and the words it stands on."""
    labels = {c.id: c.label for c in grid_files.grid(Study(study)).book.codes}
    return [(labels[d.code], d.quote) for d in decisions.codings(Study(study)) if d.author == "Zoé" and d.puts_a_code]


def test_a_name_that_is_no_code_is_made_one_and_put_in_one_gesture(page: Page, small_study: Path) -> None:
    """Enter makes the code and codes; Ctrl+Z takes both back to the byte; Ctrl+Y makes both again."""
    before = grid_files.grid(Study(small_study))
    drag(page, 1, "tout le temps")
    page.keyboard.press("c")
    page.keyboard.insert_text("courir sans fin")
    press(page, "Enter")
    assert coded(small_study) == [("courir sans fin", "tout le temps")]
    assert [f.label for f in grid_files.grid(Study(small_study)).book.families] == ["Métier", TO_SORT]

    press(page, "Control+z")
    assert grid_files.grid(Study(small_study)) == before
    assert coded(small_study) == []

    press(page, "Control+y")
    assert coded(small_study) == [("courir sans fin", "tout le temps")]
    press(page, "Control+z")
    press(page, "Control+Shift+Z")
    assert coded(small_study) == [("courir sans fin", "tout le temps")]

    # Another name after an undo takes the number that was freed.
    (number,) = {d.code for d in decisions.codings(Study(small_study)) if d.author == "Zoé" and d.puts_a_code}
    press(page, "Control+z")
    page.locator(".codes-saisie").fill("courir toujours")
    press(page, "Enter")
    assert coded(small_study) == [("courir toujours", "tout le temps")]
    assert {d.code for d in decisions.codings(Study(small_study)) if d.puts_a_code and d.author == "Zoé"} == {number}


def test_the_words_chosen_name_a_code_themselves(page: Page, small_study: Path) -> None:
    """One key; the same name typed again is the same code, whatever its capitals."""
    drag(page, 1, "papiers")
    press(page, "i")
    assert coded(small_study) == [("papiers", "papiers")]
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    drag(page, 1, "tout le temps")
    page.keyboard.press("c")
    page.keyboard.insert_text("PAPIERS")
    press(page, "Enter")
    assert coded(small_study) == [("papiers", "papiers"), ("papiers", "tout le temps")]
    assert names(small_study).count("papiers") == 1


def test_the_start_of_a_coding_is_moved_by_key(page: Page, small_study: Path) -> None:
    """« < » and « > » move the start by a word, G keeps the new ends; the coding is the same, its words are others."""
    drag(page, 1, "tout le temps")
    page.keyboard.press("c")
    page.keyboard.insert_text("A1")
    press(page, "Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.locator(".marge .bande.own").last.click()
    page.keyboard.press("<")
    assert page.locator(".panneau q").inner_text() == "court tout le temps"
    page.keyboard.press(">")
    page.keyboard.press(">")
    press(page, "g")
    assert coded(small_study) == [("Mission", "le temps")]


def test_a_suggestion_is_answered_with_a_name_that_is_no_code(address: str, person: Person, small_study: Path) -> None:
    """What the machine suggests is changed for a code made then and there; one undo takes both back."""
    page = person()
    seeing.settled(page, f"{address}/suggestions")
    page.get_by_label(coding_words.NAME).fill("Zoé")
    page.get_by_role("button", name=coding_words.NAME_START).click()
    page.get_by_label(coding_words.NAME).wait_for(state="detached")
    # The card shown before one gave a name stays for a moment, emptied.
    card = '.suggestion[data-phase="ask"]'
    page.locator(f"{card} .barre").wait_for()
    seeing.settled(page)
    before = grid_files.grid(Study(small_study))
    page.keyboard.press("m")
    page.locator(".suggestion .codes-saisie").wait_for()
    page.keyboard.insert_text("au pas de course")
    answer = partial(seeing.press, where=card)
    answer(page, "Enter")
    # On a loaded machine another state of the page may come first: what was made is said.
    page.locator(".suggestion .nouvelle", has_text=suggestion_words.CREATED.split(" ", maxsplit=1)[0]).wait_for()
    assert [name for name, _ in coded(small_study)] == ["au pas de course"]
    seeing.settled(page)
    page.locator(".suggestion .passage").click()
    answer(page, "z")
    assert coded(small_study) == []
    assert grid_files.grid(Study(small_study)) == before


def test_a_code_is_dragged_and_taken_by_key_in_the_tree(address: str, person: Person, small_study: Path) -> None:
    """On a code it merges, on a family it moves; both are shown first, and the last is undone beside what was said."""
    study = Study(small_study)
    said = CodingDecision(
        id="E01-1-A1", at="2026-01-01T00:00:00+00:00", session="E01", turn=1, first_word=0, last_turn=1, last_word=4,
        quote="On court tout le temps", code="A1", decision=CodingVerb.ADD, mode="manual", definition="1",
    )
    decisions.append(study, "ana", [said])
    before = grid_files.grid(study)
    page = person()
    seeing.settled(page, f"{address}/grille?code=A1")
    there = page.locator('.arbre [data-code="A3"]')
    page.locator('.arbre [data-code="A1"]').drag_to(there, source_position={"x": 60, "y": 12})
    page.get_by_role("button", name=grid_words.GIVE_UP).wait_for()
    seeing.settled(page)
    assert "ana (1)" in page.locator(".effet").inner_text()
    page.get_by_role("button", name=grid_words.GIVE_UP).click()
    seeing.settled(page)
    assert grid_files.grid(study) == before

    page.locator('.arbre [data-code="A1"]').focus()
    for key in ("d", "ArrowDown", "Enter"):
        page.keyboard.press(key)
    page.get_by_label(coding_words.NAME, exact=True).locator("visible=true").first.fill("Ana")
    page.keyboard.press("Enter")
    page.get_by_role("button", name=grid_words.DO).click()
    page.get_by_text("Fait : fusion (A1 → A3)").wait_for()
    assert grid_files.grid(study).book.in_force("A1") == "A3"
    page.get_by_role("button", name=coding_words.GRID_UNDO).click()
    page.get_by_text("Annulé : fusion (A1 → A3)").wait_for()
    assert grid_files.grid(study) == before


def test_passages_ticked_are_coded_with_a_name_that_is_no_code(
    address: str, person: Person, small_study: Path,
) -> None:
    """In Extraits, one press makes the code and codes every passage chosen; one undo takes all of it back."""
    study = Study(small_study)
    before = grid_files.grid(study)
    page = person()
    seeing.settled(page, f"{address}/extraits")
    page.get_by_role("button", name=extracts_words.ALL.format("3 passages")).click()
    page.get_by_label(coding_words.NAME).fill("Zoé")
    page.get_by_role("button", name=coding_words.NAME_START).click()
    field = page.get_by_role("textbox", name=extracts_words.NAME_HINT, exact=True)
    field.wait_for()
    seeing.settled(page)
    field.fill("au pas de course")
    field.press("Enter")
    seeing.settled(page)
    page.get_by_role("button", name=extracts_words.DO_CODE, exact=True).click()
    page.get_by_text("3 passages codés").wait_for()
    assert [name for name, _ in coded(small_study)] == ["au pas de course"] * 3
    page.get_by_role("button", name=extracts_words.UNDO, exact=True).first.click()
    page.get_by_text("Annulé").first.wait_for()
    assert coded(small_study) == []
    assert grid_files.grid(study) == before
