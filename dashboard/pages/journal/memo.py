"""A memo that a coder writes, on nothing in particular, on a session or on a code → a line in their file."""

from __future__ import annotations

import streamlit as st

from dashboard.data import study_data, titles
from dashboard.data.corpus import Corpus
from dashboard.data.passages import CorpusReading
from dashboard.pages.journal import words as wording
from dashboard.ui import coder, frame
from dashboard.ui import coder as suggestion_coder
from dashboard.ui.html import element
from pipeline.anchoring.decisions import append
from pipeline.coding.coding_writer import CodingWriter, memo
from pipeline.model.errors import FiligraneError

ABOUT, SESSION, CODE, TEXT, NEWS, ERROR = (
    "journal:about", "journal:session", "journal:code", "journal:text", "journal:news", "journal:error",
)


def writing(reading: CorpusReading) -> None:
    """Let a coder write a memo."""
    with st.expander(wording.WRITE):
        if not suggestion_coder.ask():
            return
        _form(reading.corpus)
        st.button(wording.SAVE, key="journal:save", on_click=save, args=(reading,))
    for key, role, kind in ((ERROR, "alert", "alerte"), (NEWS, "status", "discret")):
        if st.session_state.get(key):
            frame.say(element("p", st.session_state.pop(key), class_=kind, role=role))


def _form(corpus: Corpus) -> None:
    left, right = st.columns(2)
    with left:
        about = st.selectbox(wording.ABOUT, list(wording.ABOUTS), key=ABOUT, format_func=lambda a: wording.ABOUTS[a])
    with right:
        if about == "session":
            st.selectbox(
                wording.WHICH_SESSION, corpus.sessions, key=SESSION, format_func=lambda s: titles.title(corpus, s))
        if about == "code":
            st.selectbox(wording.WHICH_CODE, list(corpus.codes), key=CODE, format_func=corpus.label_of)
    st.text_area(wording.TEXT, key=TEXT, placeholder=wording.TEXT_HINT)


def save(reading: CorpusReading) -> None:
    """Write the memo down."""
    state, corpus = st.session_state, reading.corpus
    text = str(state.get(TEXT) or "").strip()
    about = state.get(ABOUT)
    if not text:
        state[ERROR] = wording.NO_TEXT
        return
    session = str(state.get(SESSION) or "") if about == "session" else ""
    code = str(state.get(CODE) or "") if about == "code" else ""
    try:
        writer = CodingWriter(author=coder.chosen(), mode=coder.mode(), codebook=corpus.codebook, turns=corpus.turns)
        append(study_data.study(), coder.chosen(), [memo(writer, session, None, text, code=code)])
        state[NEWS], state[TEXT] = wording.SAVED, ""
    except FiligraneError as error:
        state[ERROR] = str(error)
