"""Private: who the people are and what they were asked, filled in on screen, seen before it is written."""

from __future__ import annotations

import streamlit as st

from dashboard.data import describing
from dashboard.pages.personnes import attributes, guide, state
from dashboard.ui import empty, frame
from dashboard.ui.html import element
from dashboard.words import people_wording as wording
from pipeline.model.errors import FiligraneError

VIEW = "people:view"


def show() -> None:
    """Lay the page out."""
    frame.begun(wording.PEOPLE)
    if why := describing.refused():
        frame.say(element("p", why, class_="vide"))
        st.stop()
    if not describing.present():
        empty.show()
        st.stop()
    frame.say(element("p", wording.PRIVATE, class_="prive"))
    st.segmented_control(
        wording.VIEW, list(wording.VIEWS), default="people", key=VIEW, required=True, label_visibility="collapsed",
        format_func=lambda v: wording.VIEWS[v],
    )
    state.news()
    try:
        if st.session_state.get(VIEW) == "guide":
            guide.show()
        else:
            attributes.show()
    except FiligraneError as error:
        frame.say(element("p", str(error), class_="alerte", role="alert"))


show()
