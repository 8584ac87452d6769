"""Vectors of excerpts and definitions of codes → how much nearer than usual an excerpt is to each code."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from pipeline.codebook.grid import Code
from pipeline.model.contracts import Vectors
from pipeline.model.errors import FiligraneError

FEWEST = 5  # excerpts under which « usual » means nothing
TELLING_WORDS = 15  # words under which an excerpt says nothing of what is usual
FULL_WORDS = 40  # words from which a likeness counts in full
FLAT = 0.02  # deviation under which all excerpts are equally far


def centred(matrix: np.ndarray, rows: np.ndarray | None = None) -> np.ndarray:
    """Take away what vectors have in common (the mean of some rows) and give each length 1, in float64."""
    wide = matrix.astype(np.float64)
    wide = wide - (wide if rows is None else wide[rows]).mean(axis=0)
    lengths = np.linalg.norm(wide, axis=1, keepdims=True)
    unit: np.ndarray = np.divide(wide, lengths, out=np.zeros_like(wide), where=lengths > 0)
    return unit


def likeness(matrix: np.ndarray, lengths: np.ndarray, codes: Sequence[Code], definitions: Vectors) -> np.ndarray:
    """
    Score excerpts against definitions (excerpts × codes), in standard deviations over the corpus.

    Cosine of centred vectors with the mean of a code's definition and examples; ``lengths`` counts the words
    of the excerpts: those of a few words are like anything and nothing, and count less.

    Raises:
        FiligraneError: the vectors of excerpts and of definitions were made by two backends.
    """
    telling = lengths >= TELLING_WORDS
    if telling.sum() < FEWEST or not codes:
        return np.zeros((len(matrix), len(codes)))
    models = prototypes(codes, definitions)
    if models.shape[1] != matrix.shape[1]:
        raise FiligraneError(
            "params.yaml : embeddings.backend et definitions.backend diffèrent, or extraits et définitions se "
            "comparent dans un même espace. Donnez-leur la même valeur."
        )
    cosines = centred(matrix, telling) @ models.T
    usual = cosines[telling].mean(axis=0)
    spread = cosines[telling].std(axis=0)
    deviations = (cosines - usual) / np.maximum(spread, FLAT)
    scores: np.ndarray = np.round(deviations * np.minimum(1.0, lengths / FULL_WORDS)[:, None], 4)
    return scores


def prototypes(codes: Sequence[Code], definitions: Vectors) -> np.ndarray:
    """Give one vector of length 1 per code (codes × dimensions): the mean of its definition and examples."""
    spread = centred(definitions.matrix)
    owners = np.array([name.rsplit(":", 1)[0] for name in definitions.excerpts])
    means = np.stack([spread[owners == code.id].mean(axis=0) for code in codes])
    lengths = np.linalg.norm(means, axis=1, keepdims=True)
    unit: np.ndarray = np.divide(means, lengths, out=np.zeros_like(means), where=lengths > 0)
    return unit
