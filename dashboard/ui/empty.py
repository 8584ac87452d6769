"""A study with nothing to show yet → interviews brought in, or the fictional corpus tried."""

from __future__ import annotations

import streamlit as st

from dashboard.access import permissions, study_place
from dashboard.ui import deposit
from dashboard.ui.html import Html, element, link
from dashboard.words import update_wording, wording


def show() -> None:
    """Say what to do with an empty study, and let it be done here."""
    steps = [element("li", element("strong", title), element("p", text)) for title, text in wording.EMPTY_STEPS]
    st.html(element("section", element("h2", wording.EMPTY_TITLE), waiting(), element("ol", steps), class_="vide"))
    deposit.show()
    if permissions.may("own") and study_place.demonstration():
        st.html(element("p", update_wording.TRY_HELP, class_="discret"))
        st.button(update_wording.TRY, on_click=study_place.try_demonstration, key="empty:try")


def waiting() -> Html:
    """Lead to the update when transcripts are there and nothing was computed."""
    folder = study_place.study() / "transcripts"
    found = any(p.is_file() and p.suffix and p.name not in {"sessions.csv", "LISEZMOI.md"} for p in folder.glob("*"))
    if not found or not permissions.may("own"):
        return Html("")
    return element("p", update_wording.WAITING_FILES, " ", link(update_wording.UPDATE, "mise_a_jour", "lien bouton"))


def trying() -> None:
    """Say that the fictional corpus is being tried, and give the way back."""
    if study_place.on_demonstration():
        with st.container(horizontal=True, vertical_alignment="center", key="essai"):
            st.html(element("p", update_wording.ON_DEMONSTRATION, class_="discret"), width="content")
            st.button(update_wording.BACK, on_click=study_place.back, type="tertiary", key="empty:back")
