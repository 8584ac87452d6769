"""The grid: codes as a tree with what they count, the sheet of each, and every change seen before it is made."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import streamlit as st

from dashboard.access.study_place import study
from dashboard.data import grid_counts as view
from dashboard.data.decisions_read import decided
from dashboard.data.grid_counts import GridRow
from dashboard.data.passages import CorpusReading
from dashboard.pages.grille import gestures
from dashboard.pages.grille.view import examples, marker_list, to_text
from dashboard.ui import address, coder, frame
from dashboard.ui import grid as grid_ui
from dashboard.ui.grid import counts, day, ink, label, waiting
from dashboard.ui.html import Html, element, join, link
from dashboard.words import grid_words as wording
from pipeline.codebook import grid_files
from pipeline.codebook.codes import Code, Codebook
from pipeline.codebook.drafts import Grid
from pipeline.codebook.fired_markers import Kind, MarkerCheck, attempt, everywhere
from pipeline.coding.grid_effect import EffectMaterial
from pipeline.model.contracts import Coding

VIEW = "grille:view"


def sheet(book: Codebook, row: GridRow, fired: Counter[str]) -> Html:
    """Show all that the grid says of a code."""
    code = row.code
    state = element("span", f"{wording.RETIRED} {day(code.retired)}", class_="mention") if code.retired else Html("")
    if code.markers:
        sure, faint = ([m.pattern for m in code.markers if m.anchored is anchored] for anchored in (False, True))
        registre = join(
            element("h3", wording.MARKERS), marker_list(book, sure, fired),
            element("h4", f"{wording.ANCHORED} ({wording.ANCHORED_HELP})") if faint else "",
            marker_list(book, faint, fired), element("h4", wording.EXCLUSIONS) if code.exclusions else "",
            marker_list(book, code.exclusions),
        )
    else:
        registre = element("p", wording.NO_MARKER, class_="discret")
    return element(
        "article",
        element("header", element("span", label(code), class_="code person", style=ink(code)), " ", state),
        element("p", counts(row), class_="compte"),
        element("p", waiting(row), class_="discret") if row.to_read else "",
        link(wording.SEE_EXTRACTS, "extraits", code=code.id),
        element("dl", [join(element("dt", name), element("dd", text)) for name, text in (
            (wording.DEFINITION, code.definition), (wording.INCLUDE, code.include), (wording.EXCLUDE, code.exclude),
            (wording.PARENT, code.parent)) if text]),
        _sentences(book, code, "example"), _sentences(book, code, "counter_example"), registre,
        class_="carte fiche",
    )


def _sentences(book: Codebook, code: Code, kind: Kind) -> Html:
    said, title = ((code.examples, wording.EXAMPLES) if kind == "example"
                   else (code.counter_examples, wording.COUNTER_EXAMPLES))
    items = []
    for tried in (attempt(code, book, kind, sentence) for sentence in said):
        told = element("span", verdict(tried), class_="mention" if tried.broken else "discret")
        items.append(element("li", element("span", tried.sentence, class_="mots"), " ", told))
    return join(element("h3", title), element("ul", items, class_="phrases")) if said else Html("")


def verdict(tried: MarkerCheck) -> str:
    """Say what the markers make of a sentence."""
    named = " ; ".join(next(iter(examples(marker, {})), marker) for marker in tried.markers)
    if tried.kind == "counter_example" and not tried.broken:
        return wording.LEFT
    if tried.unseen:
        return wording.UNSEEN
    faint = f" ({wording.FAINT})" if tried.faint else ""
    return f"{wording.TAKEN if tried.broken else wording.SEEN} {named}{faint}"


def attempts(book: Codebook, tried: Sequence[MarkerCheck]) -> Html:
    """Show which codes react to a sentence, and through what."""
    codes = {c.id: c for c in book.codes}
    if not tried:
        return element("p", wording.TRY_NOTHING, class_="discret")
    items = [element("li", element("span", label(codes[t.code]), class_="code machine", style=ink(codes[t.code])), " ",
                     element("span", verdict(t), class_="discret")) for t in tried]
    return element("ul", items, class_="phrases")


def to_assign(reading: CorpusReading, codings: Sequence[Coding]) -> Html:
    """List the passages left under a code that was split, each leading to the text."""
    items = [element("li", to_text(reading, c), " ", element("strong", c.author), " ",
                     element("span", c.text, class_="dit petit")) for c in codings]
    help_ = element("p", wording.TO_ASSIGN_HELP, class_="discret")
    return join(element("h3", f"{wording.TO_ASSIGN} ({len(items)})"), help_, element("ul", items, class_="passages"))


def try_sentence(grid: Grid) -> None:
    """Let the reader try a sentence on every registre."""
    typed = st.text_input(wording.TRY, placeholder=wording.TRY_HINT, key="grille:phrase")
    if typed.strip():
        frame.say(attempts(grid.book, everywhere(grid.book, typed)))


def chosen(rows: dict[str, GridRow]) -> GridRow | None:
    """Let the reader choose a code; the address carries it."""
    if not rows:
        frame.say(element("p", wording.NO_CODE, class_="discret"))
        return None
    return rows[address.pick(wording.CODE, "code", list(rows), {c: grid_ui.label(r.code) for c, r in rows.items()})]


def one_code(reading: CorpusReading, grid: Grid, row: GridRow, material: EffectMaterial) -> None:
    """Show a code, and the passages left under it when it was split."""
    frame.say(sheet(grid.book, row, view.firings(row.code, grid.book, material)))
    left = view.to_assign(reading, grid.book, row.code)
    if left:
        frame.say(to_assign(reading, left))


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
        frame.say(grid_ui.tree(families, row.code.id if row else ""))


def body(reading: CorpusReading, grid: Grid, wanted: tuple[GridRow | None, str], material: EffectMaterial) -> None:
    """Show what the reader wants to see."""
    row, what = wanted
    if what == "history":
        grid_ui.show_history()
    elif what == "operate" or row is None:
        gestures.operate(reading, grid, row.code if row else None)
    elif what == "edit":
        gestures.edit_code(reading, grid, row.code, material)
    else:
        one_code(reading, grid, row, material)


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(wording.GRID)
    st.html(f"<style>{frame.asset('grid.css')}</style>")
    frame.caution()
    frame.say(element("p", wording.INTRODUCTION, class_="discret"))
    coder.who()
    grid_ui.news()
    try_sentence(grid_files.grid(study()))
    lay_out(reading)


show()
