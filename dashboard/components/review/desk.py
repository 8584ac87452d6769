"""The private half, decisions and the reader → what lies on the desk: the session, its queue, the proposal in hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import streamlit as st

from dashboard import private
from dashboard.components import coder
from dashboard.private import Review
from dashboard.words import review_wording
from pipeline.contracts import Turn
from pipeline.deciding.rows import IdentifierDecision
from pipeline.reviewing import links
from pipeline.reviewing.cases import Case, Spot, following, queue
from pipeline.reviewing.lines import Pen
from pipeline.reviewing.links import Question
from pipeline.reviewing.progress import added
from pipeline.reviewing.standing import Standing

READER, VIEW, COUNT, NEWS, ERROR, SESSION = (
    coder.CODER, "review:view", "review:count", "review:news", "review:error", "review:session",
)
PAGE = 8


@dataclass(frozen=True)
class Desk:
    """What a reader has before them."""

    review: Review
    lines: Sequence[IdentifierDecision]
    session: str
    reader: str

    @cached_property
    def now(self) -> Standing:
        """What has been decided."""
        return self.review.standing(self.lines)

    @cached_property
    def cases(self) -> list[Case]:
        """The proposals of the session, and what people added to them."""
        proposed = self.review.cases.get(self.session, [])
        return [*proposed, *added(self.session, proposed, self.now)]

    @cached_property
    def order(self) -> list[Case]:
        """The same, doubtful first."""
        return queue(self.cases)

    @cached_property
    def current(self) -> Case | None:
        """The proposal in hand: the one gone to, else the first on which nobody decided, else the first."""
        wanted = st.session_state.get(_place("now", self.session))
        gone = next((c for c in self.cases if c.spot == wanted), None)
        first = self.order[0] if self.order else None
        return gone or following(self.order, None, self.now.settled(self.order)) or first

    @cached_property
    def numbers(self) -> list[int]:
        """The turns of the session, in order."""
        return sorted(self.review.turns.get(self.session, {}))

    @cached_property
    def questions(self) -> list[Question]:
        """Who may be who, in the whole corpus, as long as nobody has said."""
        told = links.teller(self.now, self.lines, self.review.key)
        return links.questions(self.review.links, self.review.entities, told)

    def open_in(self, session: str) -> list[Question]:
        """Give the questions about those who are named, or speak, in a session."""
        return links.of_session(self.questions, self.review.entities, session)

    @property
    def said(self) -> tuple[Turn, ...]:
        """The turns of the session, in order."""
        return tuple(self.review.turns[self.session][n] for n in self.numbers)

    @property
    def page(self) -> int:
        """The page of turns that is read, from 0."""
        last = max(0, (len(self.numbers) - 1) // PAGE)
        return min(max(0, int(st.session_state.get(_place("page", self.session), 0))), last)

    @property
    def token(self) -> str:
        """What tells one state of the screen from another: a gesture made on an older one is refused."""
        return f"{self.session}|{st.session_state.get(VIEW)}|{st.session_state.get(COUNT, 0)}"

    def of(self, turn: int) -> list[Case]:
        """Give the proposals of a turn."""
        return [c for c in self.cases if c.turn == turn]

    def go(self, spot: Spot | None) -> None:
        """Take a proposal in hand."""
        st.session_state[_place("now", self.session)] = spot

    def turn_page(self, number: int) -> None:
        """Open another page of turns."""
        st.session_state[_place("page", self.session)] = number

    def pen(self) -> Pen:
        """Take up the reader's pen."""
        return private.pen(self.reader, self.review.key)


def _place(what: str, session: str) -> str:
    return f"review:{what}:{session}"


def desk() -> Desk:
    """Lay out the desk as it is now; the session is the one that was chosen."""
    state: Any = st.session_state
    return Desk(private.review(), private.lines(), state.get(SESSION, ""), coder.chosen())


def view() -> str:
    """Say what is on the screen: proposals, reading, or people."""
    return str(st.session_state.get(VIEW) or next(iter(review_wording.REVIEW_VIEWS)))
