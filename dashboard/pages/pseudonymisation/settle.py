"""Words that may be private names, bare in what the team reads → each in its sentence, settled by one gesture."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any, cast

import streamlit as st

from dashboard.pages.pseudonymisation import private
from dashboard.pages.pseudonymisation import settle_view as view
from dashboard.ui import coder, frame
from dashboard.ui.component import Component, Gesture, Hands, Keys
from dashboard.ui.html import element, link
from dashboard.words import review_words as wording
from dashboard.words import run_words
from pipeline.model.contracts import Unsettled
from pipeline.model.decision_rows import LeakVerb
from pipeline.model.errors import FiligraneError
from pipeline.publish import settling_words

NOW, COUNT, NEWS, ERROR = "settle:now", "settle:count", "settle:news", "settle:error"
QUESTION = Component(
    "settle", '<section class="relecture reglage"></section>', "pages/pseudonymisation/settle.js",
    css="pages/pseudonymisation/review.css", key="review-settle",
)


@dataclass(frozen=True)
class Questions:
    """What a reader has before them: the words that nobody has settled, and the one in hand."""

    reader: str

    @cached_property
    def rows(self) -> list[Unsettled]:
        """The questions, in the order they are asked."""
        return view.ordered(private.questions(), private.review().sessions)

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


def show(where: Callable[[str], str]) -> None:
    """Show what is left to settle; ``where`` names a session as whoever reviews it knows it."""
    try:
        on = Questions(coder.chosen())
        rows, current = on.rows, on.current
    except FiligraneError as error:
        frame.say(element("p", str(error), class_="vide"))
        return
    counted = element("p", element("strong", settling_words.left(rows)), class_="compte", role="status")
    frame.say(counted, element("p", wording.ABOUT_SETTLING if rows else wording.NOTHING, class_="discret"))
    said = {"news": st.session_state.get(NEWS, ""), "error": st.session_state.get(ERROR, "")}
    named = {r.session: where(r.session) for r in rows if r.session}
    asked = view.shown(rows, current, named) if current else {"question": None, "rows": [], "more": ""}
    # Nothing left, and nothing done here: there is nothing to take back.
    if current or st.session_state.get(COUNT):
        QUESTION.mount({"token": on.token, "labels": wording.LABELS, **said, **asked}, obey)
    frame.say(element("p", wording.AFTERWARDS, " ", link(run_words.UPDATE, "mise_a_jour"), class_="discret"))


def _settle(gesture: LeakVerb) -> Callable[[Questions, Gesture], None]:
    def does(on: Questions, made: Gesture) -> None:
        current = on.current
        if current is None:
            raise FiligraneError(wording.SETTLED_ELSEWHERE)
        said = private.settle(current, gesture, on.reader, str(made.get("reason", "")))
        st.session_state[NEWS] = f"« {current.word} » — {said}"
        st.session_state[NOW] = view.after(on.rows, current.id, Questions(on.reader).rows)

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


HANDS = Hands(
    {
        **{str(verb): _settle(verb) for verb in (LeakVerb.MASK, LeakVerb.NOT_A_NAME, LeakVerb.ON_PURPOSE)},
        "next": _move(1), "previous": _move(-1), "undo": _undo, "go": _go,
    },
    Keys(NEWS, ERROR, COUNT), wording.STALE, wording.STALE, frozenset({"next", "previous", "go"}),
)


def obey() -> None:
    """Do what the reader asks; what cannot be done is told on the screen, and nothing is written."""
    on = Questions(coder.chosen())
    HANDS.obey(QUESTION.gesture(), on, on.reader)
