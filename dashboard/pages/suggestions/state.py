"""The reading, decisions and the coder → what the page holds: what waits, what is in hand, what was revealed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import streamlit as st

from dashboard.data import study_data
from dashboard.data import suggestions as view
from dashboard.data.decisions_read import Decided, decided
from dashboard.data.passages import CorpusReading, Passage
from dashboard.data.suggestions import ReviewChoice, SuggestionCase
from dashboard.ui import coder
from dashboard.ui.component import Component
from pipeline.anchoring.decisions import append
from pipeline.coding.coder_state import CoderState
from pipeline.coding.coding_writer import CodingWriter
from pipeline.model.contracts import Mode
from pipeline.model.decision_rows import CodingDecision, CodingVerb

COUNT, NEWS, ERROR, HELD, REVEALED, PUT = (
    "suggestion:count", "suggestion:news", "suggestion:error", "suggestion:held", "suggestion:revealed",
    "suggestion:put",
)
ORDER, CODE, SESSION = "ordre", "code", "entretien"
TURN = Component(
    "suggestion", '<section class="suggestion"></section>', "pages/suggestions/suggestion.js",
    css="pages/suggestions/suggestion.css", key="suggestion-turn",
)
Phase = Literal["ask", "blind", "reveal"]


@dataclass(frozen=True)
class SuggestionState:
    """What a coder has before them."""

    reading: CorpusReading
    decided: Decided
    coder: str
    mode: Mode
    choice: ReviewChoice

    @property
    def coder_state(self) -> CoderState:
        """What the coder holds."""
        return self.decided.now.of(self.coder)

    @cached_property
    def found(self) -> list[SuggestionCase]:
        """The suggestions of the code and session chosen, reviewed or not."""
        return view.suiting(view.cases(self.reading), self.choice)

    @property
    def waits(self) -> frozenset[str]:
        """The names of the suggestions that nobody has answered."""
        return view.left(self.reading, self.decided, self.coder)

    @property
    def queue(self) -> tuple[SuggestionCase, ...]:
        """What is left to review, in the order chosen."""
        return view.queue(self.reading, self.decided, self.coder, self.choice)

    @cached_property
    def case(self) -> SuggestionCase | None:
        """The suggestion in hand: the one gone back to, else the first of the queue."""
        held = st.session_state.get(HELD)
        return next((c for c in self.queue if c.name == held), self.queue[0] if self.queue else None)

    @property
    def phase(self) -> Phase:
        """Say whether the coder answers, decides alone, or sees what was suggested after having decided."""
        if self.mode != "blind":
            return "ask"
        return "reveal" if self.revealed else "blind"

    @property
    def revealed(self) -> Passage | None:
        """The passage that the coder has decided on alone, while it is still before them."""
        return self.reading.by_place.get(st.session_state.get(REVEALED) or "")

    @property
    def alone(self) -> tuple[Passage, ...]:
        """The passages to decide on before anything shows."""
        return view.blind_queue(self.reading, self.decided, self.coder, self.choice)

    @property
    def passage(self) -> Passage | None:
        """The passage in hand."""
        if self.phase == "ask":
            return self.case.passage if self.case else None
        return self.revealed or next((p for p in self.alone if p.place == st.session_state.get(HELD)), None) or (
            self.alone[0] if self.alone else None
        )

    @property
    def token(self) -> str:
        """What tells one state of the screen from another: a gesture made on an older one is refused."""
        place = self.case.name if self.phase == "ask" and self.case else self.passage.place if self.passage else ""
        return f"{self.coder}|{self.phase}|{place}|{st.session_state.get(COUNT, 0)}"

    def writer(self, mode: Mode | None = None) -> CodingWriter:
        """Give what writes the coder's lines."""
        corpus = self.reading.corpus
        return CodingWriter(author=self.coder, mode=mode or self.mode, codebook=corpus.codebook, turns=corpus.turns)

    @property
    def put(self) -> list[str]:
        """List the codes that the coder put alone on the passage that was revealed."""
        return list(st.session_state.get(PUT) or ())

    @cached_property
    def differing(self) -> list[SuggestionCase]:
        """The suggestions on the passage revealed that the coder has not come to, neither alone nor since."""
        found = view.of_passage(self.reading, self.revealed.place) if self.revealed else []
        answers = {c.name: self.coder_state.answer(c.suggestion) for c in found}
        since = {name for name, answer in answers.items() if answer and answer.decision == CodingVerb.ACCEPT}
        return [c for c in found if c.code not in self.put and c.name not in since]


def page_state() -> SuggestionState:
    """Give what the page shows now."""
    state: Any = st.session_state
    choice = ReviewChoice(state.get(ORDER) or "incertaines", state.get(CODE) or "", state.get(SESSION) or "")
    # Whoever has not said who they are may code alone one day: nothing is suggested to them.
    mode = coder.mode() if coder.chosen() else "blind"
    if mode == "blind":  # a code chosen, or an order by doubt, would tell what the machine says
        choice = ReviewChoice("hasard", "", choice.session)
    return SuggestionState(study_data.reading(), decided(), coder.chosen(), mode, choice)


def write(on: SuggestionState, lines: Sequence[CodingDecision]) -> None:
    """Add lines to the coder's file."""
    append(study_data.study(), on.coder, lines)
