"""Memos and decisions in time order: who, what, on which words, when; filters, downloads, and a memo to write."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.data import titles
from dashboard.data.corpus import Corpus
from dashboard.data.decisions_read import asset, decided
from dashboard.pages.journal import entries as journal_list
from dashboard.pages.journal import files, sentences, view
from dashboard.pages.journal import memo as journal_memo
from dashboard.pages.journal import words as wording
from dashboard.pages.journal.rows import JournalRow, rows
from dashboard.pages.journal.view import JournalFilter
from dashboard.ui import address, coder, frame
from dashboard.ui.address import pager
from dashboard.ui.downloads import File, offer
from dashboard.ui.filters import FilterChoice
from dashboard.ui.html import element

SIZE = 50


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
        File(wording.CSV, "csv", "text/csv", partial(files.as_csv, corpus, found)),
        File(wording.MARKDOWN, "md", "text/markdown", partial(files.as_markdown, corpus, found)),
    ), sessions={row.session for row in found} - {""})


def lines(corpus: Corpus, found: list[JournalRow], *, whole: bool) -> None:
    """Show the lines found, a page at a time; in the whole journal, a spreadsheet that came in is one line."""
    told = view.told_together(found) if whole else [(row,) for row in found]
    left, right = st.columns(2, vertical_alignment="center")
    with left:
        frame.say(element("p", sentences.lines(len(found)), class_="compte", role="status"))
    with right:
        downloads(corpus, found)
    number = pager(len(told), SIZE)
    frame.say(journal_list.days(corpus, told[(number - 1) * SIZE : number * SIZE]))


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(wording.JOURNAL)
    st.html(f"<style>{frame.asset('journal.css')}</style>")
    frame.say(element("p", wording.HELP, class_="discret"))
    coder.who()
    journal_memo.writing(reading)
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
