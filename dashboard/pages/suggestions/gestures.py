"""What a coder has just done → lines in their file, and the next thing to look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import streamlit as st

from dashboard.access.study_place import study
from dashboard.data.passages import Passage
from dashboard.data.suggestions import SuggestionCase, of_passage
from dashboard.pages.suggestions import state
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
from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place
from pipeline.anchoring.word_places import parse_excerpt_id
from pipeline.coding import coder_state, new_codes
from pipeline.coding import coding_writer as writing
from pipeline.coding.coder_state import gesture_to_undo
from pipeline.coding.coding_writer import CodingWriter, answered
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.errors import FiligraneError

NEW = "+"


def _accept(on: SuggestionState, made: Gesture) -> None:
    if on.phase != "reveal":
        _answer(on, made, lambda case: writing.accept(on.writer(), case.suggestion))
        return
    # After it was revealed, what one had not come to alone: written as assisted.
    wanted = code(on, made.get("code"))
    case = next((c for c in on.differing if c.code == wanted), None)
    if not case:
        raise FiligraneError(state.STALE)
    write(on, [writing.accept(on.writer("assisted"), case.suggestion)])
    st.session_state[NEWS] = phrases.told(on.reading.corpus.label_of(wanted), "accept")


def _answer(on: SuggestionState, made: Gesture, answer: Callable[[SuggestionCase], CodingDecision]) -> None:
    """Write what is answered to the suggestion in hand, with its memo, and take the next in hand."""
    case = on.case
    if on.phase != "ask" or not case:
        raise FiligraneError(state.STALE)
    line = answer(case)
    write(on, _noted([line], made))
    st.session_state[NEWS] = phrases.told(on.reading.corpus.label_of(line.code), line.decision)
    _gone_on(on, case)


def _gone_on(on: SuggestionState, case: SuggestionCase) -> None:
    names = [c.name for c in on.queue]
    after = names[names.index(case.name) + 1 :]
    st.session_state[HELD] = after[0] if after else None


def _noted(lines: Sequence[CodingDecision], made: Gesture) -> list[CodingDecision]:
    first, *others = lines
    return [replace(first, memo=str(made.get("memo") or "")), *others]


def _blind(on: SuggestionState, made: Gesture) -> None:
    passage = on.passage
    if on.phase != "blind" or not passage:
        raise FiligraneError(state.STALE)
    said = [str(c) for c in made.get("codes") or ()]
    suggested = [c.suggestion for c in of_passage(on.reading, passage.place)]
    where = place(on, passage, made)
    codes: list[str] = []

    def put(writer: CodingWriter, ids: Mapping[str, str]) -> list[CodingDecision]:
        codes[:] = [ids[_name(c)] if _name(c) else code(on, c) for c in said]
        return _noted(coder_state.decide(writer, passage.excerpt, where, codes, suggested), made)

    new_codes.put_new(study(), on.writer(), [name for c in said if (name := _name(c))], put)
    st.session_state[REVEALED], st.session_state[PUT] = passage.place, codes


def _modify(on: SuggestionState, made: Gesture) -> None:
    name = _name(made.get("code"))
    if not name:
        _answer(on, made, lambda case: writing.modify(
            on.writer(), case.suggestion, place(on, case.passage, made), code(on, made.get("code"))))
        return
    case = on.case
    if on.phase != "ask" or not case:
        raise FiligraneError(state.STALE)
    where = place(on, case.passage, made)
    line = new_codes.put_new(study(), on.writer(), [name], lambda writer, ids: _noted(
        [writing.modify(writer, case.suggestion, where, ids[name])], made))[0]
    _gone_on(on, case)
    known = line.code in on.reading.corpus.codes
    label = on.reading.corpus.label_of(line.code) if known else f"{line.code} {name}"
    st.session_state[NEWS] = phrases.told(label, line.decision) if known else state.CREATED.format(code=label)


def _name(said: object) -> str:
    """Give the name of a code to be, « + » before it; empty for the id of a code."""
    typed = str(said or "")
    return " ".join(typed.removeprefix(NEW).split()) if typed.startswith(NEW) else ""


def _redo(on: SuggestionState, _: Gesture) -> None:
    new_codes.redo(study(), on.writer(), new_codes.to_redo(on.decided.every, on.coder))
    st.session_state[NEWS] = state.REDONE


def _next(_: SuggestionState, __: Gesture) -> None:
    st.session_state[REVEALED] = st.session_state[HELD] = None


def _undo(on: SuggestionState, _: Gesture) -> None:
    last = gesture_to_undo(on.coder_state)
    if not last:
        raise FiligraneError(state.NOTHING_TO_UNDO)
    new_codes.take_back(study(), on.writer(), last)
    st.session_state[NEWS] = state.UNDONE
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
        raise FiligraneError(state.NO_WORDS)
    return Place(turn, words[0], turn, words[1])


def code(on: SuggestionState, said: object) -> str:
    """Check that a code is in the grid."""
    if said not in {c.id for c in on.reading.corpus.codebook.offered}:
        raise FiligraneError(state.NO_SUCH_CODE)
    return str(said)


HANDS: GestureHandlers[SuggestionState] = GestureHandlers(
    {
        "accept": _accept,
        "refuse": lambda on, made: _answer(on, made, lambda case: writing.refuse(on.writer(), case.suggestion)),
        "modify": _modify, "redo": _redo,
        "unsure": lambda on, made: _answer(on, made, lambda case: writing.unsure(on.writer(), case.suggestion)),
        "blind": _blind, "next": _next, "undo": _undo,
    },
    MessageKeys(NEWS, ERROR, COUNT), state.STALE, state.NOBODY, reading=frozenset({"next", "previous"}),
)


def on_gesture() -> None:
    """Do what the coder asks; what cannot be done is told on the screen, and nothing is written."""
    on = page_state()
    HANDS.carry_out(TURN.gesture(), on, on.coder)
