"""What a coder has just done → lines in their file, and the next thing to look at."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import streamlit as st

from dashboard.data.passages import Passage
from dashboard.data.suggestions import SuggestionCase, of_passage
from dashboard.pages.suggestions.state import (
    COUNT,
    ERROR,
    HELD,
    NEWS,
    PUT,
    REVEALED,
    TURN,
    SuggestionState,
    page_state,
    write,
)
from dashboard.ui.component import Gesture, GestureHandlers, MessageKeys
from dashboard.ui.sentences import coding_phrases as phrases
from dashboard.ui.suggestions import window
from dashboard.words import coding_words as wording
from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place
from pipeline.anchoring.word_places import parse_excerpt_id
from pipeline.coding import coder_state
from pipeline.coding import coding_writer as writing
from pipeline.coding.coder_state import gesture_to_undo
from pipeline.coding.coding_writer import answered
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.errors import FiligraneError


def _accept(on: SuggestionState, made: Gesture) -> None:
    if on.phase != "reveal":
        _answer(on, made, lambda case: writing.accept(on.writer(), case.suggestion))
        return
    # After it was revealed, what one had not come to alone: written as assisted.
    wanted = code(on, made.get("code"))
    case = next((c for c in on.differing if c.code == wanted), None)
    if not case:
        raise FiligraneError(wording.STALE)
    write(on, [writing.accept(on.writer("assisted"), case.suggestion)])
    st.session_state[NEWS] = phrases.told(on.reading.corpus.label_of(wanted), "accept")


def _answer(on: SuggestionState, made: Gesture, answer: Callable[[SuggestionCase], CodingDecision]) -> None:
    """Write what is answered to the suggestion in hand, with its memo, and take the next in hand."""
    case = on.case
    if on.phase != "ask" or not case:
        raise FiligraneError(wording.STALE)
    line = answer(case)
    write(on, _noted([line], made))
    st.session_state[NEWS] = phrases.told(on.reading.corpus.label_of(line.code), line.decision)
    names = [c.name for c in on.queue]
    after = names[names.index(case.name) + 1 :]
    st.session_state[HELD] = after[0] if after else None


def _noted(lines: Sequence[CodingDecision], made: Gesture) -> list[CodingDecision]:
    first, *others = lines
    return [replace(first, memo=str(made.get("memo") or "")), *others]


def _blind(on: SuggestionState, made: Gesture) -> None:
    passage = on.passage
    if on.phase != "blind" or not passage:
        raise FiligraneError(wording.STALE)
    codes = [code(on, c) for c in made.get("codes") or ()]
    suggested = [c.suggestion for c in of_passage(on.reading, passage.place)]
    lines = coder_state.decide(on.writer(), passage.excerpt, place(on, passage, made), codes, suggested)
    write(on, _noted(lines, made))
    st.session_state[REVEALED], st.session_state[PUT] = passage.place, codes


def _next(_: SuggestionState, __: Gesture) -> None:
    st.session_state[REVEALED] = st.session_state[HELD] = None


def _undo(on: SuggestionState, _: Gesture) -> None:
    last = gesture_to_undo(on.coder_state)
    if not last:
        raise FiligraneError(wording.NOTHING_TO_UNDO)
    writer = on.writer()
    write(on, [writing.undo(writer, line) for line in last])
    st.session_state[NEWS] = wording.UNDONE
    first = last[0]
    kept = next((answered(d) for d in last if answered(d)), "")
    if on.phase == "ask":
        st.session_state[HELD] = kept
    elif first.mode == "blind":
        st.session_state[REVEALED] = None
        st.session_state[HELD] = ""
        for name in on.reading.by_place:
            session, turn, start, end = parse_excerpt_id(name)
            if (session, turn) == (first.session, first.turn) and start <= first.first_word <= end:
                st.session_state[HELD] = name
                break


def place(on: SuggestionState, passage: Passage, made: Gesture) -> Place:
    """Give the words selected in the turn that is shown, the whole passage when none are."""
    _, turn, first, last = parse_excerpt_id(passage.place)
    start = made.get("start")
    end = made.get("end")
    if not isinstance(start, int) or not isinstance(end, int):
        return Place(turn, first, turn, last)
    corpus = on.reading.corpus
    shown = window(corpus, passage)[0]
    words = anchors.source_words(corpus.turns[passage.excerpt.session][turn], shown + start, shown + end)
    if not words:
        raise FiligraneError(wording.NO_WORDS)
    return Place(turn, words[0], turn, words[1])


def code(on: SuggestionState, said: object) -> str:
    """Check that a code is in the grid."""
    if said not in on.reading.corpus.codes:
        raise FiligraneError(wording.NO_SUCH_CODE)
    return str(said)


HANDS: GestureHandlers[SuggestionState] = GestureHandlers(
    {
        "accept": _accept,
        "refuse": lambda on, made: _answer(on, made, lambda case: writing.refuse(on.writer(), case.suggestion)),
        "modify": lambda on, made: _answer(on, made, lambda case: writing.modify(
            on.writer(), case.suggestion, place(on, case.passage, made), code(on, made.get("code")))),
        "unsure": lambda on, made: _answer(on, made, lambda case: writing.unsure(on.writer(), case.suggestion)),
        "blind": _blind, "next": _next, "undo": _undo,
    },
    MessageKeys(NEWS, ERROR, COUNT), wording.STALE, wording.NOBODY, reading=frozenset({"next", "previous"}),
)


def obey() -> None:
    """Do what the coder asks; what cannot be done is told on the screen, and nothing is written."""
    on = page_state()
    HANDS.obey(TURN.gesture(), on, on.coder)
