"""Hits by session and code → the mean of F1 over the codes frequent enough, its interval, and differences."""

from __future__ import annotations

import warnings
from typing import Any

import numpy as np

from pipeline.analysis.bootstrap import interval, resampled
from pipeline.analysis.evaluation.classification import Hits, f1
from pipeline.analysis.rounded import rounded

ENOUGH = 8  # turns coded under which the F1 of a code says nothing


def macro(hits: Hits, enough: np.ndarray) -> np.ndarray:
    """Average F1 over codes (the last axis); a code neither coded nor suggested has none."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Mean of empty slice", RuntimeWarning)
        return np.asarray(np.nanmean(f1(hits)[..., enough], axis=-1))


def drawn(by_session: Hits, taken: np.ndarray) -> Hits:
    """Add hits over each draw of sessions (draws × codes)."""
    return Hits(*(resampled(part, taken) for part in by_session))


def macro_entry(by_session: Hits, enough: np.ndarray, taken: np.ndarray) -> dict[str, Any]:
    """Give the macro-F1 with its interval over sessions, and the number of codes it is a mean of."""
    value = macro(Hits(*(part.sum(axis=0) for part in by_session)), enough)
    low, high = interval(macro(drawn(by_session, taken), enough))
    return {"codes": int(enough.sum()), **_bounded("macro_f1", value, (low, high))}


def difference(one: Hits, other: Hits, enough: np.ndarray, taken: np.ndarray) -> dict[str, Any]:
    """Give how much better the first is than the other, with the interval over the same draws of sessions."""
    totals = [macro(Hits(*(part.sum(axis=0) for part in hits)), enough) for hits in (one, other)]
    apart = macro(drawn(one, taken), enough) - macro(drawn(other, taken), enough)
    return _bounded("difference", totals[0] - totals[1], interval(apart))


def _bounded(name: str, value: Any, bounds: Any) -> dict[str, Any]:
    measured = {name: value, f"{name}_low": bounds[0], f"{name}_high": bounds[1]}
    return {key: rounded(float(figure)) for key, figure in measured.items()}
