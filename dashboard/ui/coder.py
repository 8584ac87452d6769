"""Who codes, and how: asked once, remembered by a cookie of their own browser, on this machine alone."""

from __future__ import annotations

import secrets
from hashlib import blake2b
from typing import Any
from urllib.parse import quote, unquote

import streamlit as st

from dashboard.access import permissions
from dashboard.access.study_place import study
from dashboard.data import study_data
from dashboard.ui import frame
from dashboard.ui.html import element
from dashboard.words import coding_words as wording
from pipeline.model.contracts import Mode
from pipeline.model.decision_rows import FOLDERS, CodingDecision
from pipeline.model.decision_writer import coder_name
from pipeline.model.errors import FiligraneError

CODER, MODE, TYPED, PICKED, ERROR = "coder", "coder:mode", "coder:typed", "coder:way", "coder:error"
KEPT, TOKEN = "remembered:kept", "remembered:token"
SECONDS = 400 * 24 * 3600  # browsers keep nothing longer
NAME_COOKIE, WAY_COOKIE = "codeur", "maniere"
# In the page itself: nothing of it shows.
_component = st.components.v2.component(
    "filigrane_remembered", html="<span hidden></span>", js=frame.asset("remembered.js"), isolate_styles=False,
)


def cookies_sent() -> dict[str, str]:
    """Give what the browser sent when it opened this page."""
    return dict(st.context.cookies)


def recalled(what: str) -> str:
    """Give what this browser kept of this study; nothing where others can reach the server."""
    return unquote(cookies_sent().get(_cookie(what), "")) if permissions.may("own") else ""


def keep_cookie(what: str, value: str) -> None:
    """Ask the browser to keep something, to forget it when it is empty."""
    if permissions.may("own"):
        st.session_state[KEPT] = dict(st.session_state.get(KEPT) or {}) | {_cookie(what): quote(value, safe="")}
        st.session_state[TOKEN] = secrets.token_hex(8)


def write_cookies() -> None:
    """Let the browser do it, once for each change."""
    if permissions.may("own"):
        kept: Any = st.session_state.get(KEPT) or {}
        _component(key="remembered", data={
            "token": st.session_state.get(TOKEN, ""), "seconds": SECONDS, "kept": kept,
        }, height="content")


def _cookie(what: str) -> str:
    # Another study served on this machine is another place: cookies do not tell one port from another.
    return f"filigrane_{what}_{blake2b(str(study().root.resolve()).encode(), digest_size=6).hexdigest()}"


def chosen() -> str:
    """Give the name of the coder, empty when nobody is named or whoever looks may only read."""
    said = st.session_state.get(CODER)
    if said is None:
        # Anybody may write in their own browser: what could name no file is nobody.
        try:
            said = coder_name(recalled(NAME_COOKIE))
        except FiligraneError:
            said = ""
    return permissions.author(str(said))


def name(typed: str) -> None:
    """
    Take the name that somebody gives, and let their browser keep it.

    Raises:
        FiligraneError: no file of decisions could bear this name.
    """
    st.session_state[CODER] = coder_name(typed)
    keep_cookie(NAME_COOKIE, st.session_state[CODER])


def forget() -> None:
    """Let somebody else say who they are."""
    st.session_state[CODER] = ""
    keep_cookie(NAME_COOKIE, "")


def mode() -> Mode:
    """Say how the coder works; where the study hides suggestions, by hand."""
    if not study_data.reading().corpus.settings.suggestions:
        return "manual"
    said: Any = st.session_state.get(MODE) or recalled(WAY_COOKIE)
    return said if said in {"manual", "blind", "assisted"} else "assisted"


def known() -> list[str]:
    """Name those who have a file of decisions."""
    return sorted(path.stem for path in (study_data.study() / f"decisions/{FOLDERS[CodingDecision]}").glob("*.csv"))


def ask(where: str = "page") -> bool:
    """
    Ask for a name when nobody is named, the same way on every page; tell whether somebody is.

    Args:
        where: the place of the form on its page, when the page asks in several.
    """
    if chosen():
        return True
    with st.container(horizontal=True, vertical_alignment="center", key=f"coder:{where}:row", width="content"):
        with st.form(f"coder:form:{where}", border=False, width=340), frame.line(f"nom-{where}"):
            # What to type is said in the field: a line above it would push down what one came to read.
            st.text_input(
                wording.NAME, key=f"{TYPED}:{where}", placeholder=wording.NAME, label_visibility="collapsed", width=215,
            )
            st.form_submit_button(wording.NAME_START, on_click=_typed, args=(where,))
        if names := known():
            st.html(element("span", wording.NAMES_HERE, class_="discret"), width="content")
            st.pills(wording.NAMES_KNOWN, names, key=f"coder:known:{where}", on_change=_picked, args=(where,),
                     width="content", label_visibility="collapsed")
    if refused := st.session_state.pop(f"{ERROR}:{where}", ""):
        frame.alert(refused)
    return False


def bar() -> None:
    """Say on a line who codes and how, and let both be changed; ask for a name when nobody is named."""
    if not permissions.may("code"):
        return
    if not chosen():
        with st.popover(wording.TO_CODE, icon=":material/edit:", key="coder:ask"):
            ask()
        return
    who()
    choose_way()


def who() -> None:
    """Say under which name one decides here, and let whoever it is not say so."""
    if chosen():
        with st.container(horizontal=True, vertical_alignment="center", key="coder:who", width="content"):
            st.html(element("p", f"{wording.CODES_AS} ", element("strong", chosen())), width="content")
            if permissions.may("own"):
                st.button(wording.NAME_CHANGE, key="coder:change", type="tertiary", on_click=forget)


def named_or_asked(where: str = "page") -> None:
    """Say under which name one decides here, or ask for it."""
    if ask(where):
        who()


def _picked(where: str) -> None:
    if picked := st.session_state.get(f"coder:known:{where}"):
        name(picked)


def _typed(where: str) -> None:
    try:
        name(st.session_state.get(f"{TYPED}:{where}", ""))
    except FiligraneError as error:
        st.session_state[f"{ERROR}:{where}"] = str(error)


def _keep(key: str) -> None:
    keep_way(str(st.session_state.get(key) or ""))


def keep_way(way: str) -> None:
    """Keep how somebody codes: whoever codes alone is shown nothing when they open the page again."""
    # A widget that is not on the screen is forgotten: what was chosen is kept beside it.
    st.session_state[MODE] = way
    keep_cookie(WAY_COOKIE, way)


def choose_way() -> None:
    """Let the coder choose how suggestions come: after having decided alone, while deciding, or never."""
    if study_data.reading().corpus.settings.suggestions:
        st.session_state[PICKED] = mode()
        st.segmented_control(
            wording.WAY, list(wording.WAYS), key=PICKED, required=True,
            format_func=lambda m: wording.WAYS[m], on_change=_keep, args=(PICKED,), label_visibility="collapsed",
            width="content",
        )
