"""Private: who the people are and what they were asked, filled in on screen, seen before it is written."""

from __future__ import annotations

import streamlit as st

from dashboard import describing
from dashboard.components import empty, frame
from dashboard.components.html import element
from dashboard.components.people import attributes, desk, guide
from dashboard.words import people_wording as wording
from pipeline.errors import FiligraneError

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
    desk.news()
    try:
        (guide if st.session_state.get(VIEW) == "guide" else attributes).show()
    except FiligraneError as error:
        frame.say(element("p", str(error), class_="alerte", role="alert"))


show()
