"""In a real browser, two days of a study: a researcher's from her own files to a document, a lead's from themes on."""

from __future__ import annotations

import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dashboard.pages.extraits import words as extracts_words
from dashboard.pages.mise_a_jour import words as update_words
from dashboard.pages.personnes import state as people_words
from dashboard.pages.pseudonymisation import words as review_words
from dashboard.pages.themes import view as theme_words
from dashboard.words import coding_words, run_words, ui_words
from pipeline.anchoring import decisions
from pipeline.cli.commands.study_setup import create, starting_grid
from pipeline.model.new_study import BY_ID
from pipeline.model.study import Study
from pipeline.pseudonymise.leak_search.file_texts import text_of
from pipeline.publish.documents.formats import FORMATS
from tests.browser import two_days_files
from tests.browser.conftest import Serve, hold
from tests.browser.seeing import failed, press, settled
from tests.browser.test_coding_browser import drag

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

RUN = 300_000  # milliseconds that a computation may take on a busy machine
# Words of Lucie's, each a code of its own name, by the turn they are said in.
IN_VIVO = (
    (1, "courir d'un guichet"), (1, "trois personnes attendent"), (3, "se serre les coudes"), (3, "prend son temps"),
    (5, "remplit des tableaux"), (5, "toujours des chiffres"), (7, "vidée"), (9, "des mots sur le frigo"),
    (11, "une porte qui ferme"), (7, "pour redescendre"),
)
BACKEND = re.compile(r"(backend: (?:&\w+ )?)(?!\*)\w+")
TIMES: list[tuple[str, float]] = []
code = partial(press, where=".seance", held="coding")


@contextmanager
def timed(gesture: str) -> Iterator[None]:
    """Keep how long a gesture takes to show on the screen; printed with the load where FILIGRANE_TIMES is set."""
    began = time.perf_counter()
    yield
    TIMES.append((gesture, time.perf_counter() - began))


@pytest.fixture(scope="module", autouse=True)
def report() -> Iterator[None]:
    """Print how long each gesture took."""
    yield
    if os.environ.get("FILIGRANE_TIMES"):
        print(f"\nload {os.getloadavg()[0]:.1f}", *(f"{took:7.2f} s  {what}" for what, took in TIMES), sep="\n")


# Two whole days compute a study three times: minutes that belong to a bench.
pytestmark = pytest.mark.skipif(
    not os.environ.get("FILIGRANE_TIMES"), reason="FILIGRANE_TIMES=1 joue deux journées entières et dit leurs durées",
)


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """A new study with the empty grid, vectors that need no model."""
    made = Study(tmp_path_factory.mktemp("jours") / "enquete")
    create(made, BY_ID["grille"], "Le temps au travail", starting_grid("vide")[0])
    settings = made / "params.yaml"
    settings.write_text(BACKEND.sub(r"\1lexical", settings.read_text("utf-8")), "utf-8")
    return made


@pytest.fixture(scope="module")
def address(study: Study, serve: Serve) -> Iterator[str]:
    """The address it is served at."""
    with serve(study.root) as where:
        yield where


@pytest.fixture(scope="module")
def ines(browser: Browser, address: str) -> Iterator[Page]:
    """The browser of Inès, the researcher: the same all day."""
    page = browser.new_page(viewport={"width": 1400, "height": 900}, locale="fr-FR")
    page.set_default_timeout(60_000)
    hold(page)
    settled(page, address)
    yield page
    page.close()


@pytest.fixture(scope="module")
def paul(browser: Browser, address: str) -> Iterator[Page]:
    """The browser of Paul, who leads the research."""
    page = browser.new_page(viewport={"width": 1400, "height": 900}, locale="fr-FR")
    page.set_default_timeout(60_000)
    hold(page)
    settled(page, address)
    yield page
    page.close()


def coded(study: Study) -> int:
    """Count the codings in force; an undo is a line of its own, and codes nothing."""
    return sum(d.puts_a_code for d in decisions.codings(study))


def codings(study: Study, wanted: int) -> int:
    """Count the codings in force once there are as many as wanted, or as they are after a few seconds."""
    for _ in range(50):
        if (found := coded(study)) == wanted:
            break
        time.sleep(0.1)
    return found


def menu(page: Page, name: str) -> None:
    """Go to a page by the menu."""
    with timed(f"page {name}"):
        page.locator('[data-testid="stSidebarNav"]').get_by_text(name, exact=True).click()
        page.locator(".tete h1", has_text=name).wait_for()
        settled(page)


def update(page: Page) -> None:
    """Compute anew, from the page that asks for it."""
    with timed("« Mettre à jour » answers"):
        page.get_by_role("button", name=update_words.START).click()
        page.get_by_text(update_words.RUNNING).first.wait_for()
    with timed("update"):
        page.get_by_text(update_words.DONE).wait_for(timeout=RUN)
    settled(page)


def test_files_are_brought_and_people_named(ines: Page, study: Study, tmp_path: Path) -> None:
    """A text, a Word document, subtitles: what was understood shows; names are typed one under the other."""
    ines.locator("input[type=file]").set_input_files(list(map(str, two_days_files.write(tmp_path))))
    with timed("three files brought"):
        ines.get_by_role("button", name=run_words.BRING, exact=True).click()
        ines.get_by_role("heading", name=run_words.BROUGHT).wait_for()
    settled(ines)
    ines.get_by_role("link", name=run_words.WHO_ARE).click()
    ines.get_by_label("lucie.txt, LUCIE — Nom").wait_for()
    assert ines.get_by_text(people_words.WOULD).count() == 0
    ines.get_by_label("lucie.txt, LUCIE — Nom").fill("Lucie Ferrand")
    for name in ("Marc Dubreuil", "Odile Sarrazin"):
        ines.keyboard.press("Enter")
        ines.keyboard.type(name)
    ines.keyboard.press("Enter")
    ines.get_by_text("sessions.csv : 3 personnes complétées").wait_for()
    with timed("names saved"):
        ines.get_by_role("button", name=people_words.SAVE, exact=True).click()
        ines.get_by_text(people_words.SAVED).wait_for()
    assert not failed(ines)
    assert all((study / "transcripts" / name).exists() for name in two_days_files.FILES)


def test_a_typo_is_mended_and_all_is_computed(ines: Page, study: Study) -> None:
    """The word reads as it was said, beside what was received; then one press computes, and answers at once."""
    menu(ines, "Écouter et corriger")
    ines.get_by_role("textbox", name="Votre nom").fill("Inès")
    ines.keyboard.press("Enter")
    turn = ines.locator("[data-turn]", has_text=two_days_files.TYPO[1]).first
    turn.get_by_role("button", name="Corriger").click()
    area = ines.locator("textarea")
    right, wrong = two_days_files.TYPO
    area.fill(area.input_value().replace(wrong, right))
    with timed("typo mended"):
        area.press("Control+Enter")
        ines.locator("[data-turn] .corrige").wait_for()
    menu(ines, run_words.UPDATE)
    update(ines)

    assert [d.text for d in decisions.corrections(study)] == ["faire"]
    assert not failed(ines)


def test_ten_codes_are_born_while_reading(ines: Page, study: Study) -> None:
    """The words chosen, one key: a code of that name stands beside them, in a grid that was empty."""
    menu(ines, "Lecture")
    ines.locator(".seance.codable .outil").wait_for()
    settled(ines)
    for turn, said in IN_VIVO:
        drag(ines, turn, said)
        with timed("in vivo code"):
            code(ines, "i")
        assert said in ines.locator(".outil .nouvelle").inner_text()
        ines.keyboard.press("Escape")
        ines.keyboard.press("Escape")

    assert sorted(d.quote for d in decisions.codings(study) if d.puts_a_code) == sorted(said for _, said in IN_VIVO)
    ines.locator("summary", has_text=coding_words.MEMOS).first.click()
    ines.get_by_role("textbox", name=coding_words.TEXT).first.fill("Ce qui manque : [[vidée]]")
    with timed("memo"):
        ines.get_by_role("button", name=coding_words.KEEP).first.click()
        ines.get_by_text(coding_words.KEPT).wait_for()
    assert ines.locator(".memo a", has_text="vidée").is_visible()


def test_every_hit_is_coded_at_once_and_undone(ines: Page, study: Study) -> None:
    """All hits of a word in a concordance: a name that is no code codes all of them; one press takes them back."""
    menu(ines, "Extraits")
    ines.get_by_label("Chercher des mots").fill("temps")
    ines.get_by_label("Chercher des mots").press("Enter")
    ines.get_by_text(coding_words.VIEWS[coding_words.CONCORDANCE]).click()
    ines.locator("table.concordance").wait_for()
    settled(ines)
    ines.get_by_role("button", name=ui_words.TAKE_PASSAGES).click()
    ines.get_by_text(ui_words.EXPORT_REFUSED).first.wait_for()
    assert ines.get_by_text(ui_words.EXPORT_REFUSED).locator("visible=true").count() == 1
    ines.keyboard.press("Escape")
    with timed("all hits ticked"):
        ines.get_by_role("button", name=extracts_words.ALL.split("{", maxsplit=1)[0]).click()
        ines.get_by_text("passages choisis").wait_for()
    settled(ines)
    before = coded(study)
    field = ines.get_by_role("textbox", name=extracts_words.NAME_HINT, exact=True)
    field.fill("le temps")
    field.press("Enter")
    settled(ines)
    do, undo = (ines.get_by_role("button", name=n, exact=True) for n in (extracts_words.DO_CODE, extracts_words.UNDO))
    with timed("all hits coded"):
        do.click()
        ines.locator(".nouvelle", has_text="passages codés").wait_for()
    held = coded(study)
    assert held > before + 15
    settled(ines)
    with timed("all hits undone"):
        undo.first.click()
        ines.get_by_text("Annulé :").wait_for()
    assert codings(study, before) == before
    settled(ines)
    do.click()
    ines.locator(".nouvelle", has_text="passages codés").wait_for()
    assert codings(study, held) == held


def test_one_interview_is_signed_and_leaves_in_a_document(ines: Page, study: Study, tmp_path: Path) -> None:
    """What was read again and signed leaves after an update, alone; the rest says what it waits for."""
    menu(ines, run_words.REVIEW)
    ines.locator(".relecture header").wait_for()
    for _ in range(2):
        press(ines, "a", ".relecture")
    with timed("signed"):
        ines.get_by_role("button", name=review_words.SIGN_BUTTON).click()
        ines.get_by_text(review_words.SIGNED_THEN.split("} ")[1]).wait_for()
    assert [d.author for d in decisions.identifiers(study) if d.signs] == ["Inès"]
    ines.locator("a.badge.retard").click()
    ines.locator(".tete h1", has_text=run_words.UPDATE).wait_for()
    settled(ines)
    update(ines)
    menu(ines, "Grille de codage")
    ines.locator(".arbre").get_by_text("le temps").last.click()
    ines.locator(".fiche", has_text="le temps").wait_for()
    settled(ines)
    ines.get_by_text(ui_words.TAKE_PASSAGES).click()
    with timed("Word of a code"), ines.expect_download() as given:
        ines.get_by_role("button", name=FORMATS["docx"].name).click()
    given.value.save_as(tmp_path / "passages.docx")
    content = (tmp_path / "passages.docx").read_bytes()

    quoted = " ".join(FORMATS["docx"].quotations(content))
    assert "Je passe mon temps à courir" in quoted
    assert "tournées" not in quoted
    assert not [name for name in ("Lucie", "Ferrand", "Samira", "Saint-Aubin") if name in text_of(content)]
    assert ines.get_by_text("2 entretiens restent ici").first.is_visible()


def test_a_lead_goes_from_a_theme_to_its_passages_and_back(paul: Page) -> None:
    """A theme is written, its quote is read where it was said, and one is back at the theme; a cell opens its own."""
    menu(paul, "Thèmes")
    paul.get_by_role("textbox", name=theme_words.LABEL, exact=True).fill("Le temps compté")
    paul.get_by_role("textbox", name=theme_words.DEFINITION).fill("Ce que le temps fait au travail.")
    paul.get_by_role("combobox", name=theme_words.CODES).click()
    paul.keyboard.insert_text("le temps")
    paul.get_by_role("option", name="le temps").last.click()
    paul.keyboard.press("Escape")
    paul.get_by_role("textbox", name=coding_words.NAME).last.fill("Paul")
    paul.keyboard.press("Enter")
    settled(paul)
    with timed("theme written"):
        paul.get_by_role("button", name=theme_words.WRITE, exact=True).click()
        paul.get_by_text("3 personnes sur 3").first.wait_for()
    settled(paul)
    with timed("theme to passage"):
        paul.get_by_role("link", name="Lire le passage").first.click()
        paul.locator("#passage-demande").wait_for()
    assert "temps" in paul.locator("#passage-demande").inner_text()
    with timed("back to the theme"):
        paul.go_back()
        paul.get_by_text("3 personnes sur 3").first.wait_for()
    assert paul.get_by_text("Ce que le temps fait au travail.").first.is_visible()
    menu(paul, "Matrice")
    with timed("cell to passages"):
        paul.get_by_role("link", name="3 sur 3").first.click()
        paul.get_by_text("3 personnes").first.wait_for()
    assert not failed(paul)
