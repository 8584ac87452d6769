"""What somebody entered and did not save yet, kept beside the page; saved, dropped, taken back."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from typing import Any

import streamlit as st

from dashboard.access.study_place import study
from dashboard.data import describing
from dashboard.pages.personnes import words as wording
from dashboard.ui import frame
from dashboard.ui.html import element, join, link, list_of
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.describe import draft as drafts
from pipeline.pseudonymise.describe.answerers import Key
from pipeline.pseudonymise.describe.declared import AttributeDisplay
from pipeline.pseudonymise.describe.draft import Draft

NEWS, ERROR, DONE, ROUND = "people:news", "people:error", "people:done", "people:round"
CELLS, FIELDS, SHOWN, REMOVED = "people:cells", "people:fields", "people:shown", "people:removed"
TICKS, QUESTIONS = "people:ticks", "people:questions"
NOT_SAVED = (CELLS, FIELDS, SHOWN, REMOVED, TICKS, QUESTIONS)


def cells() -> dict[tuple[Key, str], str]:
    """Give the cells that were filled in and not saved."""
    found: dict[tuple[Key, str], str] = st.session_state.setdefault(CELLS, {})
    return found


def fields() -> list[str]:
    """Give the attributes that were added and not saved."""
    found: list[str] = st.session_state.setdefault(FIELDS, [])
    return found


def removed() -> list[str]:
    """Give the attributes that were taken away and not saved."""
    found: list[str] = st.session_state.setdefault(REMOVED, [])
    return found


def shown() -> dict[str, AttributeDisplay]:
    """Give how attributes are to be shown, where that was changed."""
    found: dict[str, AttributeDisplay] = st.session_state.setdefault(SHOWN, {})
    return found


def ticks() -> dict[tuple[str, str], bool]:
    """Give the ticks that were changed and not saved."""
    found: dict[tuple[str, str], bool] = st.session_state.setdefault(TICKS, {})
    return found


def questions() -> list[str]:
    """Give the questions that were added and not saved."""
    found: list[str] = st.session_state.setdefault(QUESTIONS, [])
    return found


def forget() -> None:
    """Drop what was not saved."""
    for name in NOT_SAVED:
        st.session_state.pop(name, None)
    # Widgets keep what one typed under their names: others take their places.
    st.session_state[ROUND] = round_() + 1


def kept() -> dict[str, Any]:
    """Give a copy of what was not saved, to know later what came since."""
    return {name: copy(st.session_state[name]) for name in NOT_SAVED if name in st.session_state}


def settle(seen: dict[str, Any]) -> None:
    """Drop what was saved; what somebody typed since it was seen waits for the next time."""
    for name, was in seen.items():
        now = st.session_state.get(name)
        if isinstance(now, dict):
            st.session_state[name] = {k: v for k, v in now.items() if k not in was or was[k] != v}
        elif isinstance(now, list):
            st.session_state[name] = [one for one in now if one not in was]
    st.session_state[ROUND] = round_() + 1


def round_() -> int:
    """Tell one sheet of widgets from the one before."""
    return int(st.session_state.get(ROUND, 0))


def attempt(act: Callable[[], str]) -> None:
    """Do something, and keep what to say of it."""
    st.session_state[NEWS] = st.session_state[ERROR] = ""
    try:
        describing.own()
        st.session_state[NEWS] = act()
    except FiligraneError as error:
        st.session_state[ERROR] = str(error)


def news() -> None:
    """Say what became of the last gesture, and let what was saved be taken back."""
    if st.session_state.get(ERROR):
        frame.alert(st.session_state[ERROR])
    if st.session_state.get(NEWS):
        later = link(wording.UPDATE, "mise_a_jour") if st.session_state.get(DONE) else ""
        frame.say(element("p", st.session_state[NEWS], " ", later, class_="nouvelle", role="status"))
    if st.session_state.get(DONE):
        st.button(wording.UNDO, key="people:undo", type="tertiary", on_click=lambda: attempt(_take_back))


def adding(label: str, add: Callable[[str], str], hint: str = "") -> None:
    """Offer to add a column or a row by its name, with one key."""
    key = f"people:add:{label}:{round_()}"
    told = f"{label} : {hint}" if hint else label
    with st.form(f"{key}:form", border=False, clear_on_submit=True, width=520):  # noqa: SIM117 - two lines are read better
        with st.container(horizontal=True, vertical_alignment="center"):
            st.text_input(label, key=key, placeholder=told, label_visibility="collapsed")
            st.form_submit_button(
                wording.ADD, on_click=lambda: attempt(lambda: add(str(st.session_state.get(key) or "")))
            )


def preview(made: Draft) -> None:
    """Show what would change, and let it be saved or dropped."""
    if not made.changes:
        return
    frame.say(join(element("h2", wording.WOULD), list_of(made.told, class_="a-relancer")))
    with st.container(horizontal=True, key="enregistrer"):  # kept in sight by its style
        seen = kept()

        def save() -> str:
            st.session_state[DONE] = drafts.apply(study(), made)
            settle(seen)
            return wording.SAVED

        st.button(wording.SAVE, key="people:save", type="primary", on_click=lambda: attempt(save))
        st.button(wording.DROP, key="people:drop", on_click=forget)


def _take_back() -> str:
    made = st.session_state.pop(DONE, None)
    if made:
        drafts.take_back(study(), made)
    forget()
    return wording.PEOPLE_TAKEN_BACK
