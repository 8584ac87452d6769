"""In a real browser: who people are is typed, pasted and ticked; a version is kept and gone back to."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dashboard.pages.mise_a_jour import words as versions
from dashboard.pages.personnes import state as personnes_words
from dashboard.pages.qui_parle import state as voices
from dashboard.words import coding_words
from pipeline.anchoring import decisions
from pipeline.cli.commands.study_setup import create
from pipeline.ingest.readers.registry import asked, sessions
from pipeline.model.files import yaml_values
from pipeline.model.new_study import BY_ID
from pipeline.model.study import Study
from tests.browser.conftest import Serve
from tests.browser.seeing import failed, settled

if TYPE_CHECKING:
    from playwright.sync_api import Page

SPOKEN = "ENQ : Bonjour, et le travail ?\n\n{0} : Il y en a trop.\n\nENQ : Et ensuite ?\n\n{0} : On s'arrange.\n"
TRIES = 20
PASTE = """([words, row, column]) => {
  const input = document.querySelector(`[data-row="${row}"][data-column="${column}"]`);
  input.focus();
  const clipboardData = new DataTransfer();
  clipboardData.setData("text/plain", words);
  input.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
}"""


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """A new study with two interviews that no run has read yet."""
    made = Study(tmp_path / "enquete")
    create(made, BY_ID["grille"], "Essai")
    for name, label in (("E01", "LINA"), ("E02", "Mme Roy")):
        (made / f"transcripts/{name}.txt").write_text(SPOKEN.format(label), "utf-8")
    return made


@pytest.fixture
def served(study: Study, serve: Serve) -> Iterator[str]:
    """The address of its dashboard."""
    with serve(study.root) as address:
        yield address


def add(page: Page, label: str, name: str) -> None:
    page.get_by_label(label, exact=True).fill(name)
    page.get_by_role("button", name=personnes_words.ADD).click()


def first_of(page: Page, label: str) -> None:
    """Choose what a list offers first; what has just unfolded closes a list opened in it too soon."""
    for _ in range(TRIES):
        page.get_by_label(label, exact=True).click()
        page.wait_for_timeout(500)
        if page.get_by_role("option").count():
            break
        page.keyboard.press("Escape")
    page.get_by_role("option").first.click()


def test_attributes_are_typed_and_pasted_and_saved(study: Study, served: str, page: Page) -> None:
    """A name typed, a block pasted from a spreadsheet, by keyboard from cell to cell; then seen, saved, read again."""
    settled(page, f"{served}/personnes")
    add(page, personnes_words.NEW, "statut")
    page.locator('thead th:has-text("Statut")').wait_for()
    add(page, personnes_words.NEW, "milieu")
    page.locator('thead th:has-text("Milieu")').wait_for()
    page.get_by_label("E01.txt, LINA — Nom").fill("Lina Ferrand")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.getAttribute('aria-label')") == "E02.txt, Mme Roy — Nom"
    page.get_by_text("sessions.csv : 1 personne complétée").wait_for()
    page.evaluate(PASTE, ["cadre\trural\nagent\tville\n", 0, 1])
    page.get_by_text(personnes_words.WOULD).wait_for()
    page.get_by_text("sessions.csv : 2 personnes complétées").wait_for()
    page.get_by_role("button", name=personnes_words.SAVE, exact=True).click()
    page.get_by_text(personnes_words.SAVED).wait_for()
    assert not failed(page)

    found = {s.session: s.people[0] for s in sessions(study)}
    assert found["E01"].name == "Lina Ferrand"
    assert [found[s].attributes["statut"] for s in ("E01", "E02")] == ["cadre", "agent"]
    declared = yaml_values((study / "params.yaml").read_text("utf-8"))["participants"]
    assert declared["quasi_identifiers"] == ["statut", "milieu"]
    page.get_by_role("button", name=personnes_words.UNDO).click()
    page.get_by_text(personnes_words.PEOPLE_TAKEN_BACK).wait_for()
    assert not (study / "transcripts/sessions.csv").exists()


def test_questions_of_the_guide_are_ticked(study: Study, served: str, page: Page) -> None:
    """A question is added, ticked where it was asked, and saved."""
    settled(page, f"{served}/personnes")
    page.get_by_text(personnes_words.VIEWS["guide"], exact=True).click()
    add(page, personnes_words.NEW_QUESTION, "Et le temps ?")
    tick = page.get_by_label("Et le temps ? — E02.txt")
    tick.check()
    page.get_by_text("1 case change").wait_for()
    page.get_by_role("button", name=personnes_words.SAVE, exact=True).click()
    page.get_by_text(personnes_words.SAVED).wait_for()

    assert {(a.session, a.asked) for a in asked(study)} == {("E01", False), ("E02", True)}


def test_who_speaks_is_settled_by_gestures(study: Study, served: str, page: Page) -> None:
    """A role is said, a turn is given to somebody else in the table, by keyboard, and both gestures are taken back."""
    settled(page, f"{served}/qui_parle?entretien=E01")
    page.get_by_label(coding_words.NAME).fill("ana")
    page.keyboard.press("Enter")
    page.get_by_text(coding_words.CODES_AS).wait_for()
    settled(page)
    page.get_by_role("radio", name=voices.ROLES["interviewer"]).last.click()
    page.get_by_text("Noté : « LINA » enquête.").wait_for()
    page.get_by_role("button", name=voices.UNDO.format(said="« LINA » enquête")).click()
    page.get_by_text("Annulé : « LINA » enquête.").wait_for()
    settled(page)
    page.locator("summary", has_text=voices.TURNS).click()
    page.locator('.saisie input[data-row="3"]').fill("Sa collègue")
    page.keyboard.press("Enter")
    page.get_by_role("button", name=voices.SAVE_TURNS[0].format(n=1)).click()
    page.get_by_text("le tour 3 est de « Sa collègue »").first.wait_for()

    assert not failed(page)
    page.get_by_role("heading", name="Sa collègue").wait_for()
    assert {d.same_as for d in decisions.roles(study) if d.same_as} == {"Sa collègue"}


def test_a_version_is_kept_and_gone_back_to(study: Study, served: str, page: Page) -> None:
    """At a click a version is kept; another click, after a preview, goes back to it; git was never typed."""
    settled(page, f"{served}/mise_a_jour")
    page.get_by_role("button", name=versions.SAVE).click()
    page.get_by_text("Version enregistrée").wait_for()
    params = study / "params.yaml"
    before = params.read_bytes()
    params.write_bytes(before.replace(b"k: 3", b"k: 5"))
    settled(page, f"{served}/mise_a_jour")
    page.locator("summary", has_text=versions.BACK).click()
    first_of(page, versions.WHICH)
    page.get_by_text("params.yaml redevient comme alors").wait_for()
    page.get_by_role("button", name=versions.DO_BACK).click()
    page.get_by_text("Pour défaire ce retour").wait_for()

    assert not failed(page)
    assert params.read_bytes() == before
    log = subprocess.run(
        ["git", "log", "--format=%s"], cwd=study.root, capture_output=True, text=True, check=True
    ).stdout.splitlines()
    assert len(log) == 3
    assert log[0].startswith("Retour à la version du")
