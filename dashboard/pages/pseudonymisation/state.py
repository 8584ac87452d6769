"""The private half, decisions and the reader → what the page holds, and what its component shows of it: plain data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import streamlit as st

from dashboard.pages.pseudonymisation import private, words
from dashboard.pages.pseudonymisation.private import Review
from dashboard.ui import coder
from dashboard.ui.component import Component
from dashboard.words import ui_words
from pipeline.anchoring import anchors
from pipeline.model.contracts import Restriction, Turn
from pipeline.model.decision_rows import IdentifierDecision, Scope
from pipeline.pseudonymise.review import identities
from pipeline.pseudonymise.review.case_choices import DecidedCases, added, replacement, rewritten
from pipeline.pseudonymise.review.cases import ReviewCase, Spot, following, queue
from pipeline.pseudonymise.review.identities import IdentityQuestion
from pipeline.pseudonymise.review.review_writer import ReviewWriter

VIEW, COUNT, NEWS, ERROR, SESSION = (
    "review:view", "review:count", "review:news", "review:error", "review:session",
)
PAGE = 8
TURN = Component(
    "review", '<section class="relecture"></section>', "pages/pseudonymisation/review.js",
    css="pages/pseudonymisation/review.css", key="review-turn",
)
Data = dict[str, Any]


@dataclass(frozen=True)
class ReviewState:
    """What a reader has before them."""

    review: Review
    lines: Sequence[IdentifierDecision]
    session: str
    reader: str

    @cached_property
    def now(self) -> DecidedCases:
        """What has been decided."""
        return self.review.decided(self.lines)

    @cached_property
    def cases(self) -> list[ReviewCase]:
        """The proposals of the session, and what people added to them."""
        proposed = self.review.cases.get(self.session, [])
        return [*proposed, *added(self.session, proposed, self.now)]

    @cached_property
    def order(self) -> list[ReviewCase]:
        """The same, doubtful first."""
        return queue(self.cases)

    @cached_property
    def current(self) -> ReviewCase | None:
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
    def questions(self) -> list[IdentityQuestion]:
        """Who may be who, in the whole corpus, as long as nobody has said."""
        told = identities.teller(self.now, self.lines, self.review.key)
        return identities.questions(self.review.coreference_candidates, self.review.entities, told)

    def open_in(self, session: str) -> list[IdentityQuestion]:
        """Give the questions about those who are named, or speak, in a session."""
        return identities.of_session(self.questions, self.review.entities, session)

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

    def of(self, turn: int) -> list[ReviewCase]:
        """Give the proposals of a turn."""
        return [c for c in self.cases if c.turn == turn]

    def go(self, spot: Spot | None) -> None:
        """Take a proposal in hand."""
        st.session_state[_place("now", self.session)] = spot

    def turn_page(self, number: int) -> None:
        """Open another page of turns."""
        st.session_state[_place("page", self.session)] = number

    def writer(self) -> ReviewWriter:
        """Give what writes the reader's lines."""
        return private.writer(self.reader, self.review.key)


def _place(what: str, session: str) -> str:
    return f"review:{what}:{session}"


def page_state() -> ReviewState:
    """Give what the page shows now; the session is the one that was chosen."""
    state: Any = st.session_state
    return ReviewState(private.review(), private.lines(), state.get(SESSION, ""), coder.chosen())


def view() -> str:
    """Say what is on the screen: proposals, reading, or people."""
    return str(st.session_state.get(VIEW) or next(iter(words.REVIEW_VIEWS)))


def labels() -> Data:
    """Give the words of the component itself."""
    types = [[kind, words.IDENTIFIER_TYPES[kind]] for kind in words.MASKABLE]
    return {**words.REVIEW_LABELS, "types": types}


def turn(said: Turn, cases: Iterable[ReviewCase], now: DecidedCases, current: ReviewCase | None = None) -> Data:
    """
    Show a turn as it was said, with the place of every proposal.

    Args:
        said: the turn, in clear.
        cases: its proposals, in any order.
        now: what has been decided.
        current: the proposal in hand, if it is one of these.
    """
    spans = []
    for one in sorted(cases, key=lambda c: c.spot):
        held = now.of(one)
        kept = held.ruling.mention.action == "keep" if held else one.action == "keep"
        kinds = ["kept" if kept else "replaced", *(["decided"] if held else []), *(["doubtful"] if one.doubts else [])]
        if current and current.spot == one.spot:
            kinds.append("current")
        shown = one.said if kept else replacement(one, held)
        title = words.KEPT_ON_PURPOSE if one.on_purpose and not held else f"{_type(one)} → {shown}"
        spans.append({"start": one.start, "end": one.end, "kinds": kinds, "title": title})
    return {
        "turn": said.turn, "voice": said.speaker or ui_words.UNKNOWN_VOICE, "role": said.role, "text": said.text,
        "words": [list(span) for span in anchors.words(said.text)],
        "spans": spans,
        "main": bool(current and said.turn == current.turn),
    }


def _type(case: ReviewCase) -> str:
    return words.IDENTIFIER_TYPES.get(case.type, case.type)


def case(shown: ReviewCase, now: DecidedCases, *, about: str, alternatives: Sequence[str]) -> Data:
    """Show a proposal: what it is, why it is doubtful, what stands for it, what was decided and by whom."""
    held = now.of(shown)
    by = f"{told(shown, now)} ({held.decision.author})" if held else ""
    arrow = words.arrow(shown.said, replacement(shown, held))
    proposed = f"« {shown.said} » : {words.KEPT_ON_PURPOSE}" if shown.on_purpose else arrow
    return {
        "decided": by, "proposed": proposed, "type": _type(shown), "about": about,
        "doubts": [words.DOUBTS[d] for d in shown.doubts], "replacement": replacement(shown, held),
        "alternatives": list(alternatives),
    }


def told(shown: ReviewCase, now: DecidedCases) -> str:
    """Say what was decided of a case; nothing when nobody decided."""
    held = now.of(shown)
    if held is None:
        return ""
    action, scope = held.decision.action, held.decision.scope or Scope.HERE
    return words.verdict(shown.said, action, replacement(shown, held), scope)


def team(
    said: Turn, cases: Iterable[ReviewCase], now: DecidedCases, about: Iterable[Restriction],
) -> list[list[str]]:
    """
    Show a turn as the team will read it, as pieces of text each with its kind.

    Args:
        said: the turn, in clear.
        cases: its proposals.
        now: what has been decided.
        about: what its speaker reserves in it, as the last run was told.
    """
    return [[p.text, p.kind] for p in rewritten(said.text, cases, now, about)]
