"""In a real browser, a coder codes words by keyboard and by mouse, exactly, and takes it back."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from dashboard.pages.lecture import words as lecture_words
from dashboard.words import coding_words as wording
from pipeline.anchoring import decisions
from pipeline.model import store
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.study import Study
from tests.browser import seeing
from tests.browser.conftest import Person

if TYPE_CHECKING:
    from playwright.sync_api import Page

# Signs outside the first plane, a ligature, accents, an apostrophe, a wrapped line: each shifts what a browser counts.
SAID = "👩‍🦰 Là, 𝄞 on court… L'école de mon cœur attend,\net les papiers aussi. Voilà."
RECT = """([turn, words]) => {
  const node = [...document.querySelectorAll('.source')].find((one) => one.turn.turn === turn);
  const walker = document.createTreeWalker(node, NodeFilter.SHOW_TEXT);
  let before = '';
  const from = node.textContent.indexOf(words);
  const range = document.createRange();
  for (let leaf = walker.nextNode(); leaf; leaf = walker.nextNode()) {
    const at = (offset) => offset >= before.length && offset <= before.length + leaf.data.length;
    if (at(from)) range.setStart(leaf, from - before.length);
    if (at(from + words.length)) { range.setEnd(leaf, from + words.length - before.length); break; }
    before += leaf.data;
  }
  const [rect] = range.getClientRects();
  return { left: rect.left, right: rect.right, middle: (rect.top + rect.bottom) / 2 };
}"""


@pytest.fixture
def study(small_study: Path) -> Path:
    """A study in which somebody said signs that are hard to count."""
    table = small_study / "build/tables/anonymised.parquet"
    turns = store.read("anonymised", table)
    hard = [replace(t, text=SAID, sentences=(8, 21, 23)) if (t.session, t.turn) == ("E01", 3) else t for t in turns]
    store.write("anonymised", hard, table)
    return small_study


@pytest.fixture
def page(address: str, person: Person, study: Path) -> Page:
    """The page Lecture, on which Zoé has begun to code."""
    assert study.exists()
    opened = person()
    seeing.settled(opened, f"{address}/lecture?entretien=E01")
    opened.get_by_text(wording.TO_CODE, exact=True).click()
    seeing.settled(opened)
    opened.get_by_label(wording.NAME).fill("Zoé")
    opened.get_by_role("button", name=wording.NAME_START).click()
    opened.locator(".seance.codable .outil").wait_for()
    seeing.settled(opened)
    return opened


press = partial(seeing.press, where=".seance", held="coding")


def drag(page: Page, turn: int, words: str) -> None:
    """Select words with the mouse, a little short of both ends: whole words are taken."""
    # Amid the window: the bar that stays in sight covers its foot.
    page.locator(".source").nth(turn).evaluate("node => node.scrollIntoView({ block: 'center' })")
    box = page.evaluate(RECT, [turn, words])
    page.mouse.move(box["left"] + 3, box["middle"])
    page.mouse.down()
    page.mouse.move((box["left"] + box["right"]) / 2, box["middle"], steps=4)
    page.mouse.move(box["right"] - 3, box["middle"], steps=4)
    page.mouse.up()
    page.locator(".panneau .codes-saisie").wait_for()


def written(study: Path, coder: str = "Zoé") -> list[CodingDecision]:
    return [d for d in decisions.read(Study(study), CodingDecision) if d.author == coder]


def test_wrapped_lines_flow_and_a_quote_keeps_its_line_break(page: Page, study: Path) -> None:
    """A file wrapped at so many columns reads as one paragraph; what is coded is still its words, to the byte."""
    drag(page, 3, "attend")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    assert "\n" not in page.locator(".source").nth(3).inner_text()
    assert "\n" in page.locator(".source").nth(3).evaluate("node => node.textContent")
    page.keyboard.type("A1")
    press(page, "Enter")

    assert [d.quote for d in written(study)] == ["attend,\net"]


COVERED = """() => {
  const top = document.querySelector('.outil').getBoundingClientRect().top;
  const [passage] = CSS.highlights.get('filigrane-passage');
  const names = [...document.querySelectorAll('.bande')].filter((one) => one.textContent.startsWith('A3'));
  return [passage, names[names.length - 1]].map((one) => one.getBoundingClientRect().bottom > top);
}"""


def test_the_panel_shows_every_code_and_covers_neither_the_passage_nor_its_names(page: Page) -> None:
    """On a low screen, words chosen at its foot are brought above the panel with the names beside them."""
    drag(page, 3, "école de mon cœur")
    page.keyboard.type("A3")
    press(page, "Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.set_viewport_size({"width": 1280, "height": 600})
    drag(page, 3, "mon cœur")
    codes = page.locator(".options li").all_inner_texts()

    assert page.evaluate(COVERED) == [False, False]
    assert [name for name in ("A1 Mission", "A3 Temps") if not any(name in code for code in codes)] == []
    assert page.locator(".panneau").evaluate("node => node.scrollHeight <= node.clientHeight + 1")
    page.keyboard.press("c")
    page.keyboard.insert_text("le cœur à l'école")
    press(page, "Enter")
    # The lines that tell of the new code unfold in the panel: words are brought above them.
    page.wait_for_function(f"() => ({COVERED})().every((one) => !one)")


def test_the_id_of_a_code_typed_over_chosen_words_is_that_code(page: Page, study: Path) -> None:
    """« A3 » typed without going to the field looks for A3: its digit is no rank in the list."""
    drag(page, 3, "école de mon cœur")
    page.keyboard.type("A3")
    assert page.locator(".panneau .codes-saisie").input_value() == "A3"
    press(page, "Enter")

    assert [(d.decision, d.code) for d in written(study)] == [("add", "A3")]


def test_a_drag_that_ends_on_the_panel_stops_at_the_last_words_under_the_mouse(page: Page) -> None:
    """The browser alone would select to the end of the interview; Escape, in the field of codes, closes at once."""
    drag(page, 3, "attend")
    box = page.evaluate(RECT, [3, "école"])
    page.mouse.move(box["left"] + 3, box["middle"])
    page.mouse.down()
    page.mouse.move(box["right"] - 3, box["middle"], steps=4)
    panel = page.locator(".panneau").bounding_box()
    assert panel
    page.mouse.move(panel["x"] + 200, panel["y"] + 60, steps=1)
    page.mouse.up()

    page.locator(".panneau q", has_text="école").wait_for()
    assert page.locator(".panneau header .discret").inner_text() == "1 mot"
    page.locator(".codes-saisie").press("Escape")
    assert page.locator(".panneau").count() == 0


def test_words_coded_by_mouse_then_by_keyboard_and_taken_back(page: Page, study: Path) -> None:
    """Each gesture is one line, exact to the word; the band shows; several codes share a span; Ctrl+Z takes back."""
    drag(page, 3, "école de mon cœur")
    page.keyboard.press("c")
    page.keyboard.insert_text("xyz")
    page.get_by_text(lecture_words.LABELS["no_code"]).wait_for()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text("tém")  # without regard to accents
    press(page, "Enter")
    page.keyboard.type("a1")
    press(page, "Enter")
    assert page.locator(".marge .bande.own .bande-nom").all_inner_texts()[-2:] == ["A1 Mission", "A3 Temps"]

    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    page.locator(".source").nth(1).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Shift+ArrowRight")
    assert page.locator(".panneau q").inner_text() == "court tout le"
    page.keyboard.press("c")
    page.keyboard.type("mission")
    press(page, "Enter")
    press(page, "Control+z")

    lines = written(study)
    assert [(d.decision, d.code, d.quote, d.mode) for d in lines] == [
        ("add", "A3", "école de mon cœur", "assisted"), ("add", "A1", "école de mon cœur", "assisted"),
        ("add", "A1", "court tout le", "assisted"), ("undo", "A1", "court tout le", "assisted"),
    ]
    assert [(d.session, d.turn, d.first_word, d.last_turn, d.last_word) for d in lines[:3]] == [
        ("E01", 3, 11, 3, 14), ("E01", 3, 11, 3, 14), ("E01", 1, 1, 1, 3),
    ]
    assert lines[3].replaces == lines[2].id


def heard(page: Page, role: str) -> list[tuple[str, str]]:
    """What the tree of accessibility says of nodes of a role: their names, and what describes them."""
    tree = page.context.new_cdp_session(page).send("Accessibility.getFullAXTree")["nodes"]
    told = [n for n in tree if not n["ignored"] and n["role"]["value"] == role]
    return [(n["name"]["value"], n.get("description", {}).get("value", "")) for n in told]


def test_words_chosen_and_what_stands_on_them_are_read_aloud(page: Page) -> None:
    """Without seeing, one knows which words are chosen, what bears codes, and which words a code is about."""
    aloud = page.locator(".lu[role=status]")
    drag(page, 3, "mon cœur")
    assert aloud.inner_text() == "Passage choisi : « mon cœur », 2 mots. Sur ces mots : aucun code."
    told = page.locator(".seance").aria_snapshot()
    # The tree that screen readers are given: bands as buttons, then what was chosen and the codes it may be given.
    for line in (
        '- region "L\'entretien et ses codages"', '- button "A3 Temps claire"', "- text: Passage choisi mon cœur",
        '- combobox "Code"', '- option "1 A1 Mission"',
    ):
        assert line in told, told
    page.keyboard.type("A3")
    press(page, "Enter")
    page.keyboard.press("Escape")
    page.keyboard.press("Escape")
    assert not aloud.inner_text()

    assert [described for name, described in heard(page, "group") if name.startswith("tour 3,")] == ["A3 Temps (vous)"]
    assert ("A3 Temps", "« mon cœur »") in heard(page, "button")
    page.locator(".source").nth(3).focus()
    for _ in range(14):
        page.keyboard.press("ArrowRight")
    assert aloud.inner_text().endswith("1 mot. Sur ces mots : A3 Temps (vous).")


def test_a_passage_may_span_turns_and_bear_a_memo_and_a_star(page: Page, study: Path) -> None:
    """From a turn to the next one with arrows; the memo goes with the code, the star with the words."""
    page.locator(".source").nth(2).focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("e")
    page.keyboard.press("Shift+ArrowRight")
    page.locator(".memo-saisie").fill("une relance, et ce qu'elle ouvre")
    page.locator(".codes-saisie").focus()
    page.keyboard.type("A3")
    press(page, "Enter")
    page.locator('[data-act="star"]').focus()
    press(page, "*")

    code, star = written(study)
    assert (code.turn, code.first_word, code.last_turn, code.last_word) == (2, 0, 3, 0)
    assert (code.quote, code.memo) == ("Et ensuite ?\n👩", "une relance, et ce qu'elle ouvre")
    assert (star.decision, star.quote) == ("star", code.quote)


def test_a_suggestion_is_accepted_where_it_stands(page: Page, study: Path) -> None:
    """Asked for, the suggestion is drawn and named otherwise; A accepts it; it is then one's own."""
    page.get_by_role("link", name="Suivant : E02").first.click()
    page.get_by_text("+ 1 suggestion", exact=True).click()
    band = page.locator(".marge .bande.machine", has_text="A3 Temps")
    band.wait_for()
    assert "suggestion" in band.inner_text()
    band.click()
    page.locator(".panneau .fiche").wait_for()
    press(page, "a")
    page.locator(".marge .bande.own", has_text="A3 Temps").wait_for()

    assert [(d.decision, d.code, d.mode) for d in written(study)] == [("accept", "A3", "assisted")]


def test_alone_first_nothing_of_others_nor_of_the_machine_is_sent(
    page: Page, study: Path, received: list[bytes]
) -> None:
    """Until the session is marked as read, the server sends neither suggestions nor what colleagues decided."""
    page.get_by_text(wording.WAYS["blind"], exact=True).click()
    page.get_by_text(lecture_words.LAYERS_HIDDEN[:40]).wait_for()
    received.clear()
    page.get_by_role("link", name="Suivant : E02").first.click()
    page.locator(".source", has_text="On manque de temps").wait_for()
    page.wait_for_timeout(500)
    sent = b"".join(received)
    assert b"On manque de temps" in sent
    assert not [told for told in (b"claire", b"E02:1:w0-w9|", b"indice de ce code", b"probable") if told in sent]
    page.get_by_role("button", name=lecture_words.READ_ALL).click()
    page.locator(".marge .bande.other", has_text="claire").first.wait_for()

    assert [(d.decision, d.mode) for d in written(study)] == [("read", "blind")]
