"""Private: what was understood of each file, voice by voice and turn by turn, settled by a gesture."""

from __future__ import annotations

import streamlit as st

from dashboard.data import describing
from dashboard.data.describing import Heard
from dashboard.pages.qui_parle import card, overview, state, turns
from dashboard.pages.qui_parle import words as wording
from dashboard.pages.qui_parle.state import VoicesState
from dashboard.ui import address, deposit, frame
from dashboard.ui.html import element, list_of
from pipeline.ingest.speech.understood import SETTLED_BY_ROLES
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.describe import voices


def chosen(heard: Heard) -> VoicesState:
    """Let one interview be chosen, by the name of its file."""
    order = [s for s in heard.order if s in heard.understood]
    named = {s: heard.named(s) for s in order}
    return VoicesState(heard.understood[address.pick(wording.SESSION, "entretien", order, named)])


def reading(on: VoicesState) -> None:
    """Show what was understood of a file: how, what is to be settled, the voices, the turns."""
    found = on.found
    frame.say(element("p", wording.WAYS.get(found.way, "")))
    doubts = [doubt.sentence for doubt in found.doubts if doubt.kind != "unbelieved"]
    frame.say(element("h2", wording.DOUBTS), list_of(doubts, class_="a-relancer") or element("p", wording.NO_DOUBT))
    if any(doubt.kind in SETTLED_BY_ROLES for doubt in found.doubts) and on.labels:
        st.button(wording.ALL_RIGHT, key=on.key("right"), help=wording.ALL_RIGHT_HELP,
                  on_click=lambda: state.decide(on, lambda: voices.right(found)))
    frame.say(element("h2", wording.VOICES))
    for voice in found.voices:
        card.show(on, voice)
    if found.unbelieved:
        with st.expander(wording.UNBELIEVED):
            for rank, one in enumerate(found.unbelieved):
                card.unbelieved(on, one, rank)
    with st.expander(wording.TURNS, expanded=not on.labels):
        turns.show(on)


def show() -> None:
    """Lay the page out."""
    frame.begun(wording.TITLE)
    if why := describing.refused():
        frame.say(element("p", why, class_="vide"))
        st.stop()
    if not describing.present():
        deposit.show_empty()
        st.stop()
    frame.say(element("p", wording.PRIVATE, class_="prive"), element("p", wording.ABOUT, class_="discret"))
    try:
        heard = describing.heard()
    except FiligraneError as error:
        frame.say(element("p", str(error), class_="alerte", role="alert"))
        st.stop()
    state.who()
    overview.show(heard)
    if not heard.understood:
        frame.say(element("p", wording.NOTHING, class_="vide"))
        st.stop()
    on = chosen(heard)
    state.news(on)
    reading(on)


show()
