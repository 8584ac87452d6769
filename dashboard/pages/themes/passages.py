"""Passages of a theme → each as one reads it, with who chose it, and the gestures of whoever decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import streamlit as st

from dashboard.data.passages import CorpusReading, Passage
from dashboard.data.study_data import study
from dashboard.pages.themes import words as wording
from dashboard.pages.themes.view import ShownPassage, holding
from dashboard.ui import coder, frame
from dashboard.ui.cards import quote
from dashboard.ui.html import Html, element, join
from pipeline.anchoring import decisions
from pipeline.coding import theme_decisions
from pipeline.coding.coding_writer import CodingWriter
from pipeline.coding.theme_decisions import MARKS
from pipeline.model.decision_rows import ThemeDecision, ThemeVerb
from pipeline.model.errors import FiligraneError

NEWS, ERROR, NOTE, SEARCH = "themes:news", "themes:error", "themes:note", "themes:search"
MEMO = "themes:memo"
GESTURES = {
    ThemeVerb.TYPICAL: (wording.HOLD_TYPICAL, wording.HOLD_TYPICAL_HELP),
    ThemeVerb.CONTRARY: (wording.HOLD_CONTRARY, wording.HOLD_CONTRARY_HELP),
}


def listed(
    reading: CorpusReading, theme: str, held: Iterable[ShownPassage], gestures: Sequence[ThemeVerb], where: str,
) -> None:
    """Show passages, each with what one may do of it when somebody is named."""
    for one in held:
        told = [join(wording.CHOSEN_BY.format(line.author), element("em", f" : {line.memo}") if line.memo else "")
                for line in one.lines]
        chosen = element("p", [element("span", t, " ") for t in told], class_="discret choix") if told else Html("")
        frame.say(quote(reading.corpus, one.passage), chosen)
        if coder.chosen():
            _gestures(reading, theme, one, gestures, where)


def _gestures(reading: CorpusReading, theme: str, one: ShownPassage, gestures: Sequence[ThemeVerb], where: str) -> None:
    place = one.passage.place
    mine = [line for line in one.lines if line.author == coder.chosen()]
    with st.container(horizontal=True, key=f"themes:{where}:{place}"):
        for decision in gestures:
            label, help_ = GESTURES[decision]
            st.button(label, key=f"themes:{where}:{decision}:{place}", type="tertiary", help=help_, on_click=_hold,
                      args=(reading, theme, place, decision))
        for line in mine:
            st.button(wording.DROP, key=f"themes:{where}:drop:{line.id}", type="tertiary", help=wording.DROP_HELP,
                      on_click=_drop, args=(reading, line))


def other(reading: CorpusReading, theme: str) -> None:
    """Let whoever decides look for any other passage."""
    st.text_input(wording.NOTE, key=NOTE)
    words = st.text_input(wording.OTHER, key=SEARCH, placeholder=wording.OTHER_HINT)
    found: list[Passage] = holding(reading, words)
    if words.strip() and not found:
        frame.say(element("p", wording.NOT_FOUND, class_="discret"))
    listed(reading, theme, map(ShownPassage, found), MARKS, "found")


def memo(reading: CorpusReading, theme: str) -> None:
    """Let whoever decides write a memo on a theme."""
    with st.form("themes:memo:form", clear_on_submit=True, border=False):
        st.text_area(wording.NEW_MEMO, key=MEMO, height=96)
        st.form_submit_button(wording.WRITE_MEMO, on_click=_note, args=(reading, theme))


def drop_memo(reading: CorpusReading, line: ThemeDecision) -> None:
    """Let whoever wrote a memo take it back."""
    if line.author == coder.chosen():
        st.button(wording.DROP, key=f"themes:memo:drop:{line.id}", type="tertiary", on_click=_drop,
                  args=(reading, line))


def news() -> None:
    """Say what became of the last gesture, once."""
    if words := st.session_state.pop(ERROR, ""):
        frame.say(element("p", words, class_="alerte", role="alert"))
    if words := st.session_state.pop(NEWS, ""):
        frame.say(element("p", words, class_="nouvelle", role="status"))


def _writer(reading: CorpusReading) -> CodingWriter:
    corpus = reading.corpus
    return CodingWriter(author=coder.chosen(), mode="manual", codebook=corpus.codebook, turns=corpus.turns)


def _hold(reading: CorpusReading, theme: str, place: str, decision: ThemeVerb) -> None:
    try:
        line = theme_decisions.mark(_writer(reading), theme, place, decision, st.session_state.get(NOTE, ""))
    except FiligraneError as error:
        st.session_state[ERROR] = str(error)
        return
    st.session_state[NOTE] = ""
    _keep(line)


def _note(reading: CorpusReading, theme: str) -> None:
    if st.session_state.get(MEMO, "").strip():
        _keep(theme_decisions.note(_writer(reading), theme, st.session_state[MEMO]))


def _drop(reading: CorpusReading, line: ThemeDecision) -> None:
    _keep(theme_decisions.undo(_writer(reading), line))


def _keep(line: ThemeDecision) -> None:
    decisions.append(study(), coder.chosen(), [line])
    st.session_state[NEWS] = wording.KEPT.format(coder.chosen())
