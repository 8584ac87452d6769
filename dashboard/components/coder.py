"""Who codes, and how: asked once, kept for as long as the page is open."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard import access, data
from dashboard.components import frame
from dashboard.components.html import element
from dashboard.words import lecture_wording as wording
from pipeline.coding.names import coder_name
from pipeline.contracts import Mode
from pipeline.decision_rows import FOLDERS, CodingDecision
from pipeline.errors import FiligraneError

CODER, MODE, TYPED, PICKED, ERROR = "coder", "coder:mode", "coder:typed", "coder:way", "coder:error"


def chosen() -> str:
    """Give the name of the coder, empty when nobody is named or whoever looks may only read."""
    return access.author(str(st.session_state.get(CODER) or ""))


def mode() -> Mode:
    """Say how the coder works; where the study hides suggestions, by hand."""
    if not data.reading().corpus.settings.suggestions:
        return "manual"
    said = st.session_state.get(MODE)
    return said if said in {"manual", "blind", "assisted"} else "assisted"


def known() -> list[str]:
    """Name those who have a file of decisions."""
    return sorted(path.stem for path in (data.study() / f"decisions/{FOLDERS[CodingDecision]}").glob("*.csv"))


def bar() -> None:
    """Say who codes and how, and let both be changed; ask for a name when nobody is named."""
    if not access.may("code"):
        return
    if not chosen():
        with st.expander(wording.TO_CODE, icon=":material/edit:", key="coder:ask"):
            _ask(known())
        return
    left, right = st.columns([5, 6], vertical_alignment="bottom")
    with left, st.container(horizontal=True, vertical_alignment="center", key="coder:who"):
        st.html(element("p", f"{wording.CODES_AS} ", element("strong", chosen())), width="content")
        if access.may("own"):
            st.button(wording.NAME_CHANGE, key="coder:change", type="tertiary", on_click=_forget)
    with right:
        _way()


def _ask(names: Sequence[str]) -> None:
    if names:
        st.pills(wording.NAMES_KNOWN, names, key="coder:known", on_change=_picked)
    with st.form("coder:form", border=False):
        st.text_input(wording.NAME, key=TYPED)
        frame.say(element("p", wording.NAME_HELP, class_="discret"))
        st.form_submit_button(wording.NAME_START, on_click=_typed)
    if st.session_state.get(ERROR):
        frame.say(element("p", st.session_state[ERROR], class_="alerte", role="alert"))


def _picked() -> None:
    st.session_state[CODER] = st.session_state.get("coder:known") or ""


def _typed() -> None:
    st.session_state[ERROR] = ""
    try:
        st.session_state[CODER] = coder_name(st.session_state.get(TYPED, ""))
    except FiligraneError as error:
        st.session_state[ERROR] = str(error)


def _forget() -> None:
    st.session_state[CODER] = ""


def _way() -> None:
    if data.reading().corpus.settings.suggestions:
        st.session_state[PICKED] = mode()
        st.segmented_control(
            wording.WAY, list(wording.WAYS), key=PICKED, required=True,
            format_func=lambda m: wording.WAYS[m], on_change=_keep,
        )


def _keep() -> None:
    # A widget that is not on the screen is forgotten: what was chosen is kept beside it.
    st.session_state[MODE] = st.session_state.get(PICKED)
