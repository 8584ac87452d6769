"""A code → a form to change what it says and its markers, with the effect shown before anything is saved."""

from __future__ import annotations

import streamlit as st

from dashboard.data.passages import CorpusReading
from dashboard.pages.grille import passages as grid_passages
from dashboard.ui import frame
from dashboard.ui import grid as grid_signing
from dashboard.ui.html import element, join
from dashboard.words import grid_words as wording
from pipeline.codebook import operations
from pipeline.codebook.codes import Code
from pipeline.codebook.drafts import Grid, written
from pipeline.coding.grid_effect import EffectMaterial, effect
from pipeline.model.errors import FiligraneError

SAID = {"definition": wording.DEFINITION, "include": wording.INCLUDE, "exclude": wording.EXCLUDE}
LISTS = {
    "examples": wording.EXAMPLES, "counter_examples": wording.COUNTER_EXAMPLES, "markers": wording.MARKERS,
    "anchored": wording.ANCHORED, "exclusions": wording.EXCLUSIONS,
}
TALLEST = 12


def show(reading: CorpusReading, grid: Grid, code: Code, material: EffectMaterial) -> None:
    """Let a person change a code; what changes is told before it is written."""
    left, right = st.columns([1, 1], gap="large")
    with left:
        said = {name: _text(code, name, title) for name, title in SAID.items()}
        lists = {name: _lines(code, name, title) for name, title in LISTS.items()}
        frame.say(language())
    with right:
        _seen(reading, grid, code, (said, lists), material)


def _text(code: Code, name: str, title: str) -> str:
    return st.text_area(title, str(getattr(code, name)), key=f"grille:{code.id}:{code.version}:{name}", height=96)


def _lines(code: Code, name: str, title: str) -> list[str]:
    held = written(code, name)
    key = f"grille:{code.id}:{abs(hash(tuple(held)))}:{name}"
    typed = st.text_area(f"{title} ({wording.ONE_A_LINE})", "\n".join(held), key=key,
                         height=50 + 25 * min(max(len(held), 2), TALLEST))
    return [line for line in (" ".join(raw.split()) for raw in typed.splitlines()) if line]


def _seen(
    reading: CorpusReading, grid: Grid, code: Code, typed: tuple[dict[str, str], dict[str, list[str]]],
    material: EffectMaterial,
) -> None:
    said, lists = typed
    if all(getattr(code, n) == " ".join(t.split()) for n, t in said.items()) and \
            all(written(code, n) == items for n, items in lists.items()):
        frame.say(element("p", wording.NOTHING_CHANGED, class_="discret"))
        return
    try:
        draft = operations.edit(grid, code.id, said, lists)
    except FiligraneError as error:
        frame.say(element("p", str(error), class_="alerte", role="alert"))
        return
    after = next(c for c in draft.after.book.codes if c.id == code.id)
    if after.version != code.version:
        frame.say(element("p", wording.REDEFINED, class_="avertissement"))
    if after.markers != code.markers or after.exclusions != code.exclusions:
        frame.say(grid_passages.effect(reading, effect(draft.before.book, draft.after.book, material)))
    grid_signing.sign(draft, wording.SAVE, "edit")


def language() -> str:
    """Say how a marker is written."""
    signs = [join(element("dt", element("code", sign)), element("dd", told)) for sign, told in wording.LANGUAGE]
    return element("details", element("summary", wording.LANGUAGE_TITLE), element("dl", signs), class_="aide")
