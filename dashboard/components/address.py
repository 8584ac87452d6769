"""What a reader chose ↔ the page's address: a link that is kept or shared opens the same view."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import streamlit as st

# Values that a choice may take; None for words typed freely.
Allowed = Mapping[str, Sequence[str] | None]
WRITTEN = "_address"


def adopt(allowed: Allowed) -> None:
    """Choose what the address says, on arrival and whenever the browser went back or forth."""
    says = {key: st.query_params.get_all(key) for key in allowed}
    if says != st.session_state.get(WRITTEN) or any(key not in st.session_state for key in allowed):
        for key, values in allowed.items():
            st.session_state[key] = _valid(says[key], values)


def _valid(says: list[str], allowed: Sequence[str] | None) -> list[str] | str:
    if allowed is None:
        return says[0] if says else ""
    return [v for v in dict.fromkeys(says) if v in allowed]


def publish(allowed: Allowed) -> None:
    """Write in the address what is chosen."""
    for key in allowed:
        chosen = _listed(st.session_state.get(key))
        if chosen:
            st.query_params[key] = chosen
        else:
            st.query_params.pop(key, None)
    st.session_state[WRITTEN] = {key: st.query_params.get_all(key) for key in allowed}


def _listed(chosen: list[str] | str | None) -> list[str]:
    if isinstance(chosen, str):
        return [chosen] if chosen else []
    return list(chosen or ())


def pick(label: str, key: str, options: Sequence[str], named: Mapping[str, str]) -> str:
    """Let the reader choose one of some options, the first unless the address says otherwise."""
    seen, asked = f"{key}:asked", st.query_params.get(key, "")
    if asked in options and asked != st.session_state.get(seen):
        st.session_state[key] = asked
    picked = st.selectbox(label, options, key=key, format_func=lambda o: named.get(o, o)) or options[0]
    st.query_params[key] = st.session_state[seen] = picked
    return picked
