"""A run that ends while a page is open → a line that says so, and the way to see it."""

from __future__ import annotations

import streamlit as st

from dashboard.data import study_data
from dashboard.ui.html import element
from dashboard.words import update_wording

EVERY, SHOWN = 5, "renewed:run"  # seconds


def watch() -> None:
    """Note which run this page shows, and look from time to time whether another has ended."""
    st.session_state[SHOWN] = study_data.run_shown()
    st.fragment(look, run_every=EVERY)()


def look() -> None:
    """Say that another run has ended, when one has."""
    if study_data.run_shown() != st.session_state.get(SHOWN):
        with st.container(horizontal=True, vertical_alignment="center", key="renewed"):
            st.html(element("p", update_wording.STALE, class_="nouvelle", role="status"), width="content")
            # Outside the fragment: the whole page is read anew.
            st.button(update_wording.SHOW, key="renewed:show", on_click=_forget)


def _forget() -> None:
    st.session_state.pop(SHOWN, None)
    st.rerun()
