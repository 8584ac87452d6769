"""An operation that was previewed, and a name → the operation made, or why it was not."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.access import permissions
from dashboard.access.study_place import study
from dashboard.ui import coder, frame
from dashboard.ui.html import element
from dashboard.words import grid_words as wording
from dashboard.words import ui_words
from pipeline.codebook import grid_files
from pipeline.codebook.operation_words import OPERATIONS
from pipeline.codebook.operations import DraftOperation
from pipeline.model.errors import FiligraneError

NEWS, ERROR, TYPED = "grille:news", "grille:error", "grille:name"


def sign(draft: DraftOperation, words: str, key: str) -> None:
    """Offer to make an operation, under a name asked once."""
    if ready(key):
        st.button(words, key=f"grille:{key}:do", type="primary", on_click=_make, args=(draft,))


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


def _make(draft: DraftOperation) -> None:
    # What was seen is what is made: files that changed since are refused.
    attempt(lambda: grid_files.apply(study(), draft, coder.chosen()),
            wording.DONE.format(f"{OPERATIONS[draft.operation]} ({draft.what})"))


def attempt(act: Callable[[], object], done: str) -> None:
    """Do something that writes, and keep what to say of it."""
    st.session_state[NEWS] = st.session_state[ERROR] = ""
    try:
        _leads()
        act()
    except FiligraneError as error:
        st.session_state[ERROR] = str(error)
    else:
        st.session_state[NEWS] = f"{done} {wording.UPDATE}"


def _leads() -> None:
    if not permissions.may("lead"):
        raise FiligraneError(ui_words.LEAD_ONLY)


def news() -> None:
    """Say what became of the last gesture."""
    if st.session_state.get(ERROR):
        frame.say(element("p", st.session_state[ERROR], class_="alerte", role="alert"))
    if st.session_state.get(NEWS):
        frame.say(element("p", st.session_state[NEWS], class_="nouvelle", role="status"))
