"""Verdicts → precision, recall, F1 with intervals: of each code, of all, of each coder, beside simpler ways."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from pipeline.analysis.bootstrap import draws, interval
from pipeline.analysis.evaluation.classification import Hits, f1, precision, recall
from pipeline.analysis.evaluation.judged_turns import MODEL, Verdicts
from pipeline.analysis.evaluation.macro_average import ENOUGH, difference, drawn, macro_entry
from pipeline.analysis.rounded import rounded
from pipeline.coding.sessions_read import unaided

SCORES = {"precision": precision, "recall": recall, "f1": f1}
# What the model is compared with, in the order in which it is shown; the first two look at nothing.
BASELINES = ("never", "always", "registre", "similarity_untaught", "similarity", "words", "untaught")
WAYS = (MODEL, *BASELINES[2:])


@dataclass(frozen=True)
class SessionDraws:
    """Draws of the sessions read (draws × sessions)."""

    taken: np.ndarray


def drawing(material: Verdicts, bootstraps: int, seed: int) -> SessionDraws:
    """Draw sessions, the same for all that is compared."""
    return SessionDraws(draws(len(material.turns.sessions), bootstraps, seed))


def frequent(material: Verdicts) -> np.ndarray:
    """Tell which codes were put on enough turns for their F1 to be averaged."""
    enough: np.ndarray = (material.gold & material.counts).sum(axis=0) >= ENOUGH
    return enough


def scores(material: Verdicts, on: SessionDraws) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Give precision, recall and F1 of the model with intervals: one entry per code, and one over all codes."""
    hits = material.hits(MODEL)
    resampled = drawn(hits, on.taken)
    total = Hits(*(part.sum(axis=0) for part in hits))
    whole = Hits(*(part.sum(axis=-1, keepdims=True) for part in total))
    all_drawn = Hits(*(part.sum(axis=-1, keepdims=True) for part in resampled))
    return _entries(total, resampled), _entries(whole, all_drawn)[0]


def _entries(hits: Hits, resampled: Hits) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = [
        {"right": int(r), "wrong": int(w), "missed": int(m)} for r, w, m in zip(*hits, strict=True)
    ]
    for name, measure in SCORES.items():
        low, high = interval(measure(resampled))
        for entry, value, lower, upper in zip(entries, measure(hits), low, high, strict=True):
            entry |= {name: rounded(value), f"{name}_low": rounded(lower), f"{name}_high": rounded(upper)}
    return entries


def by_coder(material: Verdicts, read: Mapping[str, set[str]], on: SessionDraws) -> dict[str, Any]:
    """Judge the model by each coder alone, in the sessions they read: macro-F1 and the figures of each code."""
    judged = {}
    for coder, sessions in sorted(read.items()):
        alone = material.against(coder, sessions)
        entries, overall = scores(alone, on)
        judged[coder] = {
            "sessions": len(sessions), "turns": int((alone.counts.any(axis=1)).sum()), "suggestions": overall,
            "macro": macro_entry(alone.hits(MODEL), frequent(alone), on.taken),
            "codes": dict(zip(alone.turns.codes, entries, strict=True)),
        }
    return judged


def between_people(material: Verdicts, read: Mapping[str, set[str]], on: SessionDraws) -> dict[str, Any]:
    """
    Give the same figures between two coders on the turns both read, as if the second suggested to the first.

    What the machine's figures are to be read beside: F1 is the same whichever comes first.
    """
    compared = {}
    for one, other in combinations(sorted(read), 2):
        both = read[one] & read[other]
        alone = material.against(one, both)
        hits = alone.hits_of(material.turns.marked(unaided(material.codings, other)))
        total = Hits(*(part.sum(axis=0) for part in hits))
        if both:
            entries = _entries(total, drawn(hits, on.taken))
            compared[f"{one} / {other}"] = {
                "sessions": len(both), "turns": int(alone.counts.any(axis=1).sum()),
                "macro": macro_entry(hits, frequent(alone), on.taken),
                "codes": dict(zip(alone.turns.codes, entries, strict=True)),
            }
    return compared


def baselines(material: Verdicts, on: SessionDraws) -> dict[str, Any]:
    """Give the macro-F1 of simpler ways, and how much better the model is on the same draws of sessions."""
    enough = frequent(material)
    model = material.hits(MODEL)
    return {
        way: macro_entry(hits, enough, on.taken) | difference(model, hits, enough, on.taken)
        for way, hits in ((way, _hits(material, way)) for way in BASELINES)
    }


def _hits(material: Verdicts, way: str) -> Hits:
    if way in ("never", "always"):
        return material.hits_of(np.full(material.gold.shape, way == "always"))
    return material.hits(way)
