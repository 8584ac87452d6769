"""The grid → a tree one reads, an operation signed and made, the list of those that were."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import streamlit as st

from dashboard.access import permissions
from dashboard.access.study_place import study
from dashboard.data.grid_counts import GridRow
from dashboard.ui import coder, frame
from dashboard.ui.cards import COLOUR as IS_COLOUR
from dashboard.ui.cards import INK
from dashboard.ui.html import Html, element, join, link
from dashboard.ui.sentences import phrases
from dashboard.words import grid_words as wording
from dashboard.words import ui_words
from pipeline.codebook import grid_files
from pipeline.codebook.codes import Code, Family
from pipeline.codebook.grid_files import PastOperation, history, last
from pipeline.codebook.operation_words import OPERATIONS
from pipeline.codebook.operations import DraftOperation
from pipeline.model.errors import FiligraneError


def tree(families: Sequence[tuple[Family, list[GridRow]]], chosen: str) -> Html:
    """Show the grid whole."""
    shown = [
        (element("h3", f"{of.id} {of.label}"), element("ul", [_row(row, chosen) for row in rows]) if rows else "")
        for of, rows in families
    ]
    return element("nav", [join(*parts) for parts in shown], class_="arbre", aria_label=wording.GRID)


def _row(row: GridRow, chosen: str) -> Html:
    code = row.code
    kind = " ".join(["rang", *(["choisi"] if code.id == chosen else []), *(["retire"] if code.retired else [])])
    name = element("span", link(label(code), "grille", code=code.id), class_="code person", style=ink(code))
    gone = element("span", f"{wording.RETIRED} {day(code.retired)}", class_="mention") if code.retired else ""
    below = f"margin-left:{row.depth * 1.4}rem"
    machine = element("span", waiting(row), class_="discret machine") if row.to_read else ""
    people = element("span", counts(row), class_="discret")
    return element("li", name, gone, people, machine, class_=kind, style=below)


def label(code: Code) -> str:
    """Name a code as people read it."""
    return f"{code.id} {code.label}"


def ink(code: Code) -> str:
    """Give the colour of a code as a style."""
    return f"--encre:{code.colour if IS_COLOUR.fullmatch(code.colour) else INK}"


def counts(row: GridRow) -> str:
    """Say how many people, interviews and excerpts a code has; what was written apart."""
    apart = phrases.counted(row.apart, *wording.APART) if row.apart else ""
    return " · ".join(filter(None, (
        phrases.counted(row.people, "personne", "personnes"), phrases.counted(row.sessions, "entretien", "entretiens"),
        phrases.counted(row.excerpts, "extrait", "extraits"), apart,
    )))


def waiting(row: GridRow) -> str:
    """Say how many excerpts are only suggested."""
    return f"+ {phrases.counted(row.to_read, wording.WAITING_ONE, wording.WAITING_MANY)}"


def day(written: str) -> str:
    """
    Write a date as people read it; what is no date stays.

    >>> day("2026-03-01"), day("un jour non précisé")
    ('01/03/2026', 'un jour non précisé')
    """
    parts = written[:10].split("-")
    return "/".join(reversed(parts)) if len(parts) == 3 else written


NEWS, ERROR, TYPED = "grille:news", "grille:error", "grille:name"


def sign(draft: DraftOperation, words: str, key: str) -> None:
    """Offer to make an operation, under a name asked once."""
    if ready(key):
        done = wording.DONE.format(f"{OPERATIONS[draft.operation]} ({draft.what})")
        # What was seen is what is made: files that changed since are refused.
        st.button(words, key=f"grille:{key}:do", type="primary", on_click=lambda: attempt(
            lambda: grid_files.apply(study(), draft, coder.chosen()), done))


def ready(key: str) -> bool:
    """Ask who decides when nobody said it yet; tell whether somebody did."""
    if not permissions.may("lead"):
        frame.say(element("p", ui_words.LEAD_ONLY, class_="discret"))
        return False
    if coder.chosen():
        return True
    typed = st.text_input(wording.NAME, key=f"{TYPED}:{key}")
    frame.say(element("p", wording.NAME_HELP, class_="discret"))
    if typed.strip():
        try:
            coder.name(typed)
        except FiligraneError as error:
            frame.say(element("p", str(error), class_="alerte", role="alert"))
            return False
    return bool(coder.chosen())


def attempt(act: Callable[[], object], done: str) -> None:
    """Do something that writes, and keep what to say of it."""
    st.session_state[NEWS] = st.session_state[ERROR] = ""
    if not permissions.may("lead"):
        st.session_state[ERROR] = ui_words.LEAD_ONLY
        return
    try:
        act()
    except FiligraneError as error:
        st.session_state[ERROR] = str(error)
    else:
        st.session_state[NEWS] = f"{done} {wording.UPDATE}"


def news() -> None:
    """Say what became of the last gesture."""
    if st.session_state.get(ERROR):
        frame.say(element("p", st.session_state[ERROR], class_="alerte", role="alert"))
    if st.session_state.get(NEWS):
        frame.say(element("p", st.session_state[NEWS], class_="nouvelle", role="status"))


def show_history() -> None:
    """List what was done, the latest first, and offer to undo it."""
    done = history(study())
    latest = last(done)
    if latest and ready("undo"):
        frame.say(element("p", f"{wording.LAST} : {told(latest)}. {wording.UNDO_HELP}"))
        undone = wording.UNDONE.format(told(latest))
        st.button(wording.UNDO, key="grille:undo", on_click=lambda: attempt(
            lambda: grid_files.undo(study(), coder.chosen()), undone))
    if not done:
        frame.say(element("p", wording.HISTORY_EMPTY, class_="discret"))
    rows = []
    for one in reversed(done):
        when = f"{day(one.at)} {one.at[11:16]} · {one.author}"
        rows.append(element("li", element("span", when, class_="discret"), " ", told(one)))
    frame.say(element("ol", rows, class_="passages"))


def told(done: PastOperation) -> str:
    """Name an operation that was made."""
    return f"{OPERATIONS.get(done.operation, done.operation)} ({done.what})"
