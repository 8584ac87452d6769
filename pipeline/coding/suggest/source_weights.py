"""What sources say and what people decided → how much each source weighs, starting from what is known beforehand.

Logistic regression with a Gaussian prior: with nothing coded the weights are those of the parameters; the more
is coded, the more they are the study's own.  All codes share them, since each has few examples.
"""

from __future__ import annotations

import numpy as np

STEPS = 25
ENOUGH = 1e-10
FARTHEST = 30.0


def weigh(said: np.ndarray, answers: np.ndarray, beforehand: np.ndarray, belief: float) -> np.ndarray:
    """
    Give the weights under which what the sources said (n × sources) fits 0 and 1 answers (n) best.

    ``belief`` is what leaving the weights ``beforehand`` costs. Newton's method: the same steps everywhere.
    """
    weights = beforehand.astype(np.float64)
    for _ in range(STEPS):
        likely = probability(said @ weights)
        slope = said.T @ (likely - answers) + belief * (weights - beforehand)
        curve = (said * (likely * (1 - likely))[:, None]).T @ said + belief * np.eye(len(weights))
        step = np.linalg.solve(curve, slope)
        weights = weights - step
        if np.abs(step).max() < ENOUGH:
            break
    return weights


def probability(points: np.ndarray) -> np.ndarray:
    """Turn points (log odds) into a probability."""
    likely: np.ndarray = 1 / (1 + np.exp(-np.clip(points, -FARTHEST, FARTHEST)))
    return likely
