"""Counts by session → figures by code, over all codes and on average, each with its n and its interval."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import numpy as np

from pipeline.analysis.agreement.free_units import Cuts, pooled_cuts
from pipeline.analysis.agreement.tally import COEFFICIENTS, Tally, pooled
from pipeline.analysis.agreement.unitizing import raw_agreement, share, together, unitizing_alpha
from pipeline.analysis.bootstrap import interval
from pipeline.analysis.rounded import rounded

# Under so many units that somebody coded, no coefficient allows any conclusion.
LEAST_POSITIVES = 20
Values = tuple[np.ndarray, np.ndarray]  # as measured, and in each draw of sessions (draws × codes)
Entries = list[dict[str, Any]]


def of_tally(codes: Sequence[str], by_session: Tally, taken: np.ndarray) -> dict[str, Any]:
    """Give the agreement of coders on units cut beforehand; ``n`` counts units that two of them read."""
    total = Tally(*(part.sum(axis=0) for part in by_session))
    drawn = Tally(*(np.tensordot(taken, part, axes=1) for part in by_session))
    measured = {name: (f(total), f(drawn)) for name, f in COEFFICIENTS.items()}
    whole = {name: (f(pooled(total)), f(pooled(drawn))) for name, f in COEFFICIENTS.items()}
    counts = {"n": total.units, "positives": total.positives}
    overall = {"n": pooled(total).units, "positives": pooled(total).positives}
    return {
        "n": int(total.units[0]), "codes": dict(zip(codes, _entries(counts, measured), strict=True)),
        "overall": _entries(overall, whole)[0], "mean": _mean(total.positives, measured),
    }


def of_cuts(codes: Sequence[str], by_session: Sequence[Cuts], taken: np.ndarray) -> dict[str, Any]:
    """Give the agreement of coders on passages cut freely; ``n`` counts words."""
    layers = pooled_cuts(by_session, np.ones((1, len(by_session)))), pooled_cuts(by_session, taken)
    measured = {
        "prevalence": _both(layers, lambda c: share(c.code)),
        "agreement": _both(layers, lambda c: raw_agreement(c.code)),
        "u_alpha": _both(layers, lambda c: unitizing_alpha(c.code)),
        "cu_alpha": _both(layers, lambda c: unitizing_alpha(c.among)),
    }
    whole = {
        "u_alpha": _both(layers, lambda c: together(c.code)), "cu_alpha": _both(layers, lambda c: together(c.among)),
        "u_alpha_binary": _both(layers, lambda c: unitizing_alpha(c.anything)),
    }
    total = layers[0]
    words = total.words[0]
    counts = {"n": np.repeat(words, len(codes)), "positives": total.positives[0], "passages": total.passages[0]}
    overall = {name: part.sum(keepdims=True) for name, part in counts.items()} | {"n": np.array([words])}
    return {
        "n": int(words), "codes": dict(zip(codes, _entries(counts, measured), strict=True)),
        "overall": _entries(overall, whole)[0], "mean": _mean(total.positives[0], measured),
    }


def _both(layers: tuple[Cuts, Cuts], measure: Callable[[Cuts], np.ndarray]) -> Values:
    measured, drawn = layers
    return measure(measured)[0], measure(drawn)


def _entries(counts: Mapping[str, np.ndarray], measured: Mapping[str, Values]) -> Entries:
    entries: Entries = [
        {name: int(n) for name, n in zip(counts, row, strict=True)} for row in zip(*counts.values(), strict=True)
    ]
    for entry in entries:
        entry["few"] = entry["positives"] < LEAST_POSITIVES
    for name, (values, drawn) in measured.items():
        low, high = interval(drawn)
        for entry, value, lower, upper in zip(entries, values, low, high, strict=True):
            entry |= {name: rounded(value), f"{name}_low": rounded(lower), f"{name}_high": rounded(upper)}
    return entries


def _mean(positives: np.ndarray, measured: Mapping[str, Values]) -> dict[str, Any]:
    # Only codes with enough examples: a mean over figures that mean nothing means nothing.
    enough = positives >= LEAST_POSITIVES
    averaged = {name: (_average(v[enough]), _average(d[:, enough])) for name, (v, d) in measured.items()}
    entry = _entries({"positives": positives[enough].sum(keepdims=True)}, averaged)[0]
    return {"codes": int(enough.sum())} | entry


def _average(values: np.ndarray) -> np.ndarray:
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Mean of empty slice", RuntimeWarning)
        return np.asarray(np.nanmean(values, axis=-1, keepdims=True))
