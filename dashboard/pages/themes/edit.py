"""A theme, and what a person wants of it → the lines that would change, then a button that writes them."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.data.study_data import study
from dashboard.pages.themes import words as wording
from dashboard.ui import coder, frame
from dashboard.ui import grid as grid_signing
from dashboard.ui.grid import told
from dashboard.ui.html import element
from pipeline.codebook import grid_files, theme_operations
from pipeline.codebook.drafts import DraftOperation, Grid
from pipeline.codebook.grid import Theme
from pipeline.codebook.grid_files import Done, history, last
from pipeline.codebook.theme_operations import ThemeDraft
from pipeline.coding.grid_effect import preview
from pipeline.model.errors import FiligraneError

ACTION = "themes:action"


def show(theme: Theme | None) -> None:
    """Let a person write, change or delete a theme; what changes is seen before it is written, and can be undone."""
    grid = grid_files.grid(study())
    actions = list(wording.ACTIONS) if theme else ["create", "undo"]
    action = st.segmented_control(wording.EDIT, actions, default=actions[0], key=ACTION, required=True,
                                  format_func=lambda a: wording.ACTIONS[a], label_visibility="collapsed")
    if action == "undo":
        latest = last(history(study()))
        if latest is None:
            frame.say(element("p", wording.NOTHING_TO_UNDO, class_="discret"))
        elif grid_signing.ready("theme_undo"):
            frame.say(element("p", told(latest)))
            st.button(wording.ACTIONS["undo"], key="themes:undo", on_click=_take_back, args=(latest,))
    elif action == "delete" and theme:
        frame.say(element("p", wording.DELETE_HELP, class_="discret"))
        _seen(lambda: theme_operations.delete_theme(grid, theme.id), wording.DELETE, "theme_delete")
    elif action == "edit" and theme:
        before = theme_operations.as_written(grid, theme.id)
        wanted = _form(grid, before, theme.id)
        if wanted == before:
            frame.say(element("p", wording.UNCHANGED, class_="discret"))
        else:
            _seen(lambda: theme_operations.edit_theme(grid, theme.id, wanted), wording.WRITE, "theme_edit")
    else:
        _create(grid)


def _create(grid: Grid) -> None:
    wanted = _form(grid, ThemeDraft("", ""), "")
    if wanted.label.strip() and wanted.definition.strip():
        _seen(lambda: theme_operations.create_theme(grid, wanted), wording.WRITE, "theme_create")
    else:
        frame.say(element("p", wording.FILL, class_="discret"))


def _form(grid: Grid, before: ThemeDraft, key: str) -> ThemeDraft:
    # What is written since, by whoever, is what the form opens with.
    key = f"themes:{key}:{abs(hash(before))}"
    label = st.text_input(wording.LABEL, before.label, key=f"{key}:label")
    definition = st.text_area(wording.DEFINITION, before.definition, key=f"{key}:definition", height=96)
    codes = {c.id: f"{c.id} {c.label}" for c in grid.book.codes}
    kept = [c for c in before.codes if c not in codes]
    options = [*codes, *kept]
    picked = st.multiselect(wording.CODES, options, list(before.codes), key=f"{key}:codes",
                            format_func=lambda c: codes.get(c, c), placeholder="")
    numbers = st.text_input(wording.GROUPINGS, ", ".join(map(str, before.groupings)), key=f"{key}:groupings")
    groupings = tuple(int(n) for n in numbers.replace(",", " ").split() if n.isdecimal())
    # Chosen in another order, the same codes are the same theme.
    same = set(picked) == set(before.codes)
    return ThemeDraft(label, definition, before.codes if same else tuple(picked), groupings)


def _seen(asked: Callable[[], DraftOperation], words: str, key: str) -> None:
    try:
        draft = asked()
    except FiligraneError as error:
        frame.say(element("p", str(error), class_="alerte", role="alert"))
        return
    lines = "\n".join(preview(draft, ()).lines)
    frame.say(element("p", wording.PREVIEW, class_="discret"), element("pre", lines, class_="lignes"))
    grid_signing.sign(draft, words, key)


def _take_back(latest: Done) -> None:
    grid_signing.attempt(lambda: grid_files.undo(study(), coder.chosen()), told(latest))
