"""The grid: codes as a tree with what they count, what each means, how it is found, and every change seen before."""

from __future__ import annotations

import streamlit as st

from dashboard.access.study_place import study
from dashboard.data import grid_counts as view
from dashboard.data.decisions_read import decided
from dashboard.data.grid_counts import GridRow
from dashboard.data.passages import CorpusReading
from dashboard.pages.grille import edit as grid_edit
from dashboard.pages.grille import operations as grid_operations
from dashboard.pages.grille import sheet as grid_sheet
from dashboard.ui import address, coder, frame
from dashboard.ui import grid as grid_history
from dashboard.ui import grid as grid_signing
from dashboard.ui import grid as grid_tree
from dashboard.ui.html import element
from dashboard.words import grid_words as wording
from pipeline.codebook import grid_files
from pipeline.codebook.drafts import Grid
from pipeline.codebook.fired_markers import everywhere
from pipeline.coding.grid_effect import EffectMaterial

VIEW = "grille:view"


def attempt(grid: Grid) -> None:
    """Let the reader try a sentence on every registre."""
    typed = st.text_input(wording.TRY, placeholder=wording.TRY_HINT, key="grille:phrase")
    if typed.strip():
        frame.say(grid_sheet.attempts(grid.book, everywhere(grid.book, typed)))


def chosen(rows: dict[str, GridRow]) -> GridRow | None:
    """Let the reader choose a code; the address carries it."""
    if not rows:
        frame.say(element("p", wording.NO_CODE, class_="discret"))
        return None
    return rows[address.pick(wording.CODE, "code", list(rows), {c: grid_tree.label(r.code) for c, r in rows.items()})]


def sheet(reading: CorpusReading, grid: Grid, row: GridRow, material: EffectMaterial) -> None:
    """Show a code, and the passages left under it when it was split."""
    frame.say(grid_sheet.sheet(grid.book, row, view.firings(row.code, grid.book, material)))
    left = view.to_assign(reading, grid.book, row.code)
    if left:
        frame.say(grid_sheet.to_assign(reading, left))


def lay_out(reading: CorpusReading) -> None:
    """Show the tree beside what the reader wants to see of a code."""
    grid = grid_files.grid(study())
    families = view.tree(reading, grid.book)
    rows = {row.code.id: row for _, found in families for row in found}
    material = view.material(reading, decided())
    left, right = st.columns([2, 5], gap="large")
    with right:
        row = chosen(rows)
        wanted = st.segmented_control(
            wording.VIEW, list(wording.VIEWS), default="operate" if "libelle" in st.query_params else "sheet", key=VIEW,
            required=True, format_func=lambda v: wording.VIEWS[v],
        )
        body(reading, grid, (row, str(wanted)), material)
    with left:
        frame.say(grid_tree.tree(families, row.code.id if row else ""))


def body(reading: CorpusReading, grid: Grid, wanted: tuple[GridRow | None, str], material: EffectMaterial) -> None:
    """Show what the reader wants to see."""
    row, what = wanted
    if what == "history":
        grid_history.show_history()
    elif what == "operate" or row is None:
        grid_operations.show(reading, grid, row.code if row else None)
    elif what == "edit":
        grid_edit.show(reading, grid, row.code, material)
    else:
        sheet(reading, grid, row, material)


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(wording.GRID)
    st.html(f"<style>{frame.asset('grid.css')}</style>")
    frame.caution()
    frame.say(element("p", wording.INTRODUCTION, class_="discret"))
    coder.who()
    grid_signing.news()
    attempt(grid_files.grid(study()))
    lay_out(reading)


show()
