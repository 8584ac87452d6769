"""The turns of an interview ↔ who speaks each: one by one, a run of them, or one in two."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboard.pages.qui_parle import words as wording
from dashboard.pages.qui_parle.state import COUNT, VoicesState, decide
from dashboard.ui import cells, frame
from dashboard.ui.address import pager
from dashboard.ui.cells import Column, EditableTable, Row, TableCell
from dashboard.ui.html import element
from pipeline.ingest.speech.understood import Spoken
from pipeline.language.numbers import agreeing
from pipeline.pseudonymise.describe import voices

TABLE, PENDING, SIZE, WHO = "voices", "voices:turns", 40, "who"
LONGEST = 400  # characters of a turn


def show(on: VoicesState) -> None:
    """Lay the part of the page out."""
    frame.say(element("p", wording.TURNS_ABOUT, class_="discret"))
    _run(on)
    number = pager(len(on.found.turns), SIZE)
    shown = on.found.turns[(number - 1) * SIZE : number * SIZE]
    cells.mount(_table(on, shown), lambda: _entered(on))
    waiting = pending(on)
    if waiting:
        with st.container(horizontal=True):
            st.button(agreeing(wording.SAVE_TURNS, len(waiting)), key="voices:save", type="primary",
                      on_click=_save, args=(on,))
            st.button(wording.DROP, key="voices:drop", on_click=lambda: st.session_state.pop(PENDING, None))


def pending(on: VoicesState) -> dict[int, str]:
    """Give the turns that were given to somebody and not saved."""
    session, said = st.session_state.get(PENDING) or ("", {})
    return {n: who for n, who in said.items() if who} if session == _token(on) else {}


def _token(on: VoicesState) -> str:
    return f"{on.session}:{len(on.found.turns)}:{st.session_state.get(COUNT, 0)}"


def _table(on: VoicesState, shown: Sequence[Spoken]) -> EditableTable:
    waiting = pending(on)
    rows = tuple(
        Row(
            str(t.turn), (_where(t), _short(t.text)), (TableCell(waiting.get(t.turn, t.speaker), t.speaker),),
        ) for t in shown
    )
    column = Column(WHO, wording.WHO, known=tuple(on.labels))
    return EditableTable(TABLE, wording.TURNS_TITLE, wording.TURN_COLUMNS, (column,), rows, token=_token(on))


def _where(one: Spoken) -> str:
    return f"{one.turn}" if one.start_ms is None else f"{one.turn} · {clock(one.start_ms)}"


def clock(milliseconds: int) -> str:
    """
    Write a time of a recording.

    >>> clock(754_000)
    '12:34'
    """
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes}:{seconds:02}"


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"


def _entered(on: VoicesState) -> None:
    for row, _, value in cells.entered(TABLE, _token(on)):
        _keep(on, {int(row): value} if row.isdecimal() else {})


def _keep(on: VoicesState, more: dict[int, str]) -> None:
    spoken = {t.turn: t.speaker for t in on.found.turns}
    said = {**pending(on), **more}
    st.session_state[PENDING] = _token(on), {n: w for n, w in said.items() if n in spoken and w.strip() != spoken[n]}


def _run(on: VoicesState) -> None:
    end = len(on.found.turns) - 1
    columns = st.columns([1, 1, 2, 2, 2], vertical_alignment="bottom")
    with columns[0]:
        first = int(st.number_input(wording.FROM, 0, end, 0, key=on.key("from")))
    with columns[1]:
        last = int(st.number_input(wording.TO, 0, end, end, key=on.key("to")))
    with columns[2]:
        who = st.text_input(wording.GIVE_TO, key=on.key("give"))
    with columns[3]:
        step = 2 if st.checkbox(wording.EVERY_OTHER, key=on.key("other")) else 1
    with columns[4]:
        st.button(wording.GIVE, key=on.key("run"), on_click=lambda: _keep(
            on, {n: " ".join(who.split()) for n in range(first, last + 1, step) if who.strip()}))


def _save(on: VoicesState) -> None:
    waiting = pending(on)
    st.session_state.pop(PENDING, None)
    decide(on, lambda: voices.assigned(on.session, on.found.turns, waiting))
