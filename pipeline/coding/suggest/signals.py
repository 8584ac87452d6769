"""What each source says of codes on excerpts, side by side: markers, likeness, neighbours, what was learnt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

import numpy as np

from pipeline.codebook.fired_markers import Fired
from pipeline.model.contracts import Excerpt

FAINT_AROUND = 0.5  # what a faint marker nearby weighs beside a sure one
FLAT = 1e-6


@dataclass(frozen=True)
class Signals:
    """
    What the sources say (each excerpts × codes); weights bear the same names in the parameters.

    ``nearby`` tells how often markers fire in the excerpts before and after; ``length`` how long the excerpt is.
    """

    registre: np.ndarray
    faint: np.ndarray
    nearby: np.ndarray
    definition: np.ndarray
    length: np.ndarray

    def table(self) -> np.ndarray:
        """Put them one behind the other (excerpts × codes × sources)."""
        return np.stack([self.registre, self.faint, self.nearby, self.definition, self.length], axis=-1)


def signals(found: Fired, like: np.ndarray, lengths: np.ndarray, beside: Neighbours) -> Signals:
    """Gather what may be said before anybody coded anything."""
    fired = found.surely + FAINT_AROUND * found.faintly
    long = np.log1p(lengths.astype(np.float64))
    long = (long - long.mean()) / max(float(long.std()), FLAT)
    return Signals(
        found.surely.astype(np.float64), found.faintly.astype(np.float64), beside.mean(fired), like,
        np.repeat(long[:, None], like.shape[1], axis=1),
    )


class Neighbours:
    """The excerpts said just before and just after each, in the same session."""

    def __init__(self, excerpts: Sequence[Excerpt]) -> None:
        in_order = sorted(range(len(excerpts)), key=lambda i: _place(excerpts[i]))
        pairs = []
        for _, rows in groupby(in_order, key=lambda i: excerpts[i].session):
            said = list(rows)
            pairs += list(pairwise(said))
        self._before = np.array([b for b, _ in pairs], dtype=np.int64)
        self._after = np.array([a for _, a in pairs], dtype=np.int64)

    def mean(self, values: np.ndarray, alone: np.ndarray | float = 0.0) -> np.ndarray:
        """Give the mean of what is said of the neighbours (excerpts × codes), or ``alone`` where there is none."""
        total = np.zeros(values.shape)
        count = np.zeros((len(values), 1))
        for here, there in ((self._before, self._after), (self._after, self._before)):
            np.add.at(total, here, values[there])
            np.add.at(count, here, 1)
        mean: np.ndarray = np.where(count > 0, total / np.maximum(count, 1), alone)
        return mean


def _place(excerpt: Excerpt) -> tuple[str, int, int]:
    return excerpt.session, excerpt.turn, excerpt.start
