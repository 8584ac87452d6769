"""The inventory: every passage one may quote, filtered, read in its context, taken away."""

from __future__ import annotations

import streamlit as st

from dashboard import phrases, wording
from dashboard.components import frame
from dashboard.components.cards import card
from dashboard.components.downloads import downloads
from dashboard.components.filters import chips, filters
from dashboard.components.html import element
from dashboard.components.pager import pager
from dashboard.view.passages import Passage, Reading
from dashboard.view.search import page, search

SIZE = 20


def summary(reading: Reading, found: list[Passage]) -> None:
    """Say how many people and excerpts answer, and what is held back."""
    people = {p.excerpt.speaker for p in found} & set(reading.corpus.people)
    frame.say(element("p", phrases.extracts_found(len(found), len(people)), class_="compte", role="status"))
    if reading.withheld:
        frame.say(element("p", phrases.withheld(reading.withheld), class_="discret"))


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(wording.EXTRACTS)
    wanted = filters(reading.corpus)
    chips(reading.corpus)
    found = search(reading.passages, wanted)
    left, right = st.columns(2, vertical_alignment="bottom")
    with left:
        summary(reading, found)
    if not found:
        frame.say(element("p", wording.NOTHING_FOUND, class_="vide"))
        st.stop()
    with right:
        downloads(reading.corpus, found)
    cards = st.container()
    number = pager(len(found), SIZE)
    with cards:
        frame.say(element("div", [card(reading.corpus, p) for p in page(found, number, SIZE)], class_="cartes"))


show()
