"""The passages that people put in a theme, and their vectors → how far each is from the centre of the theme."""

from __future__ import annotations

import numpy as np

from pipeline.contracts import ThemeDistance, ThemePassage, Vectors
from pipeline.grouping.reduction import unit_vectors

CODE = "code:"
# A centre of fewer passages is no centre: nothing is far from it.
FEWEST = 5
DECIMALS = 4


def distances(passages: list[ThemePassage], embeddings: Vectors) -> list[ThemeDistance]:
    """
    Give, for each theme of five passages or more, the distance of each to their mean: 1 − cosine, from 0 to 2.

    Only passages that are there through a code count: a grouping by proximity gathers none.
    """
    rows = {excerpt: i for i, excerpt in enumerate(embeddings.excerpts)}
    units = unit_vectors(embeddings.matrix) if rows else embeddings.matrix
    own: dict[str, set[str]] = {}
    for p in passages:
        if p.through.startswith(CODE) and p.excerpt in rows:
            own.setdefault(p.theme, set()).add(p.excerpt)
    return [
        ThemeDistance(excerpt, theme, far)
        for theme, excerpts in own.items() if len(excerpts) >= FEWEST
        for excerpt, far in _of_theme(sorted(excerpts), rows, units)
    ]


def _of_theme(excerpts: list[str], rows: dict[str, int], units: np.ndarray) -> list[tuple[str, float]]:
    points = units[[rows[e] for e in excerpts]].astype(np.float64)
    centre = points.mean(axis=0)
    length = float(np.linalg.norm(centre)) or 1.0
    far = np.round(1 - points @ centre / length, DECIMALS)
    return [(e, abs(float(d))) for e, d in zip(excerpts, far, strict=True)]
