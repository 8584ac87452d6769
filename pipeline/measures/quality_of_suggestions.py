"""Suggestions beside what people coded unaided, in the sessions they read → scores with intervals."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pipeline.coded import pairs
from pipeline.contracts import Coding, Suggestion
from pipeline.measures.bootstrap import draws, interval, resampled
from pipeline.measures.classification import Hits, f1, precision, recall
from pipeline.measures.readings import Grid, unaided
from pipeline.measures.rounded import rounded

SCORES = {"precision": precision, "recall": recall, "f1": f1}


@dataclass(frozen=True)
class Judged:
    """What was suggested and what was coded (excerpts × codes); cells a person answered aided do not count."""

    grid: Grid
    suggested: np.ndarray
    coded: np.ndarray
    counts: np.ndarray

    def by_session(self) -> Hits:
        """Count right, wrong and missed suggestions (sessions × codes)."""
        cells = (self.suggested & self.coded, self.suggested & ~self.coded, ~self.suggested & self.coded)
        return Hits(*(self.grid.by_session(cell & self.counts) for cell in cells))


def judged(grid: Grid, suggestions: Iterable[Suggestion], codings: Sequence[Coding]) -> Judged:
    """
    Lay suggestions beside human codings.

    What a person refused was suggested once: it counts, though it is suggested no more.
    """
    refused = [c for c in codings if c.status == "refused"]
    cells = [(s.excerpt, s.code) for s in suggestions] + [(e.excerpt, c.code) for c, e in pairs(refused, grid.excerpts)]
    aided = [c for c in codings if c.author_kind == "person" and c.mode == "assisted" and c.status != "refused"]
    return Judged(grid, grid.at(cells), grid.marked(unaided(codings)), ~grid.marked(aided))


def scores(material: Judged, *, bootstraps: int, seed: int) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Give precision, recall and F1 with their intervals: one entry per code, and one over all codes."""
    hits = material.by_session()
    taken = draws(len(material.grid.sessions), bootstraps, seed)
    drawn = Hits(*(resampled(part, taken) for part in hits))
    total = Hits(*(part.sum(axis=0) for part in hits))
    whole = Hits(*(part.sum(axis=-1, keepdims=True) for part in total))
    all_drawn = Hits(*(part.sum(axis=-1, keepdims=True) for part in drawn))
    return _entries(total, drawn), _entries(whole, all_drawn)[0]


def _entries(hits: Hits, drawn: Hits) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = [
        {"right": int(r), "wrong": int(w), "missed": int(m)} for r, w, m in zip(*hits, strict=True)
    ]
    for name, measure in SCORES.items():
        low, high = interval(measure(drawn))
        for entry, value, lower, upper in zip(entries, measure(hits), low, high, strict=True):
            entry |= {name: rounded(value), f"{name}_low": rounded(lower), f"{name}_high": rounded(upper)}
    return entries
