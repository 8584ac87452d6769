"""Memos and decisions in time order: who, what, on which words, when; filters, downloads, and a memo to write."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboard.access import permissions
from dashboard.data import study_data, titles
from dashboard.data.corpus import Corpus
from dashboard.data.decisions_read import asset, decided
from dashboard.data.passages import CorpusReading
from dashboard.data.publish_data import waiting
from dashboard.pages.journal import entries, view
from dashboard.pages.journal import words as wording
from dashboard.pages.journal.view import JournalFilter, JournalRow, rows
from dashboard.ui import coder, frame, memos
from dashboard.ui.address import pager
from dashboard.ui.downloads import File, buttons, leads, offer_leaving, staying
from dashboard.ui.filters import FilterChoice, offer
from dashboard.ui.html import element, link
from dashboard.ui.sentences import phrases
from dashboard.words import coding_words, ui_words
from pipeline.anchoring.decisions import append
from pipeline.coding.coding_writer import CodingWriter
from pipeline.coding.codings_in_place import counted
from pipeline.coding.memos import MemoKind, MemoSubject, write
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.leak_search.questions import WHOLE
from pipeline.publish.documents.formats import FORMATS
from pipeline.publish.exchange import coding_sheet as sheet
from pipeline.publish.held_back import HeldBack, doubted_memo
from pipeline.publish.memos import memo_document
from pipeline.publish.tables.public_tables import XLSX, coding_workbook

ABOUT, TEXT, NEWS, ERROR = "journal:about", "journal:text", "journal:news", "journal:error"
ONLY = "journal:memos"
SIZE, MEMOS_SHOWN = 50, 20


def writing(reading: CorpusReading) -> None:
    """Let a coder write a memo."""
    with st.expander(wording.WRITE, icon=":material/edit_note:", key="journal:write"):
        if not coder.ask("journal"):
            return
        left, right = st.columns(2)
        with left:
            about = st.selectbox(
                wording.ABOUT, list(wording.ABOUTS), key=ABOUT, format_func=lambda a: wording.ABOUTS[a])
        with right:
            named = memos.choices(reading.corpus)[about]
            if named:
                st.selectbox(
                    wording.WHICH[about], list(named), key=f"{ABOUT}:{about}", format_func=lambda k: named[k])
        st.text_area(wording.TEXT, key=TEXT, placeholder=coding_words.NEW_HINT, help=coding_words.LINK_HELP)
        st.button(wording.SAVE, key="journal:save", on_click=save, args=(reading,))


def news() -> None:
    """Say what became of the memo."""
    for key, role, kind in ((ERROR, "alert", "alerte"), (NEWS, "status", "discret")):
        if st.session_state.get(key):
            frame.say(element("p", st.session_state.pop(key), class_=kind, role=role))


def save(reading: CorpusReading) -> None:
    """Write the memo down."""
    state, corpus = st.session_state, reading.corpus
    text = str(state.get(TEXT) or "").strip()
    about: MemoKind = state.get(ABOUT) or "study"
    if not text:
        state[ERROR] = wording.NO_TEXT
        return
    try:
        writer = CodingWriter(author=coder.chosen(), mode=coder.mode(), codebook=corpus.codebook, turns=corpus.turns)
        subject = MemoSubject(about, str(state.get(f"{ABOUT}:{about}") or ""))
        append(study_data.study(), coder.chosen(), [write(writer, subject, text)])
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
    return view.wanted(found, JournalFilter(*offer(shown, "journal:filter")))


def downloads(corpus: Corpus, found: list[JournalRow]) -> None:
    """Offer the lines found as files: one's own always, those of others where their interview may leave."""
    waits = waiting(corpus)
    own = coder.chosen()
    others = [r for r in found if r.author != own]
    lead = permissions.may("lead")
    going = {id(r) for r in found if r.author == own} | {id(r) for r in others if lead and not _held(waits, r)}
    stays = entries.JournalStays(waits, doubted_memo(study_data.study()))
    leaving = [r for r in found if id(r) in going]
    if leaving:
        buttons(corpus, wording.FILE_NAME, (
            File(wording.CSV, "csv", "text/csv", partial(entries.as_csv, corpus, leaving, stays)),
            File(wording.MARKDOWN, "md", "text/markdown", partial(entries.as_markdown, corpus, leaving, stays)),
        ))
    if len(leaving) < len(found):
        others_in = {r.session for r in others} - {""}
        if leaving and lead:
            frame.say(staying(corpus, waits.about(others_in)))
        else:
            offer_leaving(corpus, wording.FILE_NAME, (), "others", sessions=others_in)
    if own and waits:
        frame.say(element("p", wording.OWN_LEAVE, class_="discret"))


def _held(waits: HeldBack, row: JournalRow) -> bool:
    # A memo on nothing that was said waits only for words that concern the whole study.
    return waits.holds(row.session) if row.session else WHOLE in waits.words


def own_codings(reading: CorpusReading) -> None:
    """Offer a coder their own codings, in the form that an import takes back: they are never locked."""
    own = coder.chosen()
    corpus = reading.corpus
    by = decided()
    mine = [c for c in counted(corpus.codings) if c.author == own]
    if not mine:
        return
    read = {(own, session) for session in by.now.of(own).read}
    known = sheet.CodingSources(
        corpus.turns, {d.id: d for d in by.in_force}, frozenset(read), sheet.words_stay(mine, waiting(corpus)),
        doubted_memo(study_data.study()),
    )
    frame.say(element("p", wording.own_codings(len(mine), len(known.wordless)), class_="discret"))
    notice = (phrases.notice(corpus.settings), *phrases.about_export(corpus.settings))
    buttons(corpus, f"{sheet.SHEET}-{own}", (
        File(wording.CSV, "csv", "text/csv", lambda: sheet.coding_sheet(mine, known).encode("utf-8-sig")),
        File(wording.XLSX, "xlsx", XLSX, lambda: coding_workbook(mine, known, notice)),
    ), "own")


def all_memos(corpus: Corpus) -> None:
    """Offer all the memos in one document; what is quoted in it is what may leave, and the rest says why it stays."""
    if leads():
        buttons(corpus, wording.MEMOS_FILE, [
            File(of.name, kind, of.mime, partial(memo_document.content, study_data.study(), kind))
            for kind, of in FORMATS.items()
        ])


def only_memos(reading: CorpusReading, found: list[JournalRow]) -> None:
    """Show the memos that hold among the lines found, each with what its author may do of it."""
    wanted = {row.line.id for row in found}
    held = [m for m in reversed(memos.every()) if m.line.id in wanted]
    frame.say(element("p", wording.memos(len(held)), class_="compte", role="status"))
    memos.told(reading)
    number = pager(len(held), MEMOS_SHOWN)
    for memo in held[(number - 1) * MEMOS_SHOWN : number * MEMOS_SHOWN]:
        with st.container(border=True):
            frame.say(element("p", memos.subject_told(reading.corpus, memo.subject), class_="sorte"))
            memos.one(reading, memo)


def lines(reading: CorpusReading, found: list[JournalRow], *, whole: bool) -> None:
    """Show the lines found, a page at a time; in the whole journal, a spreadsheet that came in is one line."""
    corpus = reading.corpus
    told = view.told_together(found) if whole else [(row,) for row in found]
    with frame.line("lignes"):
        st.html(element("p", wording.lines(len(found)), class_="compte", role="status"), width="content")
        downloads(corpus, found)
    number = pager(len(told), SIZE)
    frame.say(entries.days(corpus, told[(number - 1) * SIZE : number * SIZE], partial(memos.text, reading)))


def show() -> None:
    """Lay the page out."""
    reading = frame.opened(wording.JOURNAL)
    st.html(f"<style>{frame.asset('journal.css')}</style>")
    every = rows(reading, decided(), asset())
    with frame.line("journal"):
        coder.who()
        writing(reading)
        if coder.chosen():
            with st.expander(wording.OWN_CODINGS, icon=":material/download:", key="journal:own"):
                own_codings(reading)
        if every:
            found = chosen(reading.corpus, every)
            st.toggle(wording.ONLY_MEMOS, key=ONLY)
    news()
    if not every:
        told = element("h2", wording.EMPTY_TITLE), element("p", wording.EMPTY)
        frame.say(element("section", told, link(ui_words.READ_AN_INTERVIEW, "lecture"), class_="vide"))
        return
    if st.session_state.get(ONLY):
        all_memos(reading.corpus)
        only_memos(reading, found)
    elif found:
        lines(reading, found, whole=len(found) == len(every))
    else:
        frame.say(element("p", wording.NOTHING_FOUND, class_="vide"))


show()
