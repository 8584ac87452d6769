"""A code and what to do with it → what would change, shown before a button writes it."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.access.study_place import study
from dashboard.data.decisions_read import Decided, decided
from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading
from dashboard.pages.grille import view
from dashboard.pages.grille import words as wording
from dashboard.pages.grille.tree import FAMILY, KIND
from dashboard.ui import frame
from dashboard.ui import grid as grid_signing
from dashboard.ui.grid import FORM, label
from dashboard.ui.html import Html, element, join
from pipeline.codebook import grid_files, operations, whole_grid
from pipeline.codebook.codes import Code
from pipeline.codebook.drafts import COLOURS, Grid, written
from pipeline.codebook.operations import DraftOperation, NewCode
from pipeline.coding.grid_effect import EffectMaterial, effect, preview
from pipeline.model.decision_writer import today
from pipeline.model.errors import FiligraneError

SAID = {"definition": wording.DEFINITION, "include": wording.INCLUDE, "exclude": wording.EXCLUDE}
LISTS = {
    "examples": wording.EXAMPLES, "counter_examples": wording.COUNTER_EXAMPLES, "markers": wording.MARKERS,
    "anchored": wording.ANCHORED, "exclusions": wording.EXCLUSIONS,
}
TALLEST = 12
Asked = Callable[[], DraftOperation] | None


def edit_code(reading: CorpusReading, grid: Grid, code: Code, material: EffectMaterial) -> None:
    """
    Let a person change a code; what changes is told before it is written.

    Args:
        reading: the study as it is read now.
        grid: the grid as its files are now.
        code: the code in hand.
        material: the words on which markers are tried, to tell what they would gain and lose.
    """
    left, right = st.columns([1, 1], gap="large")
    with left:
        said = {
            name: st.text_area(
                title, str(getattr(code, name)), key=f"grille:{code.id}:{code.version}:{name}", height=96,
            )
            for name, title in SAID.items()
        }
        lists = {}
        for name, title in LISTS.items():
            held = written(code, name)
            typed = st.text_area(
                f"{title} ({wording.ONE_A_LINE})", "\n".join(held), height=50 + 25 * min(max(len(held), 2), TALLEST),
                key=f"grille:{code.id}:{abs(hash(tuple(held)))}:{name}",
            )
            lists[name] = [line for line in (" ".join(raw.split()) for raw in typed.splitlines()) if line]
        frame.say(language())
    with right:
        _seen(reading, grid, code, (said, lists), material)


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
        frame.alert(str(error))
        return
    after = next(c for c in draft.after.book.codes if c.id == code.id)
    if after.version != code.version:
        frame.say(element("p", wording.REDEFINED, class_="avertissement"))
    if after.markers != code.markers or after.exclusions != code.exclusions:
        frame.say(view.effect(reading, effect(draft.before.book, draft.after.book, material)))
    grid_signing.sign(draft, wording.SAVE, "edit")


def language() -> str:
    """Say how a marker is written."""
    signs = [join(element("dt", element("code", sign)), element("dd", told)) for sign, told in wording.LANGUAGE]
    return element("details", element("summary", wording.LANGUAGE_TITLE), element("dl", signs), class_="aide")


def operate(reading: CorpusReading, grid: Grid, code: Code | None) -> None:
    """Let a person prepare an operation; nothing is written before its preview was seen."""
    unfit = ("retire" if code.retired else "restore") if code else ""
    kinds = [k for k in wording.OPERATIONS if k in OF_GRID or (code and k != unfit)]
    if st.query_params.get("libelle") and KIND not in st.session_state:
        st.session_state[KIND] = "create"
    kind = st.selectbox(wording.OPERATION, kinds, key=KIND, format_func=lambda k: wording.OPERATIONS[k]) or kinds[0]
    asked = FORMS[kind](grid, code) if code and kind not in OF_GRID else OF_GRID[kind](grid)
    if asked is None:
        frame.say(element("p", wording.FILL, class_="discret"))
    else:
        propose(reading, asked, kind)


def propose(reading: CorpusReading, asked: Callable[[], DraftOperation], kind: str, words: str = wording.DO) -> None:
    """Show what an operation would do, and offer to make it; what cannot be done is said in its place."""
    try:
        draft = asked()
    except FiligraneError as error:
        frame.alert(str(error))
        return
    frame.say(_previewed(reading, decided(), draft))
    grid_signing.sign(draft, words, kind)


_merged = worked_out(4)(operations.merge)


# Whatever else is typed on the page, an operation that stays as it was shows what it showed.
@worked_out(2)
def _previewed(reading: CorpusReading, lines: Decided, draft: DraftOperation) -> Html:
    return view.preview(reading, preview(draft, lines.in_force), grid_signing.changes(draft))


def _create(grid: Grid) -> Asked:
    book = grid.book
    # In vivo: the words that a coder selected, carried by the address, make the label.
    label_ = st.text_input(wording.NEW_LABEL, st.query_params.get("libelle", ""), key=f"{FORM}label")
    family = _family(grid, wording.NEW_FAMILY, "grille:home") if book.families else ""
    parent = _code_or_none(grid, wording.NEW_PARENT, "new") if book.offered else ""
    definition = st.text_area(wording.DEFINITION_LATER, key=f"{FORM}definition")
    taken = grid_files.ids_told(study()) | {d.code for d in decided().every}
    home = grid.book.codes[[c.id for c in book.codes].index(parent)].family if parent else family
    usual = operations.next_id(grid, home, taken) if home else ""
    id_ = st.text_input(wording.NEW_ID, key=f"{FORM}id", placeholder=usual).strip() or usual
    if not label_.strip():
        return None
    if not home:
        return lambda: operations.in_vivo(grid, label_, "", taken)
    new = NewCode(id_, label_, definition, home, parent)
    return lambda: operations.create(grid, new)


def _family(grid: Grid, title: str, key: str, but: str = "") -> str:
    named = {f.id: f"{f.id} {f.label}" for f in grid.book.families if f.id != but}
    return st.selectbox(title, list(named), key=key, format_func=lambda f: named[f]) or ""


def _family_create(grid: Grid) -> Asked:
    label_ = st.text_input(wording.FAMILY_LABEL, key=f"{FORM}family_label")
    return (lambda: whole_grid.create_family(grid, label_)) if label_.strip() else None


def _family_rename(grid: Grid) -> Asked:
    family = _family(grid, wording.NEW_FAMILY, FAMILY)
    held = {f.id: f.label for f in grid.book.families}
    label_ = st.text_input(wording.FAMILY_LABEL, held.get(family, ""), key=f"grille:rename:{family}")
    return (lambda: whole_grid.rename_family(grid, family, label_)) if label_.strip() != held.get(family, "") else None


def _family_remove(grid: Grid) -> Asked:
    family = _family(grid, wording.NEW_FAMILY, FAMILY)
    held = [c for c in grid.book.codes if c.family == family]
    into = _family(grid, wording.FAMILY_INTO.format(len(held)), f"grille:into:{family}", family) if held else ""
    return (lambda: whole_grid.remove_family(grid, family, into)) if family else None


def _colour(grid: Grid, code: Code) -> Asked:
    named = dict(zip(COLOURS, wording.COLOUR_NAMES, strict=True))
    start = list(named).index(code.colour) if code.colour in named else None
    chosen = st.selectbox(wording.COLOUR, list(named), start, key=f"grille:{code.id}:colour",
                          format_func=lambda c: named[c])
    return (lambda: operations.colour(grid, code.id, chosen)) if chosen and chosen != code.colour else None


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
    pieces = [NewCode(id_.strip(), label_.strip()) for id_, _, label_ in pairs]
    return (lambda: operations.split(grid, code.id, pieces, keep=keep, today=today())) if pieces else None


def _code_or_none(grid: Grid, title: str, key: str, moved: Code | None = None) -> str:
    codes = {"": wording.NO_PARENT, **{c.id: label(c) for c in grid.book.offered if c is not moved}}
    start = list(codes).index(moved.parent) if moved and moved.parent in codes else 0
    return st.selectbox(title, list(codes), start, key=f"grille:{key}:parent", format_func=lambda c: codes[c]) or ""


# What is about no code in particular.
OF_GRID: dict[str, Callable[[Grid], Asked]] = {
    "create": _create, "family_create": _family_create, "family_rename": _family_rename,
    "family_remove": _family_remove,
}
FORMS: dict[str, Callable[[Grid, Code], Asked]] = {
    "colour": _colour, "rename": _rename, "move": _move, "merge": _merge, "split": _split,
    "retire": lambda grid, code: lambda: operations.retire(grid, code.id, today()),
    "restore": lambda grid, code: lambda: operations.restore(grid, code.id),
}
