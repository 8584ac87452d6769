"""A suggestion → its reasons: the markers that fired, the definition, the nearest human codings."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.contracts import Evidence, Excerpt
from pipeline.french.suggesting import DEFINITION
from pipeline.suggesting.combine import Voices
from pipeline.suggesting.fired import Fired

TELLING_LIKENESS = 0.5  # deviations from which the definition is a reason
LIKELY = 0.5
NEAREST = 2


@dataclass(frozen=True)
class Grounds:
    """Everything that reasons are drawn from; ``coded`` tells what people coded (excerpts × codes)."""

    excerpts: Sequence[Excerpt]
    vectors: np.ndarray
    fired: Fired
    voices: Voices
    coded: np.ndarray


def reasons(grounds: Grounds, row: int, column: int) -> tuple[Evidence, ...]:
    """Give the reasons of one suggestion, the most readable first."""
    found = grounds.fired.matches.get((row, column), [])
    given = [Evidence("registre", m.start, m.end, m.marker, "") for m in found]
    if grounds.voices.likeness[row, column] >= TELLING_LIKENESS:
        given.append(Evidence("definition", None, None, DEFINITION, ""))
    if grounds.voices.learnt[row, column] >= LIKELY:
        given += [Evidence("learnt", None, None, "", e) for e in _nearest(grounds, row, column)]
    return tuple(given)


def _nearest(grounds: Grounds, row: int, column: int) -> list[str]:
    others = [int(i) for i in np.flatnonzero(grounds.coded[:, column]) if i != row]
    near = {i: round(float(grounds.vectors[i] @ grounds.vectors[row]), 4) for i in others}
    names = {i: grounds.excerpts[i].excerpt for i in others}
    return [names[i] for i in sorted(others, key=lambda i: (-near[i], names[i]))[:NEAREST]]
