"""Cross-validation, codings → what each way of suggesting said of turns, beside what people coded there."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

import numpy as np

from pipeline.analysis.evaluation.classification import Hits
from pipeline.coding.sessions_read import AnswerGrid, unaided
from pipeline.model.contracts import Coding, HeldOutPrediction

MODEL = "model"


def whole_turns(grid: AnswerGrid) -> AnswerGrid:
    """Join the excerpts of each turn into one, from the beginning of the first to the end of the last."""
    in_order = sorted(grid.excerpts, key=lambda e: (e.session, e.turn, e.start))
    turns = [list(parts) for _, parts in groupby(in_order, key=lambda e: (e.session, e.turn))]
    return AnswerGrid(tuple(replace(parts[0], end=parts[-1].end) for parts in turns), grid.codes)


def turn_of_each(grid: AnswerGrid, turns: AnswerGrid) -> np.ndarray:
    """Give the row of the turn that each excerpt is a part of."""
    rows = {(t.session, t.turn): i for i, t in enumerate(turns.excerpts)}
    return np.array([rows[e.session, e.turn] for e in grid.excerpts], dtype=np.int64)


def highest(values: np.ndarray, turns: np.ndarray, count: int) -> np.ndarray:
    """
    Give the highest value of each turn (turns × codes): a turn is coded where one of its excerpts is.

    >>> highest(np.array([[1], [3], [2]]), np.array([0, 0, 1]), 2).tolist()
    [[3], [2]]
    """
    least = False if values.dtype == bool else -np.inf if values.dtype.kind == "f" else np.iinfo(values.dtype).min
    found = np.full((count, values.shape[1]), least, dtype=values.dtype)
    np.maximum.at(found, turns, values)
    return found


@dataclass(frozen=True)
class WayScores:
    """What a way said of excerpts or turns (each × codes); scores are minus infinity where it judged nothing."""

    scores: np.ndarray
    suggested: np.ndarray
    probable: np.ndarray


@dataclass(frozen=True)
class Verdicts:
    """
    Excerpts and turns of the sessions read, what each way said of both, and what people coded.

    ``counts`` tells the turns and codes that judge: not those that were withdrawn, and that no model reads, nor those
    where somebody took a suggestion up. A refusal says no more than the silence of a coder who read unaided.
    """

    excerpts: AnswerGrid
    turns: AnswerGrid
    of_excerpts: Mapping[str, WayScores]
    of_turns: Mapping[str, WayScores]
    codings: Sequence[Coding]
    gold: np.ndarray
    counts: np.ndarray

    def hits(self, way: str) -> Hits:
        """Count right, wrong and missed suggestions of a way (sessions × codes)."""
        return self.hits_of(self.of_turns[way].suggested)

    def hits_of(self, suggested: np.ndarray) -> Hits:
        """Count right, wrong and missed suggestions (sessions × codes)."""
        cells = (suggested & self.gold, suggested & ~self.gold, ~suggested & self.gold)
        return Hits(*(self.turns.by_session(cell & self.counts) for cell in cells))

    def against(self, coder: str, sessions: Iterable[str]) -> Verdicts:
        """Judge by one coder only, in the sessions they read."""
        kept = set(sessions)
        inside = np.array([e.session in kept for e in self.turns.excerpts], dtype=bool)
        gold = self.turns.marked(unaided(self.codings, coder))
        return replace(self, gold=gold, counts=self.counts & inside[:, None])


def verdicts(
    grid: AnswerGrid, cross_validation: Iterable[HeldOutPrediction], codings: Sequence[Coding], ways: Sequence[str],
) -> Verdicts:
    """
    Lay what each way said beside what people coded unaided; ``grid`` holds the sessions read.

    Args:
        grid: excerpts of the sessions read, and codes.
        cross_validation: what ways said of each excerpt.
        codings: codes on passages, of everyone.
        ways: names of the ways that are judged, the model among them.
    """
    turns = whole_turns(grid)
    of_each = turn_of_each(grid, turns)
    tried = list(cross_validation)
    said = {way: _said(grid, [t for t in tried if t.way == way]) for way in ways}
    of_turns = {
        way: WayScores(*(highest(part, of_each, len(turns.excerpts)) for part in (s.scores, s.suggested, s.probable)))
        for way, s in said.items()
    }
    aided = [c for c in codings if c.author_kind == "person" and c.mode == "assisted" and c.status != "refused"]
    counts = ~turns.marked(aided) & np.isfinite(of_turns[MODEL].scores)
    return Verdicts(grid, turns, said, of_turns, codings, turns.marked(unaided(codings)), counts)


def _said(grid: AnswerGrid, cross_validation: Sequence[HeldOutPrediction]) -> WayScores:
    rows = {e.excerpt: i for i, e in enumerate(grid.excerpts)}
    scores = np.full((len(rows), len(grid.codes)), -np.inf)
    for t in cross_validation:
        if t.excerpt in rows:
            scores[rows[t.excerpt]] = t.scores
    suggested = grid.at((t.excerpt, code) for t in cross_validation for code in t.suggested)
    return WayScores(scores, suggested, grid.at((t.excerpt, code) for t in cross_validation for code in t.probable))
