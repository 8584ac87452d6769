"""A suggestion → its reasons: the markers that fired, the definition, the nearest human codings."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from pipeline.coding.suggest.excerpt_features import ExcerptFeatures
from pipeline.language.coding_words import DEFINITION
from pipeline.model.contracts import Evidence

TELLING_LIKENESS = 0.5  # deviations from which the definition is a reason
TELLING_LEARNT = 1.0  # deviations from which likeness to what was coded is one
NEAREST = 2


@dataclass(frozen=True)
class Grounds:
    """Everything that reasons are drawn from; ``learnt`` and ``coded`` are excerpts × codes."""

    ground: ExcerptFeatures
    learnt: np.ndarray
    coded: np.ndarray


def reasons(grounds: Grounds, row: int, column: int) -> tuple[Evidence, ...]:
    """Give the reasons of one suggestion, the most readable first; the strongest when none is strong."""
    found = grounds.ground.found.matches.get((row, column), [])
    given = [Evidence("registre", m.start, m.end, m.marker, "") for m in found]
    like = float(grounds.ground.signals.definition[row, column])
    learnt = float(grounds.learnt[row, column])
    if like >= TELLING_LIKENESS or not (given or learnt > 0):
        given.append(Evidence("definition", None, None, DEFINITION, ""))
    if learnt >= TELLING_LEARNT or not given:
        given += [Evidence("learnt", None, None, "", e) for e in _nearest(grounds, row, column)]
    return tuple(given)


def _nearest(grounds: Grounds, row: int, column: int) -> list[str]:
    excerpts, vectors = grounds.ground.excerpts, grounds.ground.vectors
    others = [int(i) for i in np.flatnonzero(grounds.coded[:, column]) if i != row]
    near = np.round(vectors[others] @ vectors[row], 4)
    ranked = sorted(zip(-near, (excerpts[i].excerpt for i in others), strict=True))
    return [name for _, name in ranked[:NEAREST]]
