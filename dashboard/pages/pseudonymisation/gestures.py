"""What a reader has just done → lines in their file, and the next thing to look at."""

from __future__ import annotations

from typing import cast

import streamlit as st

from dashboard.pages.pseudonymisation import private, words
from dashboard.pages.pseudonymisation.state import COUNT, ERROR, NEWS, TURN, VIEW, ReviewState, page_state, told, view
from dashboard.ui.component import Gesture, GestureHandlers, MessageKeys
from pipeline.model.contracts import IdentifierType
from pipeline.model.decision_rows import IdentifierVerb, Scope
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.review import review_writer
from pipeline.pseudonymise.review.case_choices import allowed
from pipeline.pseudonymise.review.cases import ReviewCase, following, preceding, selected
from pipeline.pseudonymise.review.review_writer import Verdict


def count() -> None:
    """Make the screen another than it was."""
    st.session_state[COUNT] = st.session_state.get(COUNT, 0) + 1


def _scope(made: Gesture) -> Scope:
    return Scope.HERE if made.get("scope") == Scope.HERE else Scope.EVERYWHERE


def _decide(on: ReviewState, made: Gesture) -> None:
    """Accept what is proposed, keep the words or put others in their place; then take the next proposal in hand."""
    case = on.current
    if case is None:
        return
    if made["gesture"] == "accept":
        verdict = review_writer.accept(case, _scope(made))
    elif made["gesture"] == "keep":
        verdict = Verdict(IdentifierVerb.KEEP, _scope(made))
    else:
        wanted = allowed(str(made.get("text", "")), case, on.review.borne)
        verdict = Verdict(IdentifierVerb.REPLACE, _scope(made), wanted)
    _write(on, case, verdict)
    after = page_state()
    left = following(after.order, case.spot, after.now.settled(after.order))
    on.go(left.spot if left else case.spot)


def _mask(on: ReviewState, made: Gesture) -> None:
    turn = on.review.turns.get(on.session, {}).get(_number(made, "turn"))
    kind = made.get("type") if made.get("type") in words.MASKABLE else "misc"
    case = turn and selected(turn, _number(made, "start"), _number(made, "end"), cast("IdentifierType", kind))
    if not case:
        raise FiligraneError(words.NO_WORD)
    _write(on, case, Verdict(IdentifierVerb.REPLACE, _scope(made)))


def _write(on: ReviewState, case: ReviewCase, verdict: Verdict) -> None:
    writer = on.writer()
    new = review_writer.decide(case, verdict, on.now, writer)
    if review_writer.already(on.now.of(case), new, writer):
        st.session_state[NEWS] = words.already(told(case, on.now))
        return
    private.write(on.reader, new)
    st.session_state[NEWS] = told(case, page_state().now)


def _number(made: Gesture, name: str) -> int:
    value = made.get(name)
    return value if isinstance(value, int) else -1


def _move(on: ReviewState, made: Gesture) -> None:
    """Go to the next proposal without decision or to the one before; to another page of turns in a reading."""
    onward = made["gesture"] == "next"
    if view() == "reading":
        on.turn_page(on.page + (1 if onward else -1))
        return
    spot = on.current.spot if on.current else None
    there = following(on.order, spot, on.now.settled(on.order)) if onward else preceding(on.order, spot)
    on.go(there.spot if there else None)


def _undo(on: ReviewState, _: Gesture) -> None:
    last = review_writer.gesture_to_undo(on.lines, on.reader, on.session)
    if not last:
        raise FiligraneError(words.NOTHING_TO_UNDO)
    private.write(on.reader, review_writer.undo(last, on.writer()))
    st.session_state[NEWS] = words.UNDONE
    first = {(c.turn, c.first_word): c for c in on.review.cases.get(on.session, [])}.get(
        (last[0].turn, last[0].first_word))
    if first:
        on.go(first.spot)


def _go(on: ReviewState, made: Gesture) -> None:
    found = [c for c in on.cases if (c.turn, c.start) == (_number(made, "turn"), _number(made, "start"))]
    if found:
        on.go(found[0].spot)
        st.session_state[VIEW] = "proposals"


HANDS = GestureHandlers(
    {
        "accept": _decide, "keep": _decide, "change": _decide, "mask": _mask, "next": _move, "previous": _move,
        "undo": _undo, "go": _go,
    },
    MessageKeys(NEWS, ERROR, COUNT), words.REVIEW_STALE, words.REVIEW_STALE,
)


def on_gesture() -> None:
    """Do what the reader asks; what cannot be done is told on the screen, and nothing is written."""
    on = page_state()
    HANDS.carry_out(TURN.gesture(), on, on.reader)
