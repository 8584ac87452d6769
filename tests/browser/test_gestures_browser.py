"""In a real browser, the gestures of a day follow on: filter, passage, code, undo; sign; share a link."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from dashboard.pages.enquete import words
from dashboard.pages.extraits import words as choosing
from dashboard.pages.pseudonymisation import words as signing_words
from dashboard.words import coding_words
from pipeline.anchoring import decisions
from pipeline.model.decision_rows import CodingDecision, IdentifierDecision
from pipeline.model.study import Study
from tests.browser import seeing
from tests.browser.conftest import Person

press = partial(seeing.press, where=".seance", held="coding")


def test_from_a_filter_to_a_coded_passage_and_back(small_study: Path, address: str, person: Person) -> None:
    """A word looked for leads to its passage; words coded there are a line of the coder's file, and so is the undo."""
    page = person()
    page.goto(f"{address}/extraits")
    page.get_by_label("Chercher des mots").fill("reunions")
    page.get_by_label("Chercher des mots").press("Enter")
    page.get_by_text("1 personne, 1 extrait").wait_for()
    page.get_by_role("link", name="Lire dans l'entretien").click()
    page.get_by_text(coding_words.TO_CODE, exact=True).click()
    page.get_by_label(coding_words.NAME).fill("Zoé")
    page.get_by_role("button", name=coding_words.NAME_START).click()
    page.locator(".seance.codable .outil").wait_for()
    page.locator(".source", has_text="On manque de temps").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("c")
    page.keyboard.type("mission")
    press(page, "Enter")
    press(page, "Control+z")

    lines = [d for d in decisions.read(Study(small_study), CodingDecision) if d.author == "Zoé"]
    assert [(d.file, d.session, d.turn, d.code, d.decision) for d in lines] == [
        ("codings/Zoé.csv", "E02", 1, "A1", "add"), ("codings/Zoé.csv", "E02", 1, "A1", "undo"),
    ]
    assert lines[1].replaces == lines[0].id


def test_a_review_is_signed(private_study: Path, address: str, person: Person) -> None:
    """The signature, and the pseudonyms it fixes, are lines of the reader's own file; they name nobody."""
    page = person()
    page.goto(f"{address}/pseudonymisation?entretien=E02")
    page.get_by_label(coding_words.NAME).fill("Claire")
    page.get_by_role("button", name=coding_words.NAME_START).click()
    page.get_by_text(signing_words.sign_anyway(1)).click()
    page.get_by_role("button", name=signing_words.SIGN_BUTTON).click()
    page.get_by_text(signing_words.SIGNED_THEN.format(signed="E02")).wait_for()

    signature, *fixed = decisions.read(Study(private_study), IdentifierDecision)
    assert (signature.file, signature.action, signature.session) == ("identifiers/Claire.csv", "sign", "E02")
    assert {(d.file, d.action, d.replacement) for d in fixed} == {("identifiers/Claire.csv", "fix", "Malik")}
    assert "karim" not in (private_study / "decisions/identifiers/Claire.csv").read_text("utf-8").lower()


def test_a_shared_link_opens_the_same_view(address: str, person: Person) -> None:
    """The address that one reader copies shows another reader the same filters, and the same passage in its place."""
    one, other = person(), person()
    one.goto(f"{address}/extraits?code=A3&par=person")
    one.get_by_text("1 personne, 1 passage").wait_for()
    other.goto(one.url)
    other.get_by_text("1 personne, 1 passage").wait_for()
    assert other.locator(".cartes").inner_text() == one.locator(".cartes").inner_text()
    one.get_by_role("link", name="Lire dans l'entretien").click()
    one.locator("#passage-demande").wait_for()
    other.goto(one.url)
    other.locator("#passage-demande").wait_for()
    assert "On court tout le temps." in other.locator("#passage-demande").inner_text()


def test_the_tour_leads_through_the_corpus(address: str, person: Person) -> None:
    """Opened on the first screen, a step leads to its page; back there, the tour is still open, and can be closed."""
    page = person()
    page.goto(address)
    page.get_by_role("button", name=words.OPEN).click()
    page.get_by_role("link", name=words.STEPS[1].title).click()
    page.locator(".concordance .mots-dits").first.wait_for()
    page.go_back()
    page.get_by_role("button", name=words.CLOSE).click()
    page.get_by_role("button", name=words.OPEN).wait_for()


def test_hits_of_a_search_are_coded_together_and_taken_back(
    small_study: Path, address: str, person: Person
) -> None:
    """Search, tick all, choose a code: one click codes every passage, one click takes all of them back."""
    page = person()
    seeing.settled(page, f"{address}/extraits?mots=temps&vue=concordance")
    page.locator("input[data-hit]").first.check()
    page.get_by_text("1 passage choisi").wait_for()
    page.get_by_label(coding_words.NAME).fill("Zoé")
    page.get_by_label(coding_words.NAME).press("Enter")
    page.get_by_role("button", name=choosing.ALL.format("2 passages")).click()
    page.get_by_text("2 passages choisis (2 personnes, 2 entretiens)").wait_for()
    page.get_by_role("combobox", name=choosing.CODE, exact=True).click()
    page.keyboard.type("mission")
    page.keyboard.press("Enter")
    page.get_by_text("Coder : 2 passages (2 personnes, 2 entretiens). Déjà codés ainsi : 1 par claire.").wait_for()
    page.get_by_role("button", name=choosing.DO_CODE, exact=True).click()
    page.get_by_text("A1 Mission : 2 passages codés.").wait_for()
    assert all(page.locator("input[data-hit]").nth(n).is_checked() for n in range(2))
    page.get_by_role("button", name=choosing.UNDO, exact=True).click()
    page.get_by_text("Annulé : A1 Mission (codé), et 1 autre ligne.").wait_for()

    lines = [d for d in decisions.read(Study(small_study), CodingDecision) if d.author == "Zoé"]
    assert [(d.session, d.turn, d.code, d.decision) for d in lines] == [
        ("E01", 1, "A1", "add"), ("E02", 1, "A1", "add"), ("E01", 1, "A1", "undo"), ("E02", 1, "A1", "undo"),
    ]
    assert [d.replaces for d in lines[2:]] == [d.id for d in lines[:2]]
    assert len({d.at for d in lines[:2]}) == len({d.at for d in lines[2:]}) == 1
