"""The filters chosen on other pages, a session → its passages that answer them, and the way from one to the next."""

from __future__ import annotations

import streamlit as st

from dashboard.data.passages import CorpusReading, Passage
from dashboard.data.search import search
from dashboard.pages.lecture.state import PASSAGE
from dashboard.ui import filters, frame
from dashboard.ui.html import Html, element, link
from dashboard.ui.sentences import reading_phrases
from dashboard.words import reading_wording as words


def show(reading: CorpusReading, session: str) -> None:
    """Say which passages of a session answer the filters in force, if there are any."""
    wanted = filters.carried(reading)
    st.html(f"<style>{frame.asset('reading.css')}</style>")
    if wanted.idle or not filters.chips(reading.corpus):
        return
    here = [p for p in reading.passages if p.excerpt.session == session]
    found = search(here, wanted)
    said = reading_phrases.answering_here(len(found)) if found else words.NO_ANSWER
    frame.say(element("p", element("strong", said), _ways(found), class_="reponses", role="status"))


def _ways(found: list[Passage]) -> list[Html]:
    at = _rank(found, st.query_params.get(PASSAGE, ""))
    near = ((words.PREVIOUS_ANSWER, found[at - 1 : at] if at > 0 else []), (words.NEXT_ANSWER, found[at + 1 : at + 2]))
    return [_way(name, p) for name, some in near for p in some]


def _rank(found: list[Passage], passage: str) -> int:
    return next((rank for rank, p in enumerate(found) if p.place == passage), -1)


def _way(name: str, passage: Passage) -> Html:
    return link(name, "lecture", entretien=passage.excerpt.session, passage=passage.place)
