"""What a component of the page says of the last gesture → the gesture as plain data, done or refused in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from pipeline.errors import FiligraneError


@dataclass(frozen=True, slots=True)
class Keys:
    """Where a page keeps what it says of the last gesture, and how many there were."""

    news: str
    error: str
    count: str


def last(key: str) -> dict[str, Any]:
    """Give what somebody has just done on a component; empty when it cannot be understood."""
    said = st.session_state.get(key)
    made = said.get("gesture") if said else None
    return dict(made) if isinstance(made, dict) else {}


def attempt(doing: Callable[[], None], keys: Keys) -> None:
    """Do something, or keep why it cannot be done, to be told; the screen is another afterwards."""
    st.session_state[keys.news] = st.session_state[keys.error] = ""
    try:
        doing()
    except FiligraneError as error:
        st.session_state[keys.error] = str(error)
    st.session_state[keys.count] = st.session_state.get(keys.count, 0) + 1
