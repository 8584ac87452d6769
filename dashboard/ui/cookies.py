"""Who codes and how ↔ cookies of their own browser, on this machine alone: never in an address, asked once.

Where people log in, the name of the login is the only one: nothing is read or kept here.
"""

from __future__ import annotations

import secrets
from hashlib import blake2b
from typing import Any
from urllib.parse import quote, unquote

import streamlit as st

from dashboard.access import permissions
from dashboard.access.study_place import study
from dashboard.ui.frame import asset

KEPT, TOKEN = "remembered:kept", "remembered:token"
SECONDS = 400 * 24 * 3600  # browsers keep nothing longer
WAY = "maniere"
NAME = "codeur"
# In the page itself: nothing of it shows.
_component = st.components.v2.component(
    "filigrane_remembered", html="<span hidden></span>", js=asset("remembered.js"), isolate_styles=False,
)


def cookies() -> dict[str, str]:
    """Give what the browser sent when it opened this page."""
    return dict(st.context.cookies)


def recall(what: str) -> str:
    """Give what this browser kept of this study; nothing where others can reach the server."""
    return unquote(cookies().get(_key(what), "")) if permissions.may("own") else ""


def keep(what: str, value: str) -> None:
    """Ask the browser to keep something, to forget it when it is empty."""
    if permissions.may("own"):
        st.session_state[KEPT] = dict(st.session_state.get(KEPT) or {}) | {_key(what): quote(value, safe="")}
        st.session_state[TOKEN] = secrets.token_hex(8)


def write() -> None:
    """Let the browser do it, once for each change."""
    if permissions.may("own"):
        kept: Any = st.session_state.get(KEPT) or {}
        _component(key="remembered", data={
            "token": st.session_state.get(TOKEN, ""), "seconds": SECONDS, "kept": kept,
        }, height="content")


def _key(what: str) -> str:
    # Another study served on this machine is another place: cookies do not tell one port from another.
    return f"filigrane_{what}_{blake2b(str(study().root.resolve()).encode(), digest_size=6).hexdigest()}"
