"""The fictional corpus → the way through it in a few steps, which a reader opens and closes."""

from __future__ import annotations

import streamlit as st

from dashboard.access import permissions
from dashboard.data.corpus import Corpus
from dashboard.pages.enquete import tour_words
from dashboard.ui.html import Html, element, link

STATE, HERE = "visite:ouverte", "review:here"


def show(corpus: Corpus) -> None:
    """Offer the tour where the corpus is made up; nothing elsewhere."""
    if not corpus.settings.fictional:
        return
    opened = bool(st.session_state.get(STATE))
    if opened:
        steps = [_step(step) for step in tour_words.STEPS if _leads(step)]
        body = element("p", tour_words.ABOUT), element("ol", steps)
        st.html(element("section", element("h2", tour_words.TITLE), *body, class_="vide", aria_label=tour_words.OPEN))
    words = tour_words.CLOSE if opened else tour_words.OPEN
    st.button(words, key="visite", on_click=_turn, type="tertiary", icon=":material/explore:")


def _turn() -> None:
    st.session_state[STATE] = not st.session_state.get(STATE)


def _step(step: tour_words.TourStep) -> Html:
    return element("li", link(step.title, step.page, **step.address), element("p", step.text))


def _leads(step: tour_words.TourStep) -> bool:
    # The private page is in the menu of this machine only.
    return permissions.opens(step.page) and (step.page != "pseudonymisation" or bool(st.session_state.get(HERE)))
