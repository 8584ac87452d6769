"""Words that may be private names, bare in what the team reads → each in its sentence, settled by one gesture."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any, cast
from urllib.parse import urlencode

import streamlit as st

from dashboard.pages.pseudonymisation import private, words
from dashboard.ui import coder, frame
from dashboard.ui.component import Component, Gesture, GestureHandlers, MessageKeys
from dashboard.ui.html import element, link
from dashboard.words import run_words
from pipeline.cli.cli_words import STAGES
from pipeline.model.contracts import Unsettled
from pipeline.model.decision_rows import LeakVerb
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.leak_search.questions import gestures, maskable
from pipeline.publish import pseudonymisation_words

Data = dict[str, Any]
LISTED = 40
NOW, COUNT, NEWS, ERROR = "settle:now", "settle:count", "settle:news", "settle:error"
QUESTION = Component(
    "settle", '<section class="relecture reglage"></section>', "pages/pseudonymisation/settle.js",
    css="pages/pseudonymisation/review.css", key="review-settle",
)


def ordered(rows: Iterable[Unsettled], sessions: Sequence[str]) -> list[Unsettled]:
    """Put what is certain first, then what was said, in the order of reading, then what people wrote."""
    place = {session: rank for rank, session in enumerate(sessions)}
    return sorted(rows, key=lambda r: (
        r.certainty != "certain", r.written, r.file, place.get(r.session, -1), r.turn, r.line, r.start,
    ))


def after(rows: Sequence[Unsettled], gone: str, left: Sequence[Unsettled]) -> str:
    """Give the question that comes after one that was settled, among those still asked; the first at the end."""
    ids = [r.id for r in rows]
    still = {r.id for r in left}
    following = ids[ids.index(gone) + 1 :] if gone in ids else []
    return next((i for i in following if i in still), left[0].id if left else "")


def question_shown(rows: Sequence[Unsettled], current: Unsettled, where: dict[str, str]) -> Data:
    """
    Show the question in hand and those that wait.

    Args:
        rows: the questions, in order.
        current: the one in hand.
        where: how each session is named by whoever reviews it.
    """
    at = [r.id for r in rows].index(current.id)
    first = max(0, min(at - LISTED // 2, len(rows) - LISTED))
    listed = rows[first : first + LISTED]
    left = len(rows) - len(listed)
    alone = current.written and not maskable(current)
    said, passage = current.turn >= 0, f"{current.session}:{current.turn}:w0-w0"
    return {
        "question": _row(current, where) | {
            "gestures": list(gestures(current)), "why": pseudonymisation_words.why(current).strip("()"),
            "certain": words.CERTAIN if current.certainty == "certain" else "",
            "written": words.WRITTEN.format(place=pseudonymisation_words.place(current, {})) if alone else "",
            "read": f"lecture?{urlencode({'entretien': current.session, 'passage': passage})}" if said else "",
            "rank": words.SETTLE_RANK.format(at=at + 1, of=len(rows)),
        },
        "rows": [_row(r, where) | {"current": r.id == current.id} for r in listed],
        "more": words.more_to_settle(left) if left else "",
    }


def _row(row: Unsettled, where: dict[str, str]) -> Data:
    return {
        "id": row.id, "place": place(row, where), "before": row.sentence[: row.start], "word": row.word,
        "after": row.sentence[row.end :],
    }


def place(row: Unsettled, where: dict[str, str]) -> str:
    """Say where a word stands: the file as it was received and the turn, or the file and its line."""
    if row.turn >= 0:
        return f"{where.get(row.session, row.session)}, tour {row.turn}"
    made = STAGES.get(PurePosixPath(row.file).parts[1].split(".")[0]) if row.file.startswith("build/") else None
    return f"{made} ({pseudonymisation_words.place(row, {})})" if made else pseudonymisation_words.place(row, {})


@dataclass(frozen=True)
class Questions:
    """What a reader has before them: the words that nobody has settled, and the one in hand."""

    reader: str

    @cached_property
    def rows(self) -> list[Unsettled]:
        """The questions, in the order they are asked."""
        return ordered(private.questions(), private.review().sessions)

    @property
    def current(self) -> Unsettled | None:
        """The question in hand: the one gone to, else the first."""
        wanted = st.session_state.get(NOW)
        return next((r for r in self.rows if r.id == wanted), self.rows[0] if self.rows else None)

    @property
    def token(self) -> str:
        """What tells one state of the screen from another: a gesture made on an older one is refused."""
        current = self.current
        return f"{current.id if current else ''}|{st.session_state.get(COUNT, 0)}"


def show_settling(where: Callable[[str], str]) -> None:
    """Show what is left to settle; ``where`` names a session as whoever reviews it knows it."""
    try:
        on = Questions(coder.chosen())
        rows, current = on.rows, on.current
    except FiligraneError as error:
        frame.say(element("p", str(error), class_="vide"))
        return
    counted = element("p", element("strong", pseudonymisation_words.left(rows)), class_="compte", role="status")
    frame.say(counted, element("p", words.ABOUT_SETTLING if rows else words.NOTHING, class_="discret"))
    said = {"news": st.session_state.get(NEWS, ""), "error": st.session_state.get(ERROR, "")}
    named = {r.session: where(r.session) for r in rows if r.session}
    asked = question_shown(rows, current, named) if current else {"question": None, "rows": [], "more": ""}
    # Nothing left, and nothing done here: there is nothing to take back.
    if current or st.session_state.get(COUNT):
        QUESTION.mount({"token": on.token, "labels": words.LABELS, **said, **asked}, on_gesture)
    frame.say(element("p", words.AFTERWARDS, " ", link(run_words.UPDATE, "mise_a_jour"), class_="discret"))


def _settle(gesture: LeakVerb) -> Callable[[Questions, Gesture], None]:
    def does(on: Questions, made: Gesture) -> None:
        current = on.current
        if current is None:
            raise FiligraneError(words.SETTLED_ELSEWHERE)
        said = private.settle(current, gesture, on.reader, str(made.get("reason", "")))
        st.session_state[NEWS] = f"« {current.word} » — {said}"
        st.session_state[NOW] = after(on.rows, current.id, Questions(on.reader).rows)

    return does


def _undo(on: Questions, _: Gesture) -> None:
    before = {r.id for r in on.rows}
    st.session_state[NEWS] = private.take_back(on.reader)
    again = [r.id for r in Questions(on.reader).rows if r.id not in before]
    st.session_state[NOW] = again[0] if again else st.session_state.get(NOW)


def _move(step: int) -> Callable[[Questions, Gesture], None]:
    def does(on: Questions, _: Gesture) -> None:
        if on.current:
            at = on.rows.index(on.current) + step
            st.session_state[NOW] = on.rows[at % len(on.rows)].id

    return does


def _go(on: Questions, made: Gesture) -> None:
    if any(r.id == made.get("id") for r in on.rows):
        st.session_state[NOW] = cast("Any", made["id"])


HANDS = GestureHandlers(
    {
        **{str(verb): _settle(verb) for verb in (LeakVerb.MASK, LeakVerb.NOT_A_NAME, LeakVerb.ON_PURPOSE)},
        "next": _move(1), "previous": _move(-1), "undo": _undo, "go": _go,
    },
    MessageKeys(NEWS, ERROR, COUNT), words.STALE, words.STALE, frozenset({"next", "previous", "go"}),
)


def on_gesture() -> None:
    """Do what the reader asks; what cannot be done is told on the screen, and nothing is written."""
    on = Questions(coder.chosen())
    HANDS.carry_out(QUESTION.gesture(), on, on.reader)
