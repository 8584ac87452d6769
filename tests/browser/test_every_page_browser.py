"""In a real browser every page opens, with much to show or nothing, asks nothing of anybody, and bars nobody."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from dashboard.access import door
from dashboard.words import coding_words
from dashboard.words.ui_words import FILTER, FRENCH
from tests.browser.conftest import SCREENS, Person, Serve
from tests.browser.seeing import failed, settled

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = os.environ.get("FILIGRANE_AXE", "")
SAID = """() => {
  const nodes = document.querySelectorAll("[aria-label], [title], [placeholder], [data-testid=stSkipToContent]");
  const said = (node) => ["aria-label", "title", "placeholder"].map((name) => node.getAttribute(name));
  return Array.from(nodes).flatMap((node) => [...said(node), node.textContent]);
}"""
NEAR, NARROW = 150, 768  # pixels; under the second, Streamlit folds the menu
GRAVE = {"serious", "critical"}
# The address as it is, asked again: what the way back of a browser does.
# Every word of a page that is not somebody's, folded or not, and what a screen reader or a tip says.
WORDS = """() => {
  const said = [];
  const walk = document.createTreeWalker(document.querySelector('.stMain'), NodeFilter.SHOW_TEXT);
  const quoted = 'script, style, template, [data-testid=stIconMaterial], .dit, blockquote, q, .source, input';
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const icon = getComputedStyle(node.parentElement).fontFamily.includes('Material');
    if (!icon && !node.parentElement.closest(quoted) && node.data.trim()) said.push(node.data.trim());
  }
  for (const name of ['title', 'aria-label', 'placeholder']) {
    for (const node of document.querySelectorAll(`.stMain [${name}]`)) said.push(node.getAttribute(name));
  }
  return said;
}"""
# What belongs to files and to code: a path, a key of YAML, a name with an underscore, a flag, an English word.
INTERNAL = re.compile(
    r"\.ya?ml|codebook|decisions/|build/|\bid ?:|\b[a-zé]+_[a-zé0-9_]+|(?<!-)--[a-z]{2}|\bHEAD\b|"
    r"\b(the|and|of|with|error|loading|select|choose|press|enter|click|search|clear|none|true|false|null|undefined|nan|"
    r"upload|drag|drop|show|hide|more|less|any|next|previous)\b",
)
# Names that people of the fictional corpus bear; that of the model of language, in the report.
BORNE = re.compile(r"codeur_[12]|fr_core_news_md")
# What one came to read on each page: the first thing under the choices.
READ_FIRST = {
    "": ".chiffres", "accords": "table", "changements": ".vide, table", "citations": ".vide, .carte",
    "cooccurrences": "table", "double_codage": ".desaccord", "entretiens": "table", "extraits": ".carte",
    "grille": ".arbre", "journal": "h2", "lecture": ".tour", "matrice": "table", "mise_a_jour": "h2",
    "personnes": "table", "pseudonymisation": ".compte", "questionnaire": "h2", "qui_parle": "h3", "rapport": "p + p",
    "regroupements": "table", "saturation": ".compte", "suggestions": ".suggestion", "tables": "h3",
    "themes": ".ouverture", "transcription": ".tour-lu",
}
# What sticks out of the window with no way to reach it, what is cut in a button, words in a column of a few letters.
STICKS_OUT = """() => {
  const wide = document.documentElement.clientWidth;
  const shown = [...document.querySelectorAll('.stMain *')].filter((one) => one.checkVisibility());
  const worded = (one) => [...one.childNodes].some((part) => part.nodeType === Node.TEXT_NODE && part.data.trim());
  const box = (one) => one.getBoundingClientRect();
  const kept = (one) => one && (getComputedStyle(one).overflowX !== 'visible' && box(one).right <= wide + 1
    || kept(one.parentElement));
  const out = shown.filter((one) => box(one).right > wide + 1 && box(one).width > 1 && !kept(one.parentElement));
  const buttons = shown.filter((one) => one.matches('button, .stMain a, label') && one.innerText.trim().length > 3);
  const cut = buttons.filter((one) => [one, ...one.querySelectorAll('*')].some((part) => worded(part) &&
    getComputedStyle(part).overflowX !== 'visible' && part.clientWidth && part.scrollWidth > part.clientWidth + 2));
  const thin = shown.filter((one) => one.matches('th, td, p, button, a') && box(one).width > 0 && box(one).width < 30
    && box(one).height > 70 && one.innerText.trim().length > 6);
  return [...out, ...cut, ...thin].map((one) => `${one.tagName} ${one.className} ${one.innerText?.slice(0, 40)}`);
}"""
LAST_OF_MENU = "() => [...document.querySelectorAll('[data-testid=stSidebarNavLink]')].at(-1).getBoundingClientRect()"
UNDER_TITLE = """(wanted) => {
  const read = [...document.querySelectorAll(`.stMain :is(${wanted})`)].find((one) => one.checkVisibility());
  return read.getBoundingClientRect().top - document.querySelector('.tete').getBoundingClientRect().bottom;
}"""
AGAIN = "() => window.dispatchEvent(new PopStateEvent('popstate', { state: {} }))"


def test_every_page_opens_on_the_demonstration(shown: str, page: Page) -> None:
    """No page fails or asks anything of another machine; each says that the corpus is made up."""
    for name in SCREENS:
        settled(page, f"{shown}/{name}")
        assert not failed(page), name
        assert page.get_by_text("corpus fictif", exact=True).first.is_visible(), name


def test_no_page_shows_what_belongs_to_files(shown: str, page: Page) -> None:
    """No YAML, no path, no name of code, no flag, no word of English on any page, in what it folds nor in its tips."""
    found = {}
    for name in SCREENS:
        settled(page, f"{shown}/{name}")
        said = [BORNE.sub("", words) for words in page.evaluate(WORDS)]
        found[name] = [words for words in said if INTERNAL.search(words)]
    assert {name: words for name, words in found.items() if words} == {}


def test_what_one_came_to_read_begins_near_the_top(shown: str, person: Person) -> None:
    """On a screen of 1400 pixels, choices hold on a line or two: 150 pixels at most stand before what they choose."""
    page = person(viewport={"width": 1400, "height": 900})
    far = {}
    for name, read in READ_FIRST.items():
        settled(page, f"{shown}/{name}")
        far[name] = page.evaluate(UNDER_TITLE, read)
    assert set(READ_FIRST) == set(SCREENS)
    assert {name: top for name, top in far.items() if top > NEAR} == {}


@pytest.mark.parametrize("width", [1024, 700])
def test_a_small_screen_cuts_nothing(shown: str, person: Person, width: int) -> None:
    """At 1024 pixels, and at 1400 enlarged twice, nothing sticks out, no button is cut, no word stands in a column."""
    page = person(viewport={"width": width, "height": 900})
    found = {}
    for name in SCREENS:
        settled(page, f"{shown}/{name}")
        found[name] = page.evaluate(STICKS_OUT)
        if width > NARROW:
            assert page.evaluate(LAST_OF_MENU)["bottom"] <= 900, name
    assert {name: some for name, some in found.items() if some} == {}


def test_every_page_opens_on_an_empty_study(empty_study: Path, serve: Serve, page: Page) -> None:
    """Before anything was computed no page fails, and each lets interviews be dropped."""
    with serve(empty_study) as address:
        for name in [n for n in SCREENS if n != "pseudonymisation"]:  # not in the menu before there is something
            settled(page, f"{address}/{name}")
            assert not failed(page), name
            page.locator('[data-testid="stFileUploader"]').wait_for()


@pytest.mark.skipif(not AXE, reason="FILIGRANE_AXE ne nomme pas axe.min.js : .ci/run le demande à npm")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_is_barred_to_anyone(shown: str, person: Person, scheme: str) -> None:
    """Axe-core finds no serious or critical violation in what is ours, on any page, by day and by night."""
    page = person(color_scheme=scheme)
    found = {name: violations(page, f"{shown}/{name}") for name in SCREENS}
    assert {name: some for name, some in found.items() if some} == {}


@pytest.mark.skipif(not AXE, reason="FILIGRANE_AXE ne nomme pas axe.min.js : .ci/run le demande à npm")
def test_what_opens_is_barred_to_no_one(address: str, page: Page) -> None:
    """The panel of a passage, a suggestion in hand, filters and what stands around an excerpt keep their contrast."""
    settled(page, f"{address}/lecture?entretien=E01")
    page.get_by_text(coding_words.TO_CODE, exact=True).click()
    page.get_by_label(coding_words.NAME).fill("Zoé")
    page.get_by_role("button", name=coding_words.NAME_START).click()
    page.locator(".seance.codable .outil").wait_for()
    page.locator(".source").nth(1).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("c")
    page.locator(".panneau .codes-saisie").wait_for()
    found = {"panneau": violations(page)}
    page.locator('[data-testid="stSidebarNav"]').get_by_text(coding_words.SUGGESTIONS).click()
    page.locator(".suggestion .source").wait_for()
    found["suggestion"] = violations(page)
    settled(page, f"{address}/extraits?code=A3")
    page.get_by_role("button", name=FILTER).click()
    page.locator(".st-key-filtres-tous").wait_for()
    found["filtres"] = violations(page)
    page.keyboard.press("Escape")
    page.locator(".st-key-filtres-tous").wait_for(state="detached")
    for closed in page.locator(".carte details > summary").all():
        closed.click()
    found["autour"] = violations(page)
    assert {name: some for name, some in found.items() if some} == {}


def violations(page: Page, address: str = "") -> list[str]:
    settled(page, address)
    # As a tool of the browser would: the page itself runs no script but its own.
    page.evaluate(Path(AXE).read_text("utf-8"))
    said: dict[str, Any] = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    grave = [v for v in said["violations"] if v["impact"] in GRAVE]
    return [f"{v['id']}: {_target(n)}" for v in grave for n in v["nodes"] if ours(page, n)]


def _target(node: dict[str, Any]) -> str:
    return " ".join(str(part) for part in node["target"])


def ours(page: Page, node: dict[str, Any]) -> bool:
    """Tell what our pages draw from what Streamlit draws by itself."""
    inside = "(s) => Boolean(document.querySelector(s)?.closest('.stHtml, [data-testid=stBidiComponent], .seance'))"
    return bool(page.evaluate(inside, _target(node)))


def test_filters_follow_the_reader_and_the_way_back_works(address: str, page: Page) -> None:
    """A filter chosen in Extraits shows in Entretiens and Lecture, comes off there; « back » finds the view again."""
    menu = page.locator('[data-testid="stSidebarNav"]')
    settled(page, f"{address}/extraits?mots=reunions&vue=concordance")
    page.locator(".concordance .mots-dits").get_by_text("réunions").wait_for()
    menu.get_by_text("Entretiens", exact=True).click()
    page.get_by_text("personne, 1 entretien").wait_for()
    page.wait_for_url("**/entretiens*mots=reunions*")
    page.get_by_role("link", name="E02", exact=True).click()
    page.get_by_text("1 passage de cet entretien répond").wait_for()
    page.go_back()
    page.get_by_text("personne, 1 entretien").wait_for()
    page.get_by_role("button", name="Mots : reunions").click()
    page.get_by_text("personnes, 2 entretiens").wait_for()
    menu.get_by_text("Extraits", exact=True).click()
    page.get_by_text("2 personnes, 4 extraits").wait_for()
    assert "mots=" not in page.url


def test_a_link_opens_what_it_names_however_hurried(address: str, page: Page) -> None:
    """What is asked at the very moment a page comes, or goes, neither brings back the first interview nor the last."""
    field = page.get_by_role("combobox", name="Entretien", exact=True)
    for _ in range(3):
        for session in ("E02", "E01"):
            settled(page, f"{address}/entretiens")
            page.get_by_role("link", name=session, exact=True).click()
            # A second run begins before the browser drew what the first one sends.
            page.evaluate(AGAIN)
            settled(page)
            page.locator(f".seance[data-session='{session}'], .seance").first.wait_for()
            page.wait_for_function("s => new URL(location).searchParams.get('entretien') === s", arg=session)
            assert field.input_value().startswith(f"{session} — ")


def test_an_address_of_nothing_says_so_in_french(shown: str, page: Page) -> None:
    """A page mistyped or kept from elsewhere opens the first one, under a box whose words are ours."""
    settled(page, f"{shown}/nulle-part")
    page.locator('[role="dialog"]', has_text=door.LOST["nowhere"]).wait_for()
    assert "not" not in page.locator('[role="dialog"]').inner_text().split()


@pytest.mark.parametrize("name", ["", "extraits", "mise_a_jour"])
def test_what_streamlit_says_itself_is_said_in_french(shown: str, page: Page, name: str) -> None:
    """Labels that are read aloud, and the link to the content; texts that nobody knows stay as they are."""
    settled(page, f"{shown}/{name}")
    said = page.evaluate(SAID)

    assert "Aller au contenu" in said
    assert not FRENCH.keys() & set(said)
