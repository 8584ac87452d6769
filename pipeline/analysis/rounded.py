"""A figure → the figure as it is kept: four decimals, nothing when it has no meaning."""

from __future__ import annotations

import math

DECIMALS = 4


def rounded(value: float) -> float | None:
    """
    Round a figure; what has no meaning becomes ``None``.

    >>> rounded(1 / 3), rounded(float("nan"))
    (0.3333, None)
    """
    return None if math.isnan(value) else round(float(value), DECIMALS)
