"""What the page holds → the words they reserved in a session, reserved and lifted: lines in their file of consent."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from dashboard.access.study_place import study
from dashboard.pages.lecture import reserve_words as words_of
from dashboard.pages.lecture.state import NEWS, TranscriptState, page_state
from dashboard.ui import frame
from dashboard.ui.html import element
from dashboard.ui.sentences import lecture_phrases as phrases
from pipeline.anchoring import decisions
from pipeline.anchoring.anchors import Place, holds, quote
from pipeline.coding import reserved_words as reserving
from pipeline.model.contracts import Consent
from pipeline.model.decision_rows import ConsentDecision

Gesture = Callable[[TranscriptState, dict[str, Any]], None]


def own(on: TranscriptState) -> list[ConsentDecision]:
    """List what the coder reserved in this session while reading, as far as it holds."""
    held = decisions.consent(study()) if on.coder else []
    return [d for d in held if d.author == on.coder and d.session == on.session and d.level in words_of.LEVELS]


def last(on: TranscriptState) -> ConsentDecision | None:
    """Give the coder's last reserve made by a gesture in this session, to undo it."""
    # A line written by hand or by a script is no gesture: its date has no fraction of a second. What was set while
    # reviewing the pseudonymisation is no gesture of this page: it is lifted by its button only.
    here = (d for d in own(on) if d.by_gesture and d.reason == words_of.WHILE_READING)
    return max(here, key=lambda d: d.at, default=None)


def put(on: TranscriptState, place: Place, level: Consent) -> None:
    """Reserve the words of a passage."""
    line = reserving.reserve(on.writer(), on.session, place, level, words_of.WHILE_READING)
    decisions.append(study(), on.coder, [line])
    st.session_state[NEWS] = words_of.RESERVED.format(level=words_of.LEVELS[level])


def lift(on: TranscriptState, line: ConsentDecision) -> None:
    """Take a reserve back, and say when the words will be offered again."""
    decisions.append(study(), on.coder, [reserving.lift(on.writer(), line, words_of.WHILE_READING)])
    # What the last run was told holds until the next: what it knew then is not known here.
    turn = page_state(line.session).reading.corpus.turns.get(line.session, {}).get(line.turn)
    about = turn.consent if turn else ()
    still = any(r.level == line.level and r.first_word <= max(0, line.first_word) <= r.last_word for r in about)
    st.session_state[NEWS] = words_of.LIFTED_LATER if still else words_of.LIFTED


def show(on: TranscriptState, doing: Callable[[Gesture], None]) -> None:
    """Show what the coder reserved here, each with the way to lift it; ``doing`` does a gesture, or says why not."""
    mine = own(on)
    if not mine:
        return
    with st.expander(f"{words_of.MINE} ({len(mine)})", icon=":material/lock:", key="reserves:mine"):
        for line in mine:
            left, right = st.columns([6, 1], vertical_alignment="center")
            with left:
                turns = on.reading.corpus.turns.get(line.session, {})
                place = Place(line.turn, line.first_word, line.last_turn, line.last_word)
                said = phrases.quoted(quote(turns, place)) if holds(turns, place) else ""
                words = words_of.LINE.format(turn=line.turn, words=said).removesuffix(" : ")
                frame.say(element("p", element("strong", words_of.LEVELS[line.level]), " · ", words))
            right.button(words_of.LIFT, key=f"lift:{line.id}", help=words_of.LIFT_HELP, on_click=doing,
                         args=(partial(_lifted, line),))


def _lifted(line: ConsentDecision, on: TranscriptState, _: dict[str, Any]) -> None:
    lift(on, line)
