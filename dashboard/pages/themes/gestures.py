"""A theme, its passages and what a person wants of them → gestures, lines seen before a button writes them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import streamlit as st

from dashboard.data.passages import CorpusReading, Passage
from dashboard.data.study_data import study
from dashboard.pages.themes import view as wording
from dashboard.pages.themes.view import ShownPassage, holding
from dashboard.ui import coder, frame
from dashboard.ui import grid as grid_signing
from dashboard.ui.cards import quote
from dashboard.ui.grid import told
from dashboard.ui.html import Html, element, join
from pipeline.anchoring import decisions
from pipeline.codebook import grid_files, theme_operations
from pipeline.codebook.drafts import DraftOperation, Grid
from pipeline.codebook.grid import Theme
from pipeline.codebook.grid_files import history, last
from pipeline.codebook.theme_operations import ThemeDraft
from pipeline.coding import theme_decisions
from pipeline.coding.coding_writer import CodingWriter
from pipeline.coding.theme_decisions import MARKS
from pipeline.model.decision_rows import ThemeDecision, ThemeVerb
from pipeline.model.errors import FiligraneError

NEWS, ERROR, NOTE, SEARCH = "themes:news", "themes:error", "themes:note", "themes:search"
GESTURES = {
    ThemeVerb.TYPICAL: (wording.HOLD_TYPICAL, wording.HOLD_TYPICAL_HELP),
    ThemeVerb.CONTRARY: (wording.HOLD_CONTRARY, wording.HOLD_CONTRARY_HELP),
}
ACTION = "themes:action"


def listed(
    reading: CorpusReading, theme: str, held: Iterable[ShownPassage], gestures: Sequence[ThemeVerb], where: str,
) -> None:
    """
    Show passages, each with what one may do of it when somebody is named.

    Args:
        reading: the study as it is read now.
        theme: the id of the theme.
        held: the passages, each with the lines that chose it.
        gestures: what may be said of them, beside taking back what one said.
        where: the part of the page; a passage may stand in several, and its buttons need names of their own.
    """
    for one in held:
        told = [join(wording.CHOSEN_BY.format(line.author), element("em", f" : {line.memo}") if line.memo else "")
                for line in one.lines]
        chosen = element("p", [element("span", t, " ") for t in told], class_="discret choix") if told else Html("")
        frame.say(quote(reading.corpus, one.passage), chosen)
        if not coder.chosen():
            continue
        place = one.passage.place
        mine = [line for line in one.lines if line.author == coder.chosen()]
        with st.container(horizontal=True, key=f"themes:{where}:{place}"):
            for decision in gestures:
                label, help_ = GESTURES[decision]
                st.button(label, key=f"themes:{where}:{decision}:{place}", type="tertiary", help=help_, on_click=_hold,
                          args=(reading, theme, place, decision))
            for line in mine:
                st.button(wording.DROP, key=f"themes:{where}:drop:{line.id}", type="tertiary", help=wording.DROP_HELP,
                          on_click=_drop, args=(reading, line))


def other(reading: CorpusReading, theme: str) -> None:
    """Let whoever decides look for any other passage."""
    st.text_input(wording.NOTE, key=NOTE)
    words = st.text_input(wording.OTHER, key=SEARCH, placeholder=wording.OTHER_HINT)
    found: list[Passage] = holding(reading, words)
    if words.strip() and not found:
        frame.say(element("p", wording.NOT_FOUND, class_="discret"))
    listed(reading, theme, map(ShownPassage, found), MARKS, "found")


def news() -> None:
    """Say what became of the last gesture, once."""
    if words := st.session_state.pop(ERROR, ""):
        frame.say(element("p", words, class_="alerte", role="alert"))
    if words := st.session_state.pop(NEWS, ""):
        frame.say(element("p", words, class_="nouvelle", role="status"))


def _writer(reading: CorpusReading) -> CodingWriter:
    corpus = reading.corpus
    return CodingWriter(author=coder.chosen(), mode="manual", codebook=corpus.codebook, turns=corpus.turns)


def _hold(reading: CorpusReading, theme: str, place: str, decision: ThemeVerb) -> None:
    try:
        line = theme_decisions.mark(_writer(reading), theme, place, decision, st.session_state.get(NOTE, ""))
    except FiligraneError as error:
        st.session_state[ERROR] = str(error)
        return
    st.session_state[NOTE] = ""
    _keep(line)


def _drop(reading: CorpusReading, line: ThemeDecision) -> None:
    _keep(theme_decisions.undo(_writer(reading), line))


def _keep(line: ThemeDecision) -> None:
    decisions.append(study(), coder.chosen(), [line])
    st.session_state[NEWS] = wording.KEPT.format(coder.chosen())


def edit_theme(theme: Theme | None) -> None:
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
            st.button(wording.ACTIONS["undo"], key="themes:undo", on_click=lambda: grid_signing.attempt(
                lambda: grid_files.undo(study(), coder.chosen()), told(latest)))
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
    frame.say(element("p", wording.PREVIEW, class_="discret"), grid_signing.changes(draft))
    grid_signing.sign(draft, words, key)
