"""What is suggested beside what people coded → precision, recall, F1: by code, on average, as one reads."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

import numpy as np

from pipeline.analysis.agreement.coefficients import ratio
from pipeline.analysis.intervals import bootstrap_interval, resampled, rounded

ENOUGH = 8  # turns coded under which the F1 of a code says nothing


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


def macro(hits: Hits, enough: np.ndarray) -> np.ndarray:
    """Average F1 over codes (the last axis); a code neither coded nor suggested has none."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Mean of empty slice", RuntimeWarning)
        return np.asarray(np.nanmean(f1(hits)[..., enough], axis=-1))


def added(by_session: Hits) -> Hits:
    """Add hits over sessions (codes)."""
    return Hits(*(part.sum(axis=0) for part in by_session))


def drawn(by_session: Hits, taken: np.ndarray) -> Hits:
    """Add hits over each draw of sessions (draws × codes)."""
    return Hits(*(resampled(part, taken) for part in by_session))


def macro_entry(by_session: Hits, enough: np.ndarray, taken: np.ndarray) -> dict[str, Any]:
    """
    Give the macro-F1 with its interval over sessions, and the number of codes it is a mean of.

    Args:
        by_session: hits (sessions × codes).
        enough: the codes whose F1 is averaged.
        taken: how many times each draw takes each session (draws × sessions).
    """
    value = macro(added(by_session), enough)
    low, high = bootstrap_interval(macro(drawn(by_session, taken), enough))
    return {"codes": int(enough.sum()), **_bounded("macro_f1", value, (low, high))}


def difference(one: Hits, other: Hits, enough: np.ndarray, taken: np.ndarray) -> dict[str, Any]:
    """
    Give how much better the first is than the other, with the interval over the same draws of sessions.

    Args:
        one: hits of a way of suggesting (sessions × codes).
        other: those of another.
        enough: the codes whose F1 is averaged.
        taken: how many times each draw takes each session (draws × sessions).
    """
    gap = macro(added(one), enough) - macro(added(other), enough)
    apart = macro(drawn(one, taken), enough) - macro(drawn(other, taken), enough)
    return _bounded("difference", gap, bootstrap_interval(apart))


def _bounded(name: str, value: Any, bounds: Any) -> dict[str, Any]:
    measured = {name: value, f"{name}_low": bounds[0], f"{name}_high": bounds[1]}
    return {key: rounded(float(figure)) for key, figure in measured.items()}


def lots(sessions: Sequence[str], size: int, draws: int, seed: int) -> list[frozenset[str]]:
    """
    Draw sessions to be coded, the same in each run: one lot when there is one way only.

    Each draw shuffles the sessions once: its lots of more sessions hold those of fewer.

    Args:
        sessions: all of them.
        size: how many are coded.
        draws: how many times sessions are shuffled.
        seed: where draws start.
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

    Args:
        sizes: numbers of sessions coded.
        lots_of: which sessions are coded in each draw of a size.
        judged: hits when some sessions are coded.
        enough: the codes whose F1 is averaged.
        taken: how many times each draw takes each session (draws × sessions).
    """
    points = []
    for size in sizes:
        found = [judged(lot) for lot in lots_of(size)]
        by_session = Hits(*(np.sum(part, axis=0) for part in zip(*found, strict=True)))
        points.append({"sessions": size, "draws": len(found)} | macro_entry(by_session, enough, taken))
    return points
