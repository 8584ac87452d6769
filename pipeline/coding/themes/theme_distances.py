"""The passages that people put in a theme, and their vectors → how far each is from the centre of the theme."""

from __future__ import annotations

import numpy as np

from pipeline.model.contracts import ThemeDistance, ThemePassage, Vectors

CODE = "code:"
# A centre of fewer passages is no centre: nothing is far from it.
FEWEST = 5
DECIMALS = 4


def theme_distances(passages: list[ThemePassage], embeddings: Vectors) -> list[ThemeDistance]:
    """
    Give, for each theme of five passages or more, the distance of each to their mean: 1 − cosine, from 0 to 2.

    Only passages that are there through a code count: a grouping by proximity gathers none.
    """
    rows = {excerpt: i for i, excerpt in enumerate(embeddings.excerpts)}
    own: dict[str, set[str]] = {}
    for p in passages:
        if p.through.startswith(CODE) and p.excerpt in rows:
            own.setdefault(p.theme, set()).add(p.excerpt)
    return [
        ThemeDistance(excerpt, theme, far)
        for theme, excerpts in own.items() if len(excerpts) >= FEWEST
        for excerpt, far in _of_theme(sorted(excerpts), rows, embeddings.matrix)
    ]


def _of_theme(excerpts: list[str], rows: dict[str, int], matrix: np.ndarray) -> list[tuple[str, float]]:
    points = _unit(matrix[[rows[e] for e in excerpts]].astype(np.float64))
    far = np.round(1 - points @ _unit(points.mean(axis=0, keepdims=True))[0], DECIMALS)
    return [(e, abs(float(d))) for e, d in zip(excerpts, far, strict=True)]


def _unit(rows: np.ndarray) -> np.ndarray:
    # A vector of nothing but zeros has no direction: it stays, and is at 1 from everything.
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    return np.asarray(rows / np.where(lengths > 0, lengths, 1))
