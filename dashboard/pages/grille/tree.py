"""The grid with its counts → the tree one drags codes in, and what was asked there, shown before it is made."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st

from dashboard.access import permissions
from dashboard.access.study_place import study
from dashboard.data.counting import GridRow
from dashboard.pages.grille import words as wording
from dashboard.ui import address, coder
from dashboard.ui import grid as grid_ui
from dashboard.ui.cards import COLOUR as IS_COLOUR
from dashboard.ui.cards import INK
from dashboard.ui.component import Component, Gesture
from dashboard.words import coding_words
from pipeline.codebook import grid_files, operations
from pipeline.codebook.codes import Family
from pipeline.codebook.drafts import COLOURS, Grid
from pipeline.codebook.operations import DraftOperation
from pipeline.pseudonymise.people.speakers import Material

TREE = Component(
    "grid_tree", '<nav class="arbre"></nav>', "pages/grille/tree.js", css="pages/grille/grid.css", key="grid-tree",
)
ASKED = grid_ui.ASKED
COUNT, KIND, FAMILY = "grille:count", "grille:operation", "grille:family"
# Gestures of the tree that are shown before they are made.
DRAFTS: dict[str, Callable[[Grid, Gesture], DraftOperation]] = {
    "move": lambda grid, made: operations.move(grid, str(made["code"]), str(made["family"]), ""),
    "merge": lambda grid, made: operations.merge(grid, str(made["code"]), str(made["into"])),
    "colour": lambda grid, made: operations.colour(grid, str(made["code"]), str(made["colour"])),
}


def shown(families: Sequence[tuple[Family, list[GridRow]]], chosen: str, of: Material) -> dict[str, Any]:
    """Give all that the browser gets of the tree: plain data; ``of`` is what the corpus is made of."""
    listed = [
        {"id": family.id, "label": f"{family.id} {family.label}", "rows": [_row(row, chosen, of) for row in rows]}
        for family, rows in families
    ]
    return {
        "families": listed, "labels": wording.TREE, "may": permissions.may("lead"),
        "palette": list(zip(COLOURS, wording.COLOUR_NAMES, strict=True)),
        "token": f"{chosen}|{st.session_state.get(COUNT, 0)}",
    }


def _row(row: GridRow, chosen: str, of: Material) -> dict[str, Any]:
    code = row.code
    return {
        "id": code.id, "label": grid_ui.label(code), "depth": row.depth, "chosen": code.id == chosen,
        "colour": code.colour if IS_COLOUR.fullmatch(code.colour) else INK,
        "retired": f"{coding_words.RETIRED} {grid_ui.day(code.retired)}" if code.retired else "",
        "counts": grid_ui.counts(row, of),
        "waiting": grid_ui.waiting(row) if row.to_read and address.suggestions_on() else "",
    }


def obey() -> None:
    """Note what was asked in the tree; a colour touches no coding, and is given at once to whoever is named."""
    made = TREE.gesture()
    st.session_state[COUNT] = st.session_state.get(COUNT, 0) + 1
    st.session_state.pop(ASKED, None)
    if made.get("gesture") == "new_family":
        st.session_state[KIND], st.session_state[grid_ui.VIEW] = "family_create", "operate"
    elif made.get("gesture") == "family":
        st.session_state[FAMILY] = made.get("family")
        st.session_state[KIND], st.session_state[grid_ui.VIEW] = "family_rename", "operate"
    elif made.get("gesture") == "colour" and coder.chosen():
        grid = grid_files.grid(study())
        grid_ui.attempt(lambda: grid_files.apply(study(), DRAFTS["colour"](grid, made), coder.chosen()),
                        wording.COLOURED.format(made.get("code")), suggests=False)
    elif made.get("gesture") in DRAFTS:
        st.session_state[ASKED] = made


def asked(grid: Grid, made: Gesture) -> DraftOperation:
    """
    Prepare what was asked in the tree.

    Raises:
        BrokenCodebook: it cannot be done.
    """
    return DRAFTS[made["gesture"]](grid, made)


def told(grid: Grid, made: Gesture) -> str:
    """Say what was asked in the tree, in words."""
    codes = {c.id: grid_ui.label(c) for c in grid.book.codes}
    there = codes.get(str(made.get("into")), "")
    there = next((f"{f.id} {f.label}" for f in grid.book.families if f.id == made.get("family")), there)
    return wording.ASKED[str(made["gesture"])].format(code=codes.get(str(made["code"]), ""), there=there)


def forget() -> None:
    """Let go of what was asked."""
    st.session_state.pop(ASKED, None)
