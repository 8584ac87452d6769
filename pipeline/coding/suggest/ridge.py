"""Features and answers → a linear model from which any part of what it learnt can be taken out again.

Kernel ridge regression (Saunders et al. 1998): to leave a session out costs a small linear system, not a new
model, so that every excerpt read is judged by a model that saw nothing of its session.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np

BLOCK = 256  # rows of the kernel made at once


@dataclass(frozen=True)
class Ridge:
    """
    What was learnt.

    Features (n × f, sparse) and answers (n × codes), the inverse of their kernel (n × n), dual weights (n × codes).
    """

    features: Any
    answers: np.ndarray
    inverse: np.ndarray
    dual: np.ndarray

    def afresh(self, held: np.ndarray) -> np.ndarray:
        """Judge some rows (n, boolean) as a model that had never seen any of them would (held × codes)."""
        judged: np.ndarray = self.answers[held] - self._surprise(held)
        return judged

    def without(self, held: np.ndarray) -> Weights:
        """Give the weights that the model would have without the rows held (n, boolean)."""
        if not held.any():
            return self._weights(self.dual)
        return self._weights(self.dual - self.inverse[:, held] @ self._surprise(held))

    def _surprise(self, held: np.ndarray) -> np.ndarray:
        # What the answers of the rows held add to what the others would say of them.
        return np.asarray(np.linalg.solve(self.inverse[np.ix_(held, held)], self.dual[held]))

    def _weights(self, dual: np.ndarray) -> Weights:
        return Weights(self.features.T @ dual, dual.sum(axis=0))


@dataclass(frozen=True)
class Weights:
    """A weight for each feature and code, and what is added to all."""

    weights: np.ndarray
    constant: np.ndarray

    def judge(self, features: Any) -> np.ndarray:
        """Judge rows (n × codes): near 1 what looks coded, near 0 what does not."""
        judged: np.ndarray = features @ self.weights + self.constant
        return judged


def learn(features: Any, answers: np.ndarray, strength: float) -> Ridge:
    """
    Learn 0 and 1 answers (n × codes) from features (n × f, sparse).

    ``strength`` is what a model pays for large weights; the constant costs as much as any weight.
    """
    from scipy.linalg import lapack  # noqa: PLC0415 - heavy

    # Block by block, and the lower half only: a product of sparse matrices takes longer to lay out than to compute
    # when it is full, and nothing reads the upper half.
    size = features.shape[0]
    products = np.zeros((size, size))
    for start in range(0, size, BLOCK):
        products[start:, start : start + BLOCK] = features[start:] @ features[start : start + BLOCK].toarray().T
    kernel = products + 1.0
    kernel[np.diag_indices(len(kernel))] += strength
    factor, _ = lapack.dpotrf(kernel, lower=True, overwrite_a=True)
    inverse, _ = lapack.dpotri(factor, lower=True, overwrite_c=True)
    inverse = np.tril(inverse) + np.tril(inverse, -1).T
    known = answers.astype(np.float64)
    return Ridge(features, known, inverse, inverse @ known)
