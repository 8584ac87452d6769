"""Who reviews, and how → asked once, remembered by the browser."""

from __future__ import annotations

import streamlit as st

from dashboard.ui import coder, frame
from dashboard.ui.html import element
from dashboard.words import suggestion_wording
from pipeline.model.errors import FiligraneError

TYPED, PICKED = "suggestion:name", "suggestion:mode"


def named() -> bool:
    """Ask for a name when nobody is named; tell whether somebody is."""
    if coder.chosen():
        return True
    with st.form("suggestion:coder", border=False):
        st.text_input(suggestion_wording.NAME, key=TYPED)
        frame.say(element("p", suggestion_wording.NAME_HELP, class_="discret"))
        given = st.form_submit_button(suggestion_wording.NAME_START)
    if given:
        _name(st.session_state.get(TYPED, ""))
    return False


def _name(typed: str) -> None:
    try:
        coder.name(typed)
    except FiligraneError as error:
        frame.say(element("p", str(error), class_="alerte", role="alert"))
    else:
        st.rerun()


def way() -> None:
    """Let the coder choose how suggestions come: after having decided alone, while deciding, or never."""
    st.session_state[PICKED] = coder.mode()
    st.segmented_control(
        suggestion_wording.WAY, list(suggestion_wording.WAYS), key=PICKED, required=True, format_func=lambda m: suggestion_wording.WAYS[m],
        on_change=_keep,
    )


def _keep() -> None:
    coder.keep_way(str(st.session_state.get(PICKED) or ""))
