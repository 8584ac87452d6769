"""Who codes, and how: asked once, remembered by the browser of this machine."""

from __future__ import annotations

from typing import Any

import streamlit as st

from dashboard.access import permissions
from dashboard.data import study_data
from dashboard.ui import cookies, frame
from dashboard.ui.html import element
from dashboard.words import reading_words as wording
from pipeline.model.contracts import Mode
from pipeline.model.decision_rows import FOLDERS, CodingDecision
from pipeline.model.decision_writer import coder_name
from pipeline.model.errors import FiligraneError

CODER, MODE, TYPED, PICKED, ERROR = "coder", "coder:mode", "coder:typed", "coder:way", "coder:error"


def chosen() -> str:
    """Give the name of the coder, empty when nobody is named or whoever looks may only read."""
    said = st.session_state.get(CODER)
    return permissions.author(_valid(cookies.recall(cookies.NAME)) if said is None else str(said))


def _valid(kept: str) -> str:
    # Anybody may write in their own browser: what could name no file is nobody.
    try:
        return coder_name(kept)
    except FiligraneError:
        return ""


def name(typed: str, folder: str = "codings") -> None:
    """
    Take the name that somebody gives, and let their browser keep it.

    Raises:
        FiligraneError: no file of ``folder`` could bear this name.
    """
    st.session_state[CODER] = coder_name(typed, folder)
    cookies.keep(cookies.NAME, st.session_state[CODER])


def forget() -> None:
    """Let somebody else say who they are."""
    st.session_state[CODER] = ""
    cookies.keep(cookies.NAME, "")


def mode() -> Mode:
    """Say how the coder works; where the study hides suggestions, by hand."""
    if not study_data.reading().corpus.settings.suggestions:
        return "manual"
    said: Any = st.session_state.get(MODE) or cookies.recall(cookies.WAY)
    return said if said in {"manual", "blind", "assisted"} else "assisted"


def known() -> list[str]:
    """Name those who have a file of decisions."""
    return sorted(path.stem for path in (study_data.study() / f"decisions/{FOLDERS[CodingDecision]}").glob("*.csv"))


def bar() -> None:
    """Say who codes and how, and let both be changed; ask for a name when nobody is named."""
    if not permissions.may("code"):
        return
    if not chosen():
        with st.expander(wording.TO_CODE, icon=":material/edit:", key="coder:ask"):
            names = known()
            if names:
                st.pills(wording.NAMES_KNOWN, names, key="coder:known", on_change=_picked)
            with st.form("coder:form", border=False):
                st.text_input(wording.NAME, key=TYPED)
                frame.say(element("p", wording.NAME_HELP, class_="discret"))
                st.form_submit_button(wording.NAME_START, on_click=_typed)
            if st.session_state.get(ERROR):
                frame.say(element("p", st.session_state[ERROR], class_="alerte", role="alert"))
        return
    left, right = st.columns([5, 6], vertical_alignment="bottom")
    with left, st.container(horizontal=True, vertical_alignment="center", key="coder:who"):
        _named()
    with right:
        if study_data.reading().corpus.settings.suggestions:
            st.session_state[PICKED] = mode()
            st.segmented_control(
                wording.WAY, list(wording.WAYS), key=PICKED, required=True,
                format_func=lambda m: wording.WAYS[m], on_change=_keep,
            )


def who(words: str = wording.CODES_AS) -> None:
    """Say under which name one decides here, and let whoever it is not say so."""
    if chosen():
        with st.container(horizontal=True, vertical_alignment="center", key="coder:who"):
            _named(words)


def _named(words: str = wording.CODES_AS) -> None:
    st.html(element("p", f"{words} ", element("strong", chosen())), width="content")
    if permissions.may("own"):
        st.button(wording.NAME_CHANGE, key="coder:change", type="tertiary", on_click=forget)


def _picked() -> None:
    if st.session_state.get("coder:known"):
        name(st.session_state["coder:known"])


def _typed() -> None:
    st.session_state[ERROR] = ""
    try:
        name(st.session_state.get(TYPED, ""))
    except FiligraneError as error:
        st.session_state[ERROR] = str(error)


def _keep() -> None:
    keep_way(str(st.session_state.get(PICKED) or ""))


def keep_way(way: str) -> None:
    """Keep how somebody codes: whoever codes alone is shown nothing when they open the page again."""
    # A widget that is not on the screen is forgotten: what was chosen is kept beside it.
    st.session_state[MODE] = way
    cookies.keep(cookies.WAY, way)
