"""In a real browser, two codes are merged after their preview was read, then given back to the byte."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dashboard.pages.grille import words as grille_words
from dashboard.words import coding_words
from pipeline.anchoring import decisions
from pipeline.codebook import grid_files
from pipeline.model.study import Study
from tests.browser.conftest import Person
from tests.test_grid_operations import coding

if TYPE_CHECKING:
    from playwright.sync_api import Page


@pytest.fixture
def page(address: str, person: Person, small_study: Path) -> Page:
    """The page of the grid, on a study where Ana coded a passage."""
    said = coding("E01-1-A1-claire", "A1", first_word=0, last_word=4, quote="On court tout le temps")
    decisions.append(Study(small_study), "ana", [said])
    opened = person()
    opened.goto(f"{address}/grille?code=A1")
    opened.locator(".fiche").wait_for()
    return opened


def choose(page: Page, label: str, option: str) -> None:
    """Choose in a list as a person does: open it, press what it offers."""
    page.get_by_label(label).first.click()
    page.get_by_role("option", name=option).click()


def test_a_merge_is_previewed_made_and_undone(page: Page, small_study: Path) -> None:
    """Nothing is written before the button; undoing gives both files back, byte for byte."""
    before = grid_files.grid(Study(small_study))
    page.get_by_role("radio", name=grille_words.VIEWS["operate"]).click()
    choose(page, grille_words.OPERATION, grille_words.OPERATIONS["merge"])
    choose(page, grille_words.INTO, "A3 Temps")
    page.locator(".effet").wait_for()
    seen = page.locator(".effet").inner_text()
    assert "ana (1)" in seen
    assert f"{grille_words.COUNTED_AS} A3" in seen
    assert grid_files.grid(Study(small_study)) == before

    page.get_by_label(coding_words.NAME).fill("Ana")
    page.keyboard.press("Enter")
    page.get_by_role("button", name=grille_words.DO).click()
    page.get_by_text("Fait : fusion (A1 → A3)").wait_for()
    assert grid_files.grid(Study(small_study)).book.in_force("A1") == "A3"

    page.get_by_role("radio", name=grille_words.VIEWS["history"]).click()
    page.get_by_role("button", name=coding_words.GRID_UNDO).click()
    page.get_by_text("Annulé : fusion (A1 → A3)").wait_for()
    assert grid_files.grid(Study(small_study)) == before
