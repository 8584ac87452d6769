"""Private: who the people are and what they were asked, filled in on screen, seen before it is written."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.access.study_place import study
from dashboard.data import describing, study_data
from dashboard.pages.personnes import attributes, state
from dashboard.ui import component, frame, memos
from dashboard.ui.component import Column, EditableTable, Row, TableCell
from dashboard.ui.deposit import Dropped
from dashboard.ui.downloads import offer_coded
from dashboard.ui.html import element
from pipeline.coding.codings_in_place import counted
from pipeline.coding.memos import MemoSubject
from pipeline.ingest.readers.metadata import NOT_ASKED
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.describe import guide
from pipeline.publish.passages.leaving_passages import PassageChoice
from pipeline.publish.passages.passage_document import CODE, PassageLayout

TABLE, FILE, YES = "guide", "people:guide", "x"
VIEW = "people:view"


def show_guide() -> None:
    """Lay the view out."""
    files = {line.session: line.file for line in describing.answerers()}
    there = guide.read(study())
    sessions = list(dict.fromkeys([*files, *(s for _, s in there.asked)]))
    questions = [*there.questions, *state.questions()]

    def add(typed: str) -> str:
        state.questions().append(guide.question(typed, questions))
        return ""

    with frame.line("guide"):
        state.adding(state.NEW_QUESTION, add)
        with st.expander(state.FROM_GUIDE):
            frame.say(element("p", state.FROM_GUIDE_HELP, class_="discret"))
            key = f"{FILE}:{state.round_()}:{len(state.questions())}"
            dropped = st.file_uploader(state.FROM_GUIDE, key=key, label_visibility="collapsed")
            st.button(
                state.TAKE, key="people:take:guide", disabled=not dropped,
                on_click=lambda: state.attempt(lambda: _take(dropped, questions) if dropped else ""),
            )
    if not questions:
        frame.say(element("p", state.NO_GUIDE, class_="discret"))
    else:
        rows = []
        for question in questions:
            ticks = []
            for session in sessions:
                was = there.asked.get((question, session), False)
                now = state.ticks().get((question, session), was)
                ticks.append(TableCell(YES if now else "", YES if was else ""))
            rows.append(Row(question, (question,), tuple(ticks)))
        named = [(s, files.get(s, s)) for s in sessions]
        columns = tuple(Column(s, called, kind="tick", hint=s if called != s else "") for s, called in named)
        heads = (state.QUESTION,)
        table = EditableTable(TABLE, state.GUIDE_TITLE, heads, columns, tuple(rows), token=describing.state())
        component.mount(table, lambda: _entered(questions, sessions))
    frame.say(element("p", state.GUIDE_ABOUT, class_="discret"))
    state.preview(guide.draft(study(), sessions, questions, state.ticks()))


def _take(dropped: Dropped, questions: Sequence[str]) -> str:
    found = guide.understood(dropped.getvalue(), dropped.name)
    state.questions().extend(q for q in found.questions if q not in questions)
    state.ticks().update(found.asked)
    return ""


def _entered(questions: Sequence[str], sessions: Sequence[str]) -> None:
    for row, column, value in component.entered(TABLE, describing.state()):
        if row in questions and column in sessions:
            state.ticks()[row, column] = value.strip().lower() not in NOT_ASKED
    st.session_state[state.NEWS] = st.session_state[state.ERROR] = ""


def show_memos() -> None:
    """Show the memos on a person, under the pseudonym that the team reads."""
    reading = study_data.reading()
    frame.say(element("p", state.MEMOS_ABOUT, class_="discret"))
    if not reading.corpus.people:
        frame.nothing(state.NOBODY_YET, (state.UPDATE, "mise_a_jour"))
        return
    person = st.selectbox(state.PERSON_NOTED, reading.corpus.people, key="people:memo")
    memos.show(reading, MemoSubject("person", person))


def person_passages() -> None:
    """Let whoever fills the page in take away the passages of a person, under their pseudonym."""
    reading = study_data.reading()
    people = list(reading.corpus.people)
    if not people or not counted(reading.corpus.codings):
        return
    frame.say(element("h2", state.PASSAGES_OF))
    who = st.selectbox(state.PERSON, people, key="people:who") or people[0]
    offer_coded(reading, PassageLayout(CODE, asked=PassageChoice(people=frozenset({who}))), "personne", who)


def show() -> None:
    """Lay the page out."""
    frame.begin_private(state.PEOPLE, describing.present)
    frame.say(element("p", state.PRIVATE, class_="prive"))
    st.segmented_control(
        state.VIEW, list(state.VIEWS), default="people", key=VIEW, required=True, label_visibility="collapsed",
        format_func=lambda v: state.VIEWS[v],
    )
    state.news()
    try:
        if st.session_state.get(VIEW) == "guide":
            show_guide()
        elif st.session_state.get(VIEW) == "memos":
            show_memos()
        else:
            attributes.show()
            person_passages()
    except FiligraneError as error:
        frame.alert(str(error))


show()
