"""The filters chosen on other pages, a session → its passages that answer them, and the way from one to the next."""

from __future__ import annotations

import streamlit as st

from dashboard.data.passages import CorpusReading
from dashboard.data.search import search
from dashboard.pages.lecture.state import PASSAGE
from dashboard.ui import filters, frame
from dashboard.ui.html import element, link
from dashboard.ui.sentences import reading_phrases
from dashboard.words import reading_wording


def show(reading: CorpusReading, session: str) -> None:
    """Say which passages of a session answer the filters in force, if there are any."""
    wanted = filters.carried(reading)
    st.html(f"<style>{frame.asset('reading.css')}</style>")
    if wanted.idle or not filters.chips(reading.corpus):
        return
    here = [p for p in reading.passages if p.excerpt.session == session]
    found = search(here, wanted)
    said = reading_phrases.answering_here(len(found)) if found else reading_wording.NO_ANSWER
    passage = st.query_params.get(PASSAGE, "")
    at = next((rank for rank, p in enumerate(found) if p.place == passage), -1)
    near = ((reading_wording.PREVIOUS_ANSWER, found[at - 1 : at] if at > 0 else []), (reading_wording.NEXT_ANSWER, found[at + 1 : at + 2]))
    ways = [link(name, "lecture", entretien=p.excerpt.session, passage=p.place) for name, some in near for p in some]
    frame.say(element("p", element("strong", said), ways, class_="reponses", role="status"))
