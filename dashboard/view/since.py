"""The sessions of two runs in figures → what the last one gained and lost."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.contracts import SessionSummary


@dataclass(frozen=True, slots=True)
class Figures:
    """A run in figures: its sessions, excerpts coded by persons, suggestions that wait, sessions signed."""

    sessions: frozenset[str]
    coded: int
    waiting: int
    signed: frozenset[str]


def figures(sessions: Iterable[SessionSummary]) -> Figures:
    """Add up the sessions of a run."""
    every = list(sessions)
    return Figures(
        frozenset(s.session for s in every), sum(s.coded for s in every), sum(s.to_review for s in every),
        frozenset(s.session for s in every if s.authors),
    )
