"""Who codes, and how: asked once, kept for as long as the page is open."""

from __future__ import annotations

import streamlit as st

from pipeline.contracts import Mode


def chosen() -> str:
    """Give the name of the coder, empty when nobody is named."""
    return str(st.session_state.get("coder") or "")


def mode() -> Mode:
    """Say how the coder works."""
    said = st.session_state.get("coder:mode")
    return said if said in {"manual", "blind", "assisted"} else "assisted"
