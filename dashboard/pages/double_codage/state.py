"""The reading, decisions and the arbiter → what the page holds: two coders, what they differ on, one in hand."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import streamlit as st

from dashboard.data import study_data
from dashboard.data.decisions_read import decided
from dashboard.data.passages import CorpusReading
from dashboard.ui import coder
from dashboard.ui import double_coding as view
from dashboard.ui.component import Component
from dashboard.ui.double_coding import Coders, Double
from pipeline.anchoring.decisions import append
from pipeline.coding.coding_writer import CodingWriter
from pipeline.coding.disagreements import Disagreement, rulings
from pipeline.model.decision_rows import Arbitration, CodingDecision

FIRST, SECOND, CODE, SETTLED = "a", "b", "code", "double:settled"
COUNT, NEWS, ERROR, HELD = "double:count", "double:news", "double:error", "double:held"
TURN = Component(
    "double", '<section class="desaccord"></section>', "pages/double_codage/double.js",
    css="pages/double_codage/double.css", key="double-turn",
)


@dataclass(frozen=True)
class ArbitrationState:
    """What an arbiter has before them."""

    reading: CorpusReading
    lines: tuple[CodingDecision, ...]
    rulings: Sequence[Arbitration]
    coders: Coders
    arbiter: str
    code: str
    settled: bool

    @cached_property
    def on(self) -> Double:
        """What the two coders differ on."""
        return view.double(self.reading, self.lines, self.coders)

    @cached_property
    def ruled(self) -> Mapping[str, Sequence[Arbitration]]:
        """The rulings in force, by disagreement."""
        return rulings(self.rulings)

    @cached_property
    def queue(self) -> list[Disagreement]:
        """What is to be gone through."""
        return view.left(self.on, self.ruled, self.code, settled=self.settled)

    @property
    def rank(self) -> int:
        """Where the disagreement in hand stands in the queue, from 0."""
        held = st.session_state.get(HELD)
        return next((i for i, d in enumerate(self.queue) if d.name == held), 0)

    @property
    def current(self) -> Disagreement | None:
        """The disagreement in hand: the one gone to, else the first."""
        return self.queue[self.rank] if self.queue else None

    @property
    def token(self) -> str:
        """What tells one state of the screen from another: a gesture made on an older one is refused."""
        name = self.current.name if self.current else ""
        return f"{self.arbiter}|{name}|{st.session_state.get(COUNT, 0)}"

    def go(self, rank: int) -> None:
        """Take a disagreement of the queue in hand."""
        st.session_state[HELD] = self.queue[min(max(rank, 0), len(self.queue) - 1)].name if self.queue else None

    def writer(self) -> CodingWriter:
        """Give what writes the arbiter's lines."""
        corpus = self.reading.corpus
        return CodingWriter(author=self.arbiter, mode="none", codebook=corpus.codebook, turns=corpus.turns)


def page_state() -> ArbitrationState:
    """Give what the page shows now."""
    state: Any = st.session_state
    now = decided()
    two = (str(state.get(FIRST) or ""), str(state.get(SECOND) or ""))
    return ArbitrationState(
        study_data.reading(), now.in_force, now.rulings, two, coder.chosen(), state.get(CODE) or "",
        bool(state.get(SETTLED)),
    )


def write(on: ArbitrationState, lines: Sequence[Arbitration]) -> None:
    """Add lines to the arbiter's file."""
    append(study_data.study(), on.arbiter, lines)
