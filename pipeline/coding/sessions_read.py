"""Excerpts, codings, decisions → who read what, and what each said of each code: the ground of every figure."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.codebook.grid import Codebook
from pipeline.model.contracts import UNAIDED, Coding, Excerpt, Status
from pipeline.model.decision_rows import CodingDecision

COUNTED: tuple[Status, ...] = ("coded", "accepted", "modified", "arbitrated")


def counted(codings: Iterable[Coding]) -> list[Coding]:
    """Keep the codings that a person made or accepted: the only ones that figures may count."""
    return [c for c in codings if c.author_kind == "person" and c.status in COUNTED]


def pairs(codings: Iterable[Coding], excerpts: Iterable[Excerpt]) -> Iterator[tuple[Coding, Excerpt]]:
    """Give each coding with each excerpt that it shares words with."""
    by_session: dict[str, list[Excerpt]] = defaultdict(list)
    for excerpt in excerpts:
        by_session[excerpt.session].append(excerpt)
    for coding in codings:
        for excerpt in by_session[coding.session]:
            if touch(coding, excerpt):
                yield coding, excerpt


def touch(coding: Coding, excerpt: Excerpt) -> bool:
    """Tell whether a coding and an excerpt share characters of a turn."""
    return (
        coding.session == excerpt.session
        and (coding.turn, coding.start) < (excerpt.turn, excerpt.end)
        and (excerpt.turn, excerpt.start) < (coding.last_turn, coding.end)
    )


@dataclass(frozen=True)
class AnswerGrid:
    """The excerpts and codes that tables of answers (excerpts × codes) are about."""

    excerpts: tuple[Excerpt, ...]
    codes: tuple[str, ...]

    @property
    def sessions(self) -> tuple[str, ...]:
        """Name the sessions of the excerpts, in order."""
        return tuple(sorted({e.session for e in self.excerpts}))

    def within(self, sessions: Iterable[str]) -> AnswerGrid:
        """Keep the excerpts of some sessions."""
        kept = set(sessions)
        return AnswerGrid(tuple(e for e in self.excerpts if e.session in kept), self.codes)

    def marked(self, codings: Iterable[Coding]) -> np.ndarray:
        """Tell where codings stand (true where one does)."""
        return self.at((e.excerpt, c.code) for c, e in pairs(codings, self.excerpts))

    def at(self, cells: Iterable[tuple[str, str]]) -> np.ndarray:
        """Tell which excerpts have which codes, from pairs of ids; those outside the grid are left out."""
        rows = {e.excerpt: i for i, e in enumerate(self.excerpts)}
        columns = {code: j for j, code in enumerate(self.codes)}
        marks = np.zeros((len(rows), len(columns)), dtype=bool)
        for excerpt, code in cells:
            if excerpt in rows and code in columns:
                marks[rows[excerpt], columns[code]] = True
        return marks

    def by_session(self, marks: np.ndarray) -> np.ndarray:
        """Count marks by session (sessions × codes)."""
        places = {s: i for i, s in enumerate(self.sessions)}
        counts = np.zeros((len(places), marks.shape[1]), dtype=np.int64)
        np.add.at(counts, [places[e.session] for e in self.excerpts], marks)
        return counts


def grid(excerpts: Sequence[Excerpt], codebook: Codebook) -> AnswerGrid:
    """Lay the grid of all excerpts and all codes."""
    return AnswerGrid(tuple(sorted(excerpts, key=lambda e: e.excerpt)), tuple(c.id for c in codebook.codes))


def numbered_turns(excerpts: Iterable[Excerpt]) -> np.ndarray:
    """Number the turns of excerpts, in the order in which they come."""
    numbers: dict[tuple[str, int], int] = {}
    return np.array([numbers.setdefault((e.session, e.turn), len(numbers)) for e in excerpts], dtype=np.int64)


def sessions_read(decisions: Iterable[CodingDecision]) -> dict[str, set[str]]:
    """Give the sessions that each coder says they read whole, unaided."""
    read: dict[str, set[str]] = {}
    for d in decisions:
        if d.marks_read and d.unaided:
            read.setdefault(d.author, set()).add(d.session)
    return read


def unaided(codings: Iterable[Coding], author: str = "") -> list[Coding]:
    """Keep what people coded without looking at suggestions (one person's when named)."""
    kept = [c for c in codings if c.author_kind == "person" and c.mode in UNAIDED]
    return [c for c in kept if c.status in ("coded", "modified") and author in ("", c.author)]
