"""What is suggested beside what people coded → precision, recall, F1, code by code."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from pipeline.analysis.agreement.coefficients import ratio


class Hits(NamedTuple):
    """How many excerpts were rightly suggested, wrongly suggested, and missed."""

    right: np.ndarray
    wrong: np.ndarray
    missed: np.ndarray


def precision(hits: Hits) -> np.ndarray:
    """Give the share of suggestions that people coded too."""
    return ratio(hits.right, hits.right + hits.wrong)


def recall(hits: Hits) -> np.ndarray:
    """Give the share of what people coded that was suggested."""
    return ratio(hits.right, hits.right + hits.missed)


def f1(hits: Hits) -> np.ndarray:
    """Give the harmonic mean of precision and recall."""
    return ratio(2 * hits.right, 2 * hits.right + hits.wrong + hits.missed)
