"""Memos and decisions in time order: who, what, on which words, when; filters, downloads, and a memo to write."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.data import study_data, titles
from dashboard.data.corpus import Corpus
from dashboard.data.decisions_read import asset, decided
from dashboard.data.passages import CorpusReading
from dashboard.pages.journal import entries, view
from dashboard.pages.journal import words as wording
from dashboard.pages.journal.view import JournalFilter, JournalRow, rows
from dashboard.ui import address, coder, frame
from dashboard.ui.address import pager
from dashboard.ui.downloads import File, offer
from dashboard.ui.filters import FilterChoice
from dashboard.ui.html import element
from pipeline.anchoring.decisions import append
from pipeline.coding.coding_writer import CodingWriter, memo
from pipeline.model.errors import FiligraneError

ABOUT, SESSION, CODE, TEXT, NEWS, ERROR = (
    "journal:about", "journal:session", "journal:code", "journal:text", "journal:news", "journal:error",
)
SIZE = 50


def writing(reading: CorpusReading) -> None:
    """Let a coder write a memo."""
    with st.expander(wording.WRITE):
        if not coder.ask():
            return
        corpus = reading.corpus
        left, right = st.columns(2)
        with left:
            about = st.selectbox(
                wording.ABOUT, list(wording.ABOUTS), key=ABOUT, format_func=lambda a: wording.ABOUTS[a])
        with right:
            if about == "session":
                st.selectbox(
                    wording.WHICH_SESSION, corpus.sessions, key=SESSION, format_func=lambda s: titles.title(corpus, s))
            if about == "code":
                st.selectbox(wording.WHICH_CODE, list(corpus.codes), key=CODE, format_func=corpus.label_of)
        st.text_area(wording.TEXT, key=TEXT, placeholder=wording.TEXT_HINT)
        st.button(wording.SAVE, key="journal:save", on_click=save, args=(reading,))
    for key, role, kind in ((ERROR, "alert", "alerte"), (NEWS, "status", "discret")):
        if st.session_state.get(key):
            frame.say(element("p", st.session_state.pop(key), class_=kind, role=role))


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


def chosen(corpus: Corpus, found: tuple[JournalRow, ...]) -> list[JournalRow]:
    """Let the reader choose among the lines; the address carries the choice."""
    occur = view.values(found, corpus)
    shown = (
        FilterChoice("par", wording.AUTHORS, occur["par"]),
        FilterChoice("quoi", wording.KIND, occur["quoi"], lambda k: wording.KINDS[k]),
        FilterChoice("code", wording.CODES, occur["code"], corpus.label_of),
        FilterChoice("entretien", wording.SESSIONS, occur["entretien"], lambda s: titles.short(corpus, s)),
    )
    allowed = {c.key: c.values for c in shown}
    address.adopt(allowed)
    for column, choice in zip(st.columns(len(shown)), shown, strict=True):
        with column:
            choice.show()
    address.publish(allowed)
    return view.wanted(found, JournalFilter(*(frozenset(st.session_state.get(c.key) or ()) for c in shown)))


def downloads(corpus: Corpus, found: list[JournalRow]) -> None:
    """Offer the lines found as files."""
    offer(corpus, wording.FILE_NAME, (
        File(wording.CSV, "csv", "text/csv", partial(entries.as_csv, corpus, found)),
        File(wording.MARKDOWN, "md", "text/markdown", partial(entries.as_markdown, corpus, found)),
    ), sessions={row.session for row in found} - {""})


def lines(corpus: Corpus, found: list[JournalRow], *, whole: bool) -> None:
    """Show the lines found, a page at a time; in the whole journal, a spreadsheet that came in is one line."""
    told = view.told_together(found) if whole else [(row,) for row in found]
    left, right = st.columns(2, vertical_alignment="center")
    with left:
        frame.say(element("p", wording.lines(len(found)), class_="compte", role="status"))
    with right:
        downloads(corpus, found)
    number = pager(len(told), SIZE)
    frame.say(entries.days(corpus, told[(number - 1) * SIZE : number * SIZE]))


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(wording.JOURNAL)
    st.html(f"<style>{frame.asset('journal.css')}</style>")
    frame.say(element("p", wording.HELP, class_="discret"))
    coder.who()
    writing(reading)
    every = rows(reading, decided(), asset())
    if not every:
        frame.say(element("section", element("h2", wording.EMPTY_TITLE), element("p", wording.EMPTY), class_="vide"))
        return
    found = chosen(reading.corpus, every)
    if found:
        lines(reading.corpus, found, whole=len(found) == len(every))
    else:
        frame.say(element("p", wording.NOTHING_FOUND, class_="vide"))


show()
