"""Every interview and group: who speaks, who read it whole, what is coded, what waits; each leads to its text."""

from __future__ import annotations

from collections import Counter

import streamlit as st

from dashboard.data.corpus import Corpus
from dashboard.data.decisions_read import decided
from dashboard.data.passages import CorpusReading
from dashboard.data.search import answers as answers_of
from dashboard.pages.entretiens import view
from dashboard.pages.entretiens.view import Interview, answering
from dashboard.pages.entretiens.view import interviews as listed
from dashboard.ui import address, frame
from dashboard.ui.address import pager, rewind
from dashboard.ui.filters import chips, filters
from dashboard.ui.html import element
from dashboard.ui.sentences import reading_phrases
from dashboard.words import ui_words

STATE, SIZE = "etat", 50


def states() -> None:
    """Let the reader choose how far the work has gone."""
    st.pills(
        view.STATE, list(view.STATES), selection_mode="multi", key=STATE, format_func=lambda s: view.STATES[s],
        on_change=rewind, label_visibility="collapsed", width="content",
    )


def chosen(reading: CorpusReading, answers: Counter[str] | None) -> list[Interview]:
    """Keep the interviews that hold passages one looks for, and where the work stands as one asks."""
    every = listed(reading, decided())
    kept = [i for i in every if all(i.stands(state) for state in st.session_state.get(STATE) or ())]
    return kept if answers is None else [i for i in kept if answers[i.session]]


def summary(corpus: Corpus, found: list[Interview]) -> None:
    """Say how many people and interviews are listed, questionnaires and notebooks apart."""
    present = {p for one in found for p in one.people}
    counts = reading_phrases.sessions_found(corpus.made_of(one.session for one in found), len(present))
    frame.say(element("p", counts, class_="compte", role="status"),
              element("p", view.PROGRESS_HELP, class_="discret"))


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(ui_words.INTERVIEWS)
    st.html(f"<style>{frame.asset('reading.css')}</style>")
    wanted = filters(reading, {STATE: list(view.STATES)}, states)
    chips(reading.corpus)
    answers = None if wanted.idle else answering(answers_of(reading, wanted, machine=address.suggestions_on()))
    found = chosen(reading, answers)
    summary(reading.corpus, found)
    frame.kept_back(reading.corpus)
    if not found:
        frame.say(element("p", view.NO_INTERVIEW, class_="vide"))
        st.stop()
    place = st.container()
    number = pager(len(found), SIZE)
    with place:
        frame.say(view.table(reading.corpus, found[(number - 1) * SIZE : number * SIZE], answers))


show()
