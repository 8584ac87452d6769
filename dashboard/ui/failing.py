"""An error that a page did not foresee → the same page in French: what happened, what is safe, the way back."""

from __future__ import annotations

import streamlit as st

from dashboard.access.study_place import study
from dashboard.ui.html import Html, element, link
from dashboard.words import ui_words as wording
from pipeline.model import breakdowns

CLASS = "panne"  # what tells such a page, to whoever looks at it as to the tests


def show(error: Exception) -> bool:
    """Show the page in the place of Streamlit's, which is in English; gives whether it could."""
    st.html(page(error, breakdowns.recorded(error, study())))
    return True


def page(error: Exception, place: str) -> Html:
    """Lay the page out, with where the details are."""
    return element(
        "section", element("h2", wording.FAILING), element("p", wording.HAPPENED.format(kind=type(error).__name__)),
        element("p", element("strong", wording.SAFE)), element("h3", wording.FAILED_BACK),
        element("ul", element("li", wording.AGAIN), element("li", link(wording.HOME, "")), element("li", wording.STOP)),
        element("p", wording.DETAILS.format(place=place), class_="discret"), class_=f"vide {CLASS}", role="alert",
    )
