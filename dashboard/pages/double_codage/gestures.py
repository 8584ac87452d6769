"""What an arbiter has just done → lines in their file, and the next disagreement."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

import streamlit as st

from dashboard.pages.double_codage.state import COUNT, ERROR, HELD, NEWS, TURN, ArbitrationState, page_state, write
from dashboard.ui.double_coding import labels
from dashboard.ui.gesture import Gesture, Hands, Keys
from dashboard.ui.sentences import double_phrases as phrases
from dashboard.words import double_wording as wording
from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place
from pipeline.coding import disagreements as rule
from pipeline.coding.disagreements import Choice, Disagreement, Ruling, place_of
from pipeline.model.decision_rows import Arbitration
from pipeline.model.errors import FiligraneError

End = tuple[int, int]  # turn, word


def _in_hand(on: ArbitrationState) -> Disagreement:
    if not on.current:
        raise FiligraneError(wording.STALE)
    return on.current


def _choose(on: ArbitrationState, made: Gesture) -> None:
    about = _in_hand(on)
    choice = cast("Choice", made.get("gesture"))
    _settle(on, rule.arbitrate(on.writer(), about, Ruling(choice, _reason(made))))


def _otherwise(on: ArbitrationState, made: Gesture) -> None:
    about = _in_hand(on)
    code = str(made.get("code") or "")
    if code not in on.reading.corpus.codes:
        raise FiligraneError(wording.NO_SUCH_CODE)
    _settle(on, rule.otherwise(on.writer(), about, _place(on, about, made), code, _reason(made)))


def _reason(made: Gesture) -> str:
    return str(made.get("reason") or "")


def _settle(on: ArbitrationState, lines: Sequence[Arbitration]) -> None:
    rank, following = on.rank, on.queue[on.rank + 1 : on.rank + 2]
    write(on, lines)
    said = phrases.ruled(lines, labels(on.reading.corpus))
    st.session_state[NEWS] = wording.NOTED.format(arbiter=on.arbiter, said=said)
    st.session_state[HELD] = following[0].name if following else (on.queue[rank - 1].name if rank else None)


def _place(on: ArbitrationState, about: Disagreement, made: Gesture) -> Place:
    turns = on.reading.corpus.turns[about.session]
    ends = str(made.get("ends") or "")
    if ends == "selected":
        turn, start, end = (made.get(name) for name in ("turn", "start", "end"))
        known = turns.get(turn) if isinstance(turn, int) else None
        found = anchors.source_words(known, int(start or 0), int(end or 0)) if known else None
        if not known or not found:
            raise FiligraneError(wording.NO_WORDS)
        return Place(known.turn, found[0], known.turn, found[1])
    places = [place_of(turns, c) for c in (about.first, about.second) if c]
    if ends in {"either", "common"}:
        return _joined(places, common=ends == "common")
    coding = about.second if ends == "second" else about.first
    if not coding:
        raise FiligraneError(wording.NO_WORDS)
    return place_of(turns, coding)


def _joined(places: Sequence[Place], *, common: bool) -> Place:
    starts: list[End] = [(p.turn, p.first_word) for p in places]
    ends: list[End] = [(p.last_turn, p.last_word) for p in places]
    first, last = (max(starts), min(ends)) if common else (min(starts), max(ends))
    if last < first:
        raise FiligraneError(wording.NOTHING_IN_COMMON_WORDS)
    return Place(*first, *last)


def _next(on: ArbitrationState, _: Gesture) -> None:
    on.go(on.rank + 1)


def _previous(on: ArbitrationState, _: Gesture) -> None:
    on.go(on.rank - 1)


def _undo(on: ArbitrationState, _: Gesture) -> None:
    last = rule.last_ruling(on.rulings, on.arbiter)
    if not last:
        raise FiligraneError(wording.NOTHING_TO_UNDO)
    write(on, rule.undo(on.writer(), last))
    st.session_state[NEWS], st.session_state[HELD] = wording.UNDONE, last[0].about


HANDS = Hands(
    {
        "first": _choose, "second": _choose, "both": _choose, "neither": _choose, "other": _otherwise, "next": _next,
        "previous": _previous, "undo": _undo,
    },
    Keys(NEWS, ERROR, COUNT), wording.STALE, wording.NOBODY, reading=frozenset({"next", "previous"}),
)


def obey() -> None:
    """Do what the arbiter asks; what cannot be done is told on the screen, and nothing is written."""
    on = page_state()
    HANDS.obey(TURN.gesture(), on, on.arbiter)
