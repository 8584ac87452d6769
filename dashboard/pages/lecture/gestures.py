"""What a coder has just done on the text → lines in their file, and a sentence that says so."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from dashboard.data import titles
from dashboard.pages.lecture import reserve_words as words_of
from dashboard.pages.lecture import reserved_words
from dashboard.pages.lecture import turns as coding_turns
from dashboard.pages.lecture.state import COUNT, ERROR, NEWS, TranscriptState, page_state, write
from dashboard.ui import component as gestures
from dashboard.ui.component import Gesture, Hands, Keys
from dashboard.ui.sentences import reading_phrases as phrases
from dashboard.words import reading_words as wording
from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place
from pipeline.coding import coding_writer as writing
from pipeline.coding.coder_state import gesture_to_undo
from pipeline.coding.coding_writer import named
from pipeline.model.contracts import AnonymisedTurn, Suggestion
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.errors import FiligraneError

KEYS = Keys(NEWS, ERROR, COUNT)


def attempt(doing: Callable[[TranscriptState, Gesture], None], on: TranscriptState, made: Gesture) -> None:
    """Do something, or say why it cannot be done; the screen is another afterwards."""
    gestures.attempt(lambda: (doing if on.coder else _nobody)(on, made), KEYS)


def _nobody(_: TranscriptState, __: Gesture) -> None:
    raise FiligraneError(wording.NOBODY)


def _noted(on: TranscriptState, line: CodingDecision) -> None:
    write(on, [line])
    st.session_state[NEWS] = phrases.done(line, _label(on, line))


def _label(on: TranscriptState, line: CodingDecision) -> str:
    return on.reading.corpus.label_of(on.reading.corpus.codebook.in_force(line.code)) if line.code else ""


def _code(on: TranscriptState, made: Gesture) -> None:
    said = writing.code(on.writer(), on.session, _place(on, made), _known(on, made), memo=_text(made))
    _noted(on, said)


def _star(on: TranscriptState, made: Gesture) -> None:
    _noted(on, writing.star(on.writer(), on.session, _place(on, made)))


def _unstar(on: TranscriptState, made: Gesture) -> None:
    _noted(on, writing.unstar(on.writer(), _own(on, made)))


def _memo(on: TranscriptState, made: Gesture) -> None:
    if not _text(made):
        raise FiligraneError(wording.EMPTY_MEMO)
    _noted(on, writing.memo(on.writer(), on.session, _place(on, made), _text(made)))


def _annotate(on: TranscriptState, made: Gesture) -> None:
    _noted(on, writing.annotate(on.writer(), _own(on, made), _text(made)))
    st.session_state[NEWS] = wording.DONE["memo"].capitalize() + "."


def _recode(on: TranscriptState, made: Gesture) -> None:
    _noted(on, writing.recode(on.writer(), _own(on, made), code_id=_known(on, made)))


def _ends(on: TranscriptState, made: Gesture) -> None:
    _noted(on, writing.recode(on.writer(), _own(on, made), place=_place(on, made)))


def _remove(on: TranscriptState, made: Gesture) -> None:
    _noted(on, writing.remove(on.writer(), _own(on, made)))


def _accept(on: TranscriptState, made: Gesture) -> None:
    _noted(on, writing.accept(on.writer(), _suggestion(on, made)))


def _refuse(on: TranscriptState, made: Gesture) -> None:
    _noted(on, writing.refuse(on.writer(), _suggestion(on, made)))


def _unsure(on: TranscriptState, made: Gesture) -> None:
    _noted(on, writing.unsure(on.writer(), _suggestion(on, made)))


def _modify(on: TranscriptState, made: Gesture) -> None:
    suggestion = _suggestion(on, made)
    code = _known(on, made) if made.get("code") else suggestion.code
    _noted(on, writing.modify(on.writer(), suggestion, _place(on, made), code))


def _elsewhere(on: TranscriptState, line: CodingDecision) -> str:
    return titles.short(on.reading.corpus, line.session) if line.session not in {"", on.session} else ""


def _undo(on: TranscriptState, _: Gesture) -> None:
    last = gesture_to_undo(on.coder_state)
    reserve = reserved_words.last(on)
    if reserve and (not last or last[0].at < reserve.at):
        reserved_words.lift(on, reserve)
        return
    if not last:
        raise FiligraneError(wording.NOTHING_TO_UNDO)
    writer = on.writer()
    write(on, [writing.undo(writer, line) for line in last])
    st.session_state[NEWS] = phrases.undone(last, _label(on, last[0]), _elsewhere(on, last[0]))


def _reserve(on: TranscriptState, made: Gesture) -> None:
    place = _place(on, made)
    level = next((level for level in words_of.LEVELS if level == made.get("level")), None)
    if level is None:
        raise FiligraneError(wording.NONE_SELECTED)
    reserved_words.put(on, place, level)


def read(on: TranscriptState, _: Gesture) -> None:
    """Write that the coder has read the session whole."""
    _noted(on, writing.read(on.writer(), on.session))


def unread(on: TranscriptState, _: Gesture) -> None:
    """Write that the coder has not read the session whole after all."""
    marked = on.coder_state.read.get(on.session)
    if marked:
        write(on, [writing.unread(on.writer(), marked)])


def _own(on: TranscriptState, made: Gesture) -> CodingDecision:
    found = next((d for d in on.coder_state.lines if d.id == made.get("id") and d.session == on.session), None)
    if not found:
        raise FiligraneError(wording.STALE)
    return found


def _suggestion(on: TranscriptState, made: Gesture) -> Suggestion:
    shown = {b.id for b in on.bands if b.kind == "machine"} & {str(made.get("id"))}
    found = next((s for s in on.reading.corpus.suggestions if named(s) in shown), None)
    if not found:
        raise FiligraneError(wording.STALE)
    return found


def _known(on: TranscriptState, made: Gesture) -> str:
    code = str(made.get("code") or "")
    if code not in {c.id for c in on.reading.corpus.codebook.offered}:
        raise FiligraneError(wording.NO_SUCH_CODE)
    return code


def _text(made: Gesture) -> str:
    return str(made.get("text") or "").strip()


def _place(on: TranscriptState, made: Gesture) -> Place:
    """Give the source words of what was selected, widened to whole words."""
    turns = on.reading.corpus.turns.get(on.session, {})
    (first, start), (last, end) = _point(made, "turn", "start"), _point(made, "last_turn", "end")
    if first not in turns or last not in turns or (last, end) <= (first, start):
        raise FiligraneError(wording.NONE_SELECTED)
    after = end if first == last else len(turns[first].text)
    begins = _words(turns[first], start, after)
    ends = _words(turns[last], start if first == last else 0, end)
    return Place(first, begins[0], last, ends[1])


def _point(made: Gesture, turn: str, character: str) -> tuple[int, int]:
    found = made.get(turn), made.get(character)
    return (found[0], found[1]) if isinstance(found[0], int) and isinstance(found[1], int) else (-1, -1)


def _words(turn: AnonymisedTurn, start: int, end: int) -> tuple[int, int]:
    found = anchors.source_words(turn, start, end)
    if not found:
        raise FiligraneError(wording.NONE_SELECTED)
    return found


HANDS = Hands(
    {
        "code": _code, "star": _star, "unstar": _unstar, "memo": _memo, "annotate": _annotate, "recode": _recode,
        "ends": _ends, "remove": _remove, "accept": _accept, "refuse": _refuse, "unsure": _unsure, "modify": _modify,
        "undo": _undo, "reserve": _reserve,
    },
    KEYS, wording.STALE, wording.NOBODY,
)


def obey() -> None:
    """Do what the coder asks; what cannot be done is told on the screen, and nothing is written."""
    on = page_state()
    HANDS.obey(coding_turns.TURNS.gesture(), on, on.coder)
