"""A code and what to do with it → the operation previewed: every coding it touches, then a button."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.data.decisions_read import Decided, decided
from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading
from dashboard.pages.grille import passages as grid_passages
from dashboard.ui import frame
from dashboard.ui import grid as grid_signing
from dashboard.ui.grid import label
from dashboard.ui.html import Html, element
from dashboard.words import grid_words as wording
from pipeline.codebook import operations
from pipeline.codebook.codes import Code
from pipeline.codebook.drafts import Grid
from pipeline.codebook.operations import DraftOperation, New
from pipeline.coding.grid_effect import preview
from pipeline.model.decision_writer import today
from pipeline.model.errors import FiligraneError

KIND = "grille:operation"
Asked = Callable[[], DraftOperation] | None


def show(reading: CorpusReading, grid: Grid, code: Code | None) -> None:
    """Let a person prepare an operation; nothing is written before its preview was seen."""
    kinds = [k for k in wording.OPERATIONS if _fits(k, code)]
    if st.query_params.get("libelle") and KIND not in st.session_state:
        st.session_state[KIND] = "create"
    kind = st.selectbox(wording.OPERATION, kinds, key=KIND, format_func=lambda k: wording.OPERATIONS[k]) or kinds[0]
    asked = FORMS[kind](grid, code) if code and kind != "create" else _create(grid)
    if asked is None:
        frame.say(element("p", wording.FILL, class_="discret"))
        return
    try:
        draft = asked()
    except FiligraneError as error:
        frame.say(element("p", str(error), class_="alerte", role="alert"))
        return
    frame.say(_previewed(reading, decided(), draft))
    grid_signing.sign(draft, wording.DO, kind)


_merged = worked_out(4)(operations.merge)


# Whatever else is typed on the page, an operation that stays as it was shows what it showed.
@worked_out(2)
def _previewed(reading: CorpusReading, lines: Decided, draft: DraftOperation) -> Html:
    return grid_passages.preview(reading, preview(draft, lines.in_force))


def _fits(kind: str, code: Code | None) -> bool:
    if kind == "create" or code is None:
        return kind == "create"
    return kind != ("retire" if code.retired else "restore")


def _create(grid: Grid) -> Asked:
    book = grid.book
    # In vivo: the words that a coder selected, carried by the address, make the label.
    label_ = st.text_input(wording.NEW_LABEL, st.query_params.get("libelle", ""), key="grille:new:label")
    id_ = st.text_input(wording.NEW_ID, key="grille:new:id")
    family = st.selectbox(wording.NEW_FAMILY, [f.id for f in book.families], key="grille:new:family",
                          format_func=lambda f: next(f"{x.id} {x.label}" for x in book.families if x.id == f))
    parent = _code_or_none(grid, wording.NEW_PARENT, "new")
    definition = st.text_area(wording.DEFINITION, key="grille:new:definition")
    new = New(id_.strip(), label_, definition, family or "", parent)
    return (lambda: operations.create(grid, new)) if id_.strip() and label_.strip() else None


def _rename(grid: Grid, code: Code) -> Asked:
    label_ = st.text_input(wording.NEW_LABEL, code.label, key=f"grille:{code.id}:label")
    id_ = st.text_input(wording.NEW_ID, code.id, key=f"grille:{code.id}:id")
    if (label_.strip(), id_.strip()) == (code.label, code.id):
        return None
    return lambda: operations.rename(grid, code.id, label_.strip(), id_.strip())


def _move(grid: Grid, code: Code) -> Asked:
    families = [f.id for f in grid.book.families]
    family = st.selectbox(wording.NEW_FAMILY, families, families.index(code.family), key=f"grille:{code.id}:family")
    parent = _code_or_none(grid, wording.NEW_PARENT, code.id, code)
    if (family, parent) == (code.family, code.parent):
        return None
    # Under another code, it takes its family.
    return lambda: operations.move(grid, code.id, "" if parent else family or "", parent)


def _merge(grid: Grid, code: Code) -> Asked:
    others = {c.id: label(c) for c in grid.book.offered if c.id != code.id}
    into = st.selectbox(wording.INTO, list(others), None, key=f"grille:{code.id}:into", format_func=lambda c: others[c])
    registre = st.checkbox(wording.WITH_MARKERS, key=f"grille:{code.id}:registre")
    return (lambda: _merged(grid, code.id, into, registre=registre)) if into else None


def _split(grid: Grid, code: Code) -> Asked:
    typed = st.text_area(wording.PIECES, key=f"grille:{code.id}:pieces", placeholder=f"{code.id}a = …\n{code.id}b = …")
    keep = st.checkbox(wording.KEEP, key=f"grille:{code.id}:keep")
    pairs = (line.partition("=") for line in typed.splitlines() if line.strip())
    pieces = [New(id_.strip(), label_.strip()) for id_, _, label_ in pairs]
    return (lambda: operations.split(grid, code.id, pieces, keep=keep, today=today())) if pieces else None


def _retire(grid: Grid, code: Code) -> Asked:
    return lambda: operations.retire(grid, code.id, today())


def _restore(grid: Grid, code: Code) -> Asked:
    return lambda: operations.restore(grid, code.id)


def _code_or_none(grid: Grid, title: str, key: str, moved: Code | None = None) -> str:
    codes = {"": wording.NO_PARENT, **{c.id: label(c) for c in grid.book.offered if c is not moved}}
    start = list(codes).index(moved.parent) if moved and moved.parent in codes else 0
    return st.selectbox(title, list(codes), start, key=f"grille:{key}:parent", format_func=lambda c: codes[c]) or ""


FORMS: dict[str, Callable[[Grid, Code], Asked]] = {
    "rename": _rename, "move": _move, "merge": _merge, "split": _split, "retire": _retire, "restore": _restore,
}
