"""One interview in hand, its turns ↔ who speaks each; a gesture about its voices: written, told, taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import streamlit as st

from dashboard.access.study_place import study
from dashboard.data import describing
from dashboard.pages.qui_parle import words as wording
from dashboard.ui import coder, component, frame
from dashboard.ui.address import pager
from dashboard.ui.component import Column, EditableTable, Row, TableCell
from dashboard.ui.html import element, link
from pipeline.anchoring.decisions import RoleDecision
from pipeline.ingest.speech.understood import Understood, Voice
from pipeline.language.numbers import agreeing, listed, number
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.describe import voices

NEWS, ERROR, COUNT, ABOUT = "voices:news", "voices:error", "voices:count", "voices:about"
TABLE, PENDING, SIZE, WHO = "voices", "voices:turns", 40, "who"
LONGEST = 400  # characters of a turn


@dataclass(frozen=True)
class VoicesState:
    """What was understood of an interview as it stands now."""

    found: Understood

    @property
    def session(self) -> str:
        """The interview in hand."""
        return self.found.session

    @property
    def labels(self) -> list[str]:
        """The voices that have a name, each once."""
        return list(dict.fromkeys(v.label for v in self.found.voices if v.label))

    def key(self, *parts: str) -> str:
        """Name a widget: another one after each gesture, so that it shows what holds."""
        return ":".join(("voices", self.session, *parts, str(st.session_state.get(COUNT, 0))))


def named(voice: Voice) -> str:
    """Name a voice as the page does."""
    return voice.label or wording.UNKNOWN.get(voice.role, wording.UNKNOWN["participant"])


def decide(on: VoicesState, make: Callable[[], Sequence[RoleDecision]]) -> None:
    """Write a gesture, and keep what to say of it; what cannot be done is told, and nothing is written."""
    st.session_state[NEWS] = st.session_state[ERROR] = ""
    st.session_state[ABOUT] = on.session
    try:
        describing.own()
        if not coder.chosen():
            raise FiligraneError(wording.NOBODY)  # noqa: TRY301 - told below as any other refusal
        lines = make()
        voices.write(study(), coder.chosen(), lines)
        st.session_state[NEWS] = _news(on, wording.DONE.format(said=told(lines))) if lines else wording.NO_TURN
    except FiligraneError as error:
        st.session_state[ERROR] = str(error)
    st.session_state[COUNT] = st.session_state.get(COUNT, 0) + 1


def _news(on: VoicesState, said: str) -> str:
    after = describing.heard().understood.get(on.session)
    changed = voices.effect(on.found, after) if after else ""
    return " ".join(filter(None, (said, changed)))


def told(lines: Sequence[RoleDecision]) -> str:
    """Say what a gesture did, in a few words."""
    given = sum(line.turn >= 0 for line in lines)
    if given == len(lines) and given > 1:
        return wording.MANY.format(n=number(given))
    roles = {line.label for line in lines if line.role in wording.ROLES and line.turn < 0 and not line.same_as}
    if len(roles) == len(lines) > 1:
        return wording.WHOLE.format(voices=listed([voices.told(line) for line in lines]))
    # Of a voice with several labels, the last is the one it is shown under.
    return voices.told([line for line in lines if line.turn < 0 or given == len(lines)][-1])


def news(on: VoicesState) -> None:
    """Say what became of the last gesture, and let the last one about this interview be taken back."""
    # What was done in another interview is no news of this one.
    here = st.session_state.get(ABOUT) == on.session
    if here and st.session_state.get(ERROR):
        frame.alert(st.session_state[ERROR])
    if here and st.session_state.get(NEWS):
        later = link(wording.UPDATE, "mise_a_jour")
        frame.say(element("p", st.session_state[NEWS], " ", later, class_="nouvelle", role="status"))
    lines = voices.last(study(), coder.chosen(), on.session) if coder.chosen() else []
    if lines:
        st.button(wording.UNDO.format(said=told(lines)), key="voices:undo", type="tertiary",
                  on_click=_undo, args=(on, lines))


def _undo(on: VoicesState, lines: Sequence[RoleDecision]) -> None:
    said = told(lines)
    decide(on, lambda: voices.taken_back(lines))
    if not st.session_state[ERROR]:
        st.session_state[NEWS] = _news(on, wording.UNDONE.format(said=said))


def show_turns(on: VoicesState) -> None:
    """Lay the part of the page out."""
    frame.say(element("p", wording.TURNS_ABOUT, class_="discret"))
    _run(on)
    number = pager(len(on.found.turns), SIZE)
    shown = on.found.turns[(number - 1) * SIZE : number * SIZE]
    waiting = pending(on)
    rows = []
    for t in shown:
        where = f"{t.turn}" if t.start_ms is None else f"{t.turn} · {clock(t.start_ms)}"
        text = t.text if len(t.text) <= LONGEST else f"{t.text[:LONGEST]}…"
        rows.append(Row(str(t.turn), (where, text), (TableCell(waiting.get(t.turn, t.speaker), t.speaker),)))
    column = Column(WHO, wording.WHO, known=tuple(on.labels))
    heads = wording.TURN_COLUMNS
    table = EditableTable(TABLE, wording.TURNS_TITLE, heads, (column,), tuple(rows), token=_token(on))
    component.mount(table, lambda: _entered(on))
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


def clock(milliseconds: int) -> str:
    """
    Write a time of a recording.

    >>> clock(754_000)
    '12:34'
    """
    minutes, seconds = divmod(milliseconds // 1000, 60)
    return f"{minutes}:{seconds:02}"


def _entered(on: VoicesState) -> None:
    for row, _, value in component.entered(TABLE, _token(on)):
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
