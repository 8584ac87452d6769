"""Vectors of excerpts and definitions of codes → how much nearer than usual an excerpt is to each code."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.codebook import Code
from pipeline.errors import FiligraneError
from pipeline.suggesting.vectors import embed

FEWEST = 5  # excerpts under which « usual » means nothing
TELLING_WORDS = 15  # words under which an excerpt says nothing of what is usual
FULL_WORDS = 40  # words from which a likeness counts in full
FLAT = 0.02  # deviation under which all excerpts are equally far


def centred(matrix: np.ndarray, rows: np.ndarray | None = None) -> np.ndarray:
    """Take away what vectors have in common (the mean of some rows) and give each length 1, in float64."""
    wide = matrix.astype(np.float64)
    wide = wide - (wide if rows is None else wide[rows]).mean(axis=0)
    lengths = np.linalg.norm(wide, axis=1, keepdims=True)
    return np.divide(wide, lengths, out=np.zeros_like(wide), where=lengths > 0)


def likeness(matrix: np.ndarray, lengths: np.ndarray, codes: Sequence[Code], backend: str) -> np.ndarray:
    """
    Score excerpts against definitions (excerpts × codes), in standard deviations over the corpus.

    Cosine of centred vectors with the mean of a code's definition and examples; ``lengths`` counts the words
    of the excerpts: those of a few words are like anything and nothing, and count less.

    Raises:
        FiligraneError: the excerpts' vectors were made by another backend.
    """
    telling = lengths >= TELLING_WORDS
    if telling.sum() < FEWEST or not codes:
        return np.zeros((len(matrix), len(codes)))
    models = prototypes(codes, backend)
    if models.shape[1] != matrix.shape[1]:
        raise FiligraneError(
            f"params.yaml : suggestions.backend vaut « {backend} », mais les extraits ont été comparés autrement. "
            "Donnez la même valeur à embeddings.backend et à suggestions.backend."
        )
    cosines = centred(matrix, telling) @ models.T
    usual, spread = cosines[telling].mean(axis=0), cosines[telling].std(axis=0)
    deviations = (cosines - usual) / np.maximum(spread, FLAT)
    scores: np.ndarray = np.round(deviations * np.minimum(1.0, lengths / FULL_WORDS)[:, None], 4)
    return scores


def prototypes(codes: Sequence[Code], backend: str) -> np.ndarray:
    """Give one vector of length 1 per code (codes × dimensions): the mean of its definition and examples."""
    texts = [[f"{c.definition} {c.include}".strip(), *c.examples] for c in codes]
    # One thread: the number of threads changes no byte, and these are few short texts.
    spread = centred(embed([t for of_code in texts for t in of_code], backend, threads=1))
    ends = np.cumsum([len(t) for t in texts])
    means = np.stack([part.mean(axis=0) for part in np.split(spread, ends[:-1])])
    lengths = np.linalg.norm(means, axis=1, keepdims=True)
    return np.divide(means, lengths, out=np.zeros_like(means), where=lengths > 0)
