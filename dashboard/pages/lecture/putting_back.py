"""The coder's codings that stand nowhere any more → each beside the passage it most looks like, and one button."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st

from dashboard.pages.lecture.state import ERROR, NEWS, TranscriptState, page_state, write
from dashboard.ui import frame
from dashboard.ui.html import element
from dashboard.words import lecture_wording as words
from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place
from pipeline.anchoring.likeliest import likeliest
from pipeline.coding import coding_writer as writing
from pipeline.model.contracts import Orphan
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.errors import FiligraneError


def lost(on: TranscriptState) -> list[tuple[Orphan, CodingDecision]]:
    """List the codings of the coder that stand nowhere, of this session or of one that is no longer there."""
    corpus, mine = on.reading.corpus, {d.id: d for d in on.coder_state.codings}
    gone = {o.session for o in corpus.orphans} - set(corpus.sessions)
    return [(o, mine[o.id]) for o in corpus.orphans if o.id in mine and o.session in {on.session, *gone}]


def show(on: TranscriptState) -> None:
    """Offer to put each back where its words most probably are; nothing where none is lost."""
    waiting = lost(on) if on.coder else []
    if not waiting:
        return
    with st.expander(words.LOST.format(count=len(waiting)), expanded=True):
        frame.say(element("p", words.LOST_HELP, class_="discret"))
        for orphan, line in waiting:
            _offer(on, orphan, line)


def _offer(on: TranscriptState, orphan: Orphan, line: CodingDecision) -> None:
    corpus = on.reading.corpus
    turns = corpus.turns.get(on.session, {})
    there = likeliest(turns, line.quote)
    code = element("strong", corpus.label_of(corpus.codebook.in_force(orphan.code)))
    frame.say(element("p", code, " ", element("q", line.quote), " ", element("span", orphan.reason, class_="discret")))
    if there is None:
        frame.say(element("p", words.LOST_NOWHERE, class_="discret"))
        return
    frame.say(element("p", words.LOST_THERE.format(turn=there.turn), " ", element("q", anchors.quote(turns, there))))
    st.button(words.PUT_BACK, key=f"lecture:back:{line.id}", on_click=put_back, args=(line.id, there))


def put_back(identifier: str, there: Place) -> None:
    """Write that a coding stands on a passage of the session that is read: the line it had stays in the file."""
    on = page_state()
    line = next((d for d in on.coder_state.codings if d.id == identifier), None)
    st.session_state[NEWS], st.session_state[ERROR] = "", "" if line else words.STALE
    if line is None:
        return
    try:
        write(on, [writing.recode(on.writer(), replace(line, session=on.session), place=there)])
        st.session_state[NEWS] = words.PUT_BACK_DONE
    except FiligraneError as error:
        st.session_state[ERROR] = str(error)
