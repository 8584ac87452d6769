"""Groups of a run and the groupings that people named → the number each group bears, the same from run to run."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.analysis.topics.clustering import Labels
from pipeline.codebook.codes import NamedGrouping

# A grouping is found again where more than half of the excerpts that stood for it are together.
FOUND_FROM = 0.5


def numbers(labels: Labels, excerpts: Sequence[str], named: Sequence[NamedGrouping]) -> list[int]:
    """
    Give each group of a run its number: that of the named grouping it holds most of, else the next that is free.

    A stage cannot read what it made before: what a person keeps in ``codebook/themes.yaml``, a few excerpts that
    stand for each named grouping, says which is which. The number of one that is not found again stays its own.

    >>> numbers(np.array([0, 0, 1]), ["a", "b", "c"], [NamedGrouping(0, "", ("c",))])
    [1, 0]
    """
    shares = _shares(labels, excerpts, named)
    held: dict[int, int] = {}
    for share, group, rank in sorted(((-shares[r, g], g, r) for r, g in np.argwhere(shares > FOUND_FROM)), key=tuple):
        if group not in held and named[rank].number not in held.values() and share < 0:
            held[int(group)] = named[rank].number
    taken = {one.number for one in named}
    free = (n for n in range(len(shares[0]) + len(taken)) if n not in taken)
    return [held[g] if g in held else next(free) for g in range(shares.shape[1])]


def _shares(labels: Labels, excerpts: Sequence[str], named: Sequence[NamedGrouping]) -> NDArray[np.float64]:
    group = dict(zip(excerpts, labels.tolist(), strict=True))
    shares = np.zeros((max(1, len(named)), int(labels.max()) + 1))
    for rank, one in enumerate(named):
        there = [group[e] for e in one.excerpts if e in group]
        for found in there:
            shares[rank, found] += 1 / len(there)
    return shares
