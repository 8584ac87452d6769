"""What a coder has just done on the text → lines in their files, and a sentence that says so."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import streamlit as st

from dashboard.access.study_place import study
from dashboard.data import titles
from dashboard.pages.lecture import words
from dashboard.pages.lecture.state import COUNT, ERROR, NEWS, TURNS, TranscriptState, page_state, write
from dashboard.ui import component as gestures
from dashboard.ui import frame
from dashboard.ui.component import Gesture, GestureHandlers, MessageKeys
from dashboard.ui.html import element
from dashboard.ui.sentences import reading_phrases as phrases
from dashboard.words import coding_words
from pipeline.anchoring import anchors, decisions
from pipeline.anchoring.anchors import Place, holds, quote
from pipeline.codebook.grid import codebook
from pipeline.coding import coding_writer, new_codes
from pipeline.coding.coder_state import gesture_to_undo
from pipeline.coding.coding_writer import CodingWriter, named
from pipeline.model.contracts import AnonymisedTurn, Consent, Suggestion
from pipeline.model.decision_rows import CodingDecision, CodingVerb, ConsentDecision
from pipeline.model.errors import FiligraneError

Doing = Callable[[TranscriptState, Gesture], None]
KEYS = MessageKeys(NEWS, ERROR, COUNT)


def reserved_by_coder(on: TranscriptState) -> list[ConsentDecision]:
    """List what the coder reserved in this session while reading, as far as it holds."""
    held = decisions.consent(study()) if on.coder else []
    return [d for d in held if d.author == on.coder and d.session == on.session and d.level in words.LEVELS]


def last_reserve(on: TranscriptState) -> ConsentDecision | None:
    """Give the coder's last reserve made by a gesture in this session, to undo it."""
    # A line written by hand or by a script is no gesture: its date has no fraction of a second. What was set while
    # reviewing the pseudonymisation is no gesture of this page: it is lifted by its button only.
    here = (d for d in reserved_by_coder(on) if d.by_gesture and d.reason == words.WHILE_READING)
    return max(here, key=lambda d: d.at, default=None)


def put_reserve(on: TranscriptState, place: Place, level: Consent) -> None:
    """Reserve the words of a passage."""
    line = coding_writer.reserve(on.writer(), on.session, place, level, words.WHILE_READING)
    decisions.append(study(), on.coder, [line])
    st.session_state[NEWS] = words.RESERVED.format(level=words.LEVELS[level])


def lift_reserve(line: ConsentDecision, on: TranscriptState, _: Gesture) -> None:
    """Take a reserve back, and say when the words will be offered again."""
    decisions.append(study(), on.coder, [coding_writer.lift(on.writer(), line, words.WHILE_READING)])
    # What the last run was told holds until the next: what it knew then is not known here.
    turn = page_state(line.session).reading.corpus.turns.get(line.session, {}).get(line.turn)
    about = turn.consent if turn else ()
    still = any(r.level == line.level and r.first_word <= max(0, line.first_word) <= r.last_word for r in about)
    st.session_state[NEWS] = words.LIFTED_LATER if still else words.LIFTED


def show_reserves(on: TranscriptState, doing: Callable[[Doing], None]) -> None:
    """Show what the coder reserved here, each with the way to lift it; ``doing`` does a gesture, or says why not."""
    mine = reserved_by_coder(on)
    if not mine:
        return
    with st.expander(f"{words.MINE} ({len(mine)})", icon=":material/lock:", key="reserves:mine"):
        for line in mine:
            left, right = st.columns([6, 1], vertical_alignment="center")
            with left:
                turns = on.reading.corpus.turns.get(line.session, {})
                place = Place(line.turn, line.first_word, line.last_turn, line.last_word)
                said = phrases.quoted(quote(turns, place)) if holds(turns, place) else ""
                about = words.LINE.format(turn=line.turn, words=said).removesuffix(" : ")
                frame.say(element("p", element("strong", words.LEVELS[line.level]), " · ", about))
            right.button(words.LIFT, key=f"lift:{line.id}", help=words.LIFT_HELP, on_click=doing,
                         args=(partial(lift_reserve, line),))


def attempt(doing: Doing, on: TranscriptState, made: Gesture) -> None:
    """Do something, or say why it cannot be done; the screen is another afterwards."""
    def named() -> None:
        if not on.coder:
            raise FiligraneError(words.NOBODY)
        doing(on, made)

    gestures.attempt(named, KEYS)


def _noted(on: TranscriptState, line: CodingDecision) -> None:
    write(on, [line])
    st.session_state[NEWS] = phrases.done(line, _label(on, line))


def _label(on: TranscriptState, line: CodingDecision) -> str:
    return on.reading.corpus.label_of(on.reading.corpus.codebook.in_force(line.code)) if line.code else ""


def _memo(on: TranscriptState, made: Gesture) -> None:
    if not _text(made):
        raise FiligraneError(words.EMPTY_MEMO)
    _noted(on, coding_writer.memo(on.writer(), on.session, _place(on, made), _text(made)))


def _annotate(on: TranscriptState, made: Gesture) -> None:
    _noted(on, coding_writer.annotate(on.writer(), _own(on, made), _text(made)))
    st.session_state[NEWS] = coding_words.DONE["memo"].capitalize() + "."


def _ends(on: TranscriptState, made: Gesture) -> None:
    line = _own(on, made)
    place = _place(on, made)
    if line.decision == CodingVerb.MEMO:
        _noted(on, coding_writer.memo(on.writer(), on.session, place, line.memo, replaces=line.id))
    else:
        _noted(on, coding_writer.recode(on.writer(), line, place=place))


def _modify(on: TranscriptState, made: Gesture) -> None:
    suggestion = _suggestion(on, made)
    place = _place(on, made)
    said = made if made.get("code") or _name(made) else {**made, "code": suggestion.code}
    _coded(on, said, lambda writer, code: coding_writer.modify(writer, suggestion, place, code))


def _recode(on: TranscriptState, made: Gesture) -> None:
    own = _own(on, made)
    _coded(on, made, lambda writer, code: coding_writer.recode(writer, own, code_id=code))


def _code(on: TranscriptState, made: Gesture) -> None:
    place = _place(on, made)
    _coded(on, made, lambda writer, code: coding_writer.code(writer, on.session, place, code, memo=_text(made)))


def _coded(on: TranscriptState, made: Gesture, put: Callable[[CodingWriter, str], CodingDecision]) -> None:
    """Put a code of the grid, or one that is made of the name just typed."""
    name = _name(made)
    if not name:
        _noted(on, put(on.writer(), _known(on, made)))
        return
    family = str(made.get("family") or "")
    line = new_codes.put_new(study(), on.writer(), [name], lambda writer, ids: [put(writer, ids[name])], family)[0]
    book = codebook(study())
    code = next(c for c in book.codes if c.id == line.code)
    home = next(f.label for f in book.families if f.id == code.family)
    told = phrases.done(line, f"{code.id} {code.label}")
    known = code.id in on.reading.corpus.codes
    st.session_state[NEWS] = told if known else words.CREATED.format(code=code.label, family=home, told=told)


def _redo(on: TranscriptState, _: Gesture) -> None:
    undone = new_codes.to_redo(on.decided.every, on.coder)
    lines = new_codes.redo(study(), on.writer(), undone)
    by_id = {d.id: d for d in on.decided.every if d.author == on.coder}
    again = [by_id[d.replaces] for d in undone if d.replaces in by_id]
    labels = {c.id: f"{c.id} {c.label}" for c in codebook(study()).codes}
    told = phrases.done(again[0], labels.get(again[0].code, "")) if again else str(len(lines))
    st.session_state[NEWS] = words.REDONE.format(told=told)


def _undo(on: TranscriptState, _: Gesture) -> None:
    last = gesture_to_undo(on.coder_state)
    reserve = last_reserve(on)
    if reserve and (not last or last[0].at < reserve.at):
        lift_reserve(reserve, on, {})
        return
    if not last:
        raise FiligraneError(words.NOTHING_TO_UNDO)
    new_codes.take_back(study(), on.writer(), last)
    session = last[0].session
    elsewhere = titles.short(on.reading.corpus, session) if session not in {"", on.session} else ""
    st.session_state[NEWS] = phrases.undone(last, _label(on, last[0]), elsewhere)


def _reserve(on: TranscriptState, made: Gesture) -> None:
    place = _place(on, made)
    level = next((level for level in words.LEVELS if level == made.get("level")), None)
    if level is None:
        raise FiligraneError(words.NONE_SELECTED)
    put_reserve(on, place, level)


def read(on: TranscriptState, _: Gesture) -> None:
    """Write that the coder has read the session whole."""
    _noted(on, coding_writer.read(on.writer(), on.session))


def unread(on: TranscriptState, _: Gesture) -> None:
    """Write that the coder has not read the session whole after all."""
    marked = on.coder_state.read.get(on.session)
    if marked:
        write(on, [coding_writer.unread(on.writer(), marked)])


def _own(on: TranscriptState, made: Gesture) -> CodingDecision:
    found = next((d for d in on.coder_state.lines if d.id == made.get("id") and d.session == on.session), None)
    if not found:
        raise FiligraneError(words.STALE)
    return found


def _suggestion(on: TranscriptState, made: Gesture) -> Suggestion:
    shown = {b.id for b in on.bands if b.kind == "machine"} & {str(made.get("id"))}
    found = next((s for s in on.reading.corpus.suggestions if named(s) in shown), None)
    if not found:
        raise FiligraneError(words.STALE)
    return found


def _known(on: TranscriptState, made: Gesture) -> str:
    code = str(made.get("code") or "")
    if code not in {c.id for c in on.reading.corpus.codebook.offered}:
        raise FiligraneError(words.NO_SUCH_CODE)
    return code


def _name(made: Gesture) -> str:
    return " ".join(str(made.get("name") or "").split())


def _text(made: Gesture) -> str:
    return str(made.get("text") or "").strip()


def _place(on: TranscriptState, made: Gesture) -> Place:
    """Give the source words of what was selected, widened to whole words."""
    turns = on.reading.corpus.turns.get(on.session, {})
    (first, start), (last, end) = _point(made, "turn", "start"), _point(made, "last_turn", "end")
    if first not in turns or last not in turns or (last, end) <= (first, start):
        raise FiligraneError(words.NONE_SELECTED)
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
        raise FiligraneError(words.NONE_SELECTED)
    return found


HANDS: GestureHandlers[TranscriptState] = GestureHandlers(
    {
        "code": _code, "recode": _recode, "redo": _redo,
        "star": lambda on, made: _noted(on, coding_writer.star(on.writer(), on.session, _place(on, made))),
        "unstar": lambda on, made: _noted(on, coding_writer.unstar(on.writer(), _own(on, made))),
        "memo": _memo, "annotate": _annotate,
        "ends": _ends,
        "remove": lambda on, made: _noted(on, coding_writer.remove(on.writer(), _own(on, made))),
        "accept": lambda on, made: _noted(on, coding_writer.accept(on.writer(), _suggestion(on, made))),
        "refuse": lambda on, made: _noted(on, coding_writer.refuse(on.writer(), _suggestion(on, made))),
        "unsure": lambda on, made: _noted(on, coding_writer.unsure(on.writer(), _suggestion(on, made))),
        "modify": _modify, "undo": _undo, "reserve": _reserve,
    },
    KEYS, words.STALE, words.NOBODY,
)


def on_gesture() -> None:
    """Do what the coder asks; what cannot be done is told on the screen, and nothing is written."""
    on = page_state()
    HANDS.carry_out(TURNS.gesture(), on, on.coder)
