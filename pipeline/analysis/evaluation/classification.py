"""What is suggested beside what people coded → precision, recall, F1: by code, on average, as one reads."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from pipeline.analysis.agreement.coefficients import ratio
from pipeline.analysis.intervals import bootstrap_interval, resampled, rounded


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
    low, high = bootstrap_interval(macro(drawn(by_session, taken), enough))
    return {"codes": int(enough.sum()), **_bounded("macro_f1", value, (low, high))}


def difference(one: Hits, other: Hits, enough: np.ndarray, taken: np.ndarray) -> dict[str, Any]:
    """Give how much better the first is than the other, with the interval over the same draws of sessions."""
    totals = [macro(Hits(*(part.sum(axis=0) for part in hits)), enough) for hits in (one, other)]
    apart = macro(drawn(one, taken), enough) - macro(drawn(other, taken), enough)
    return _bounded("difference", totals[0] - totals[1], bootstrap_interval(apart))


def _bounded(name: str, value: Any, bounds: Any) -> dict[str, Any]:
    measured = {name: value, f"{name}_low": bounds[0], f"{name}_high": bounds[1]}
    return {key: rounded(float(figure)) for key, figure in measured.items()}


def lots(sessions: Sequence[str], size: int, draws: int, seed: int) -> list[frozenset[str]]:
    """
    Draw sessions to be coded, the same in each run: one lot when there is one way only.

    Each draw shuffles the sessions once: its lots of more sessions hold those of fewer.
    """
    shuffled = [np.random.default_rng([seed, draw]).permutation(sorted(sessions)) for draw in range(draws)]
    return sorted({frozenset(map(str, names[:size])) for names in shuffled}, key=sorted)


def learning_curve(
    sizes: Iterable[int], lots_of: Callable[[int], Sequence[frozenset[str]]],
    judged: Callable[[frozenset[str]], Hits], enough: np.ndarray, taken: np.ndarray,
) -> list[dict[str, Any]]:
    """
    Give the macro-F1 on sessions not coded for each number of sessions coded, over the codes frequent enough.

    Hits (sessions × codes, nothing for sessions coded) are added over draws before anything is divided: a session
    left alone says little of a rare code.  The interval is over draws of the sessions judged (``taken``).
    """
    return [_point(size, [judged(lot) for lot in lots_of(size)], enough, taken) for size in sizes]


def _point(size: int, found: Sequence[Hits], enough: np.ndarray, taken: np.ndarray) -> dict[str, Any]:
    added = Hits(*(np.sum(part, axis=0) for part in zip(*found, strict=True)))
    return {"sessions": size, "draws": len(found)} | macro_entry(added, enough, taken)
