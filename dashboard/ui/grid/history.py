"""What was done to the grid → a list, and the last operation to take back."""

from __future__ import annotations

import streamlit as st

from dashboard.access.study_place import study
from dashboard.ui import coder, frame
from dashboard.ui.grid import signing as grid_signing
from dashboard.ui.grid.tree import day
from dashboard.ui.html import Html, element
from dashboard.words import grid_wording as wording
from pipeline.codebook import grid_files
from pipeline.codebook.grid_files import Done, history, last
from pipeline.codebook.operation_words import OPERATIONS


def show() -> None:
    """List what was done, the latest first, and offer to undo it."""
    done = history(study())
    latest = last(done)
    if latest and grid_signing.ready("undo"):
        frame.say(element("p", f"{wording.LAST} : {told(latest)}. {wording.UNDO_HELP}"))
        st.button(wording.UNDO, key="grille:undo", on_click=_undo, args=(latest,))
    if not done:
        frame.say(element("p", wording.HISTORY_EMPTY, class_="discret"))
    frame.say(element("ol", [_line(one) for one in reversed(done)], class_="passages"))


def _undo(latest: Done) -> None:
    grid_signing.attempt(lambda: grid_files.undo(study(), coder.chosen()), wording.UNDONE.format(told(latest)))


def told(done: Done) -> str:
    """Name an operation that was made."""
    return f"{OPERATIONS.get(done.operation, done.operation)} ({done.what})"


def _line(done: Done) -> Html:
    when = f"{day(done.at)} {done.at[11:16]} · {done.author}"
    return element("li", element("span", when, class_="discret"), " ", told(done))
