"""Predicted probabilities and answers → what they were worth: observed shares by bin, and of what was « probable »."""

from __future__ import annotations

from typing import Any

import numpy as np

from pipeline.analysis.intervals import interval
from pipeline.analysis.rounded import rounded

BINS = (0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0)


def share(right: int, count: int) -> dict[str, Any]:
    """Give a share with its n and its interval."""
    low, high = interval(right, count) if count else (float("nan"), float("nan"))
    observed = right / count if count else float("nan")
    return {"n": count, "right": right, "share": rounded(observed), "low": rounded(low), "high": rounded(high)}


def calibration(likely: np.ndarray, coded: np.ndarray) -> list[dict[str, Any]]:
    """
    Compare probabilities with what people coded, bin by bin (each n).

    A bin holds its lower bound, not its upper one but for the last; empty ones are left out.
    """
    bins = np.clip(np.digitize(likely, BINS) - 1, 0, len(BINS) - 2)
    return [
        {"from": BINS[b], "to": BINS[b + 1], "predicted": rounded(float(likely[bins == b].mean()))}
        | share(int(coded[bins == b].sum()), int((bins == b).sum()))
        for b in sorted(set(bins.tolist()))
    ]


def expected_error(bins: list[dict[str, Any]]) -> float | None:
    """Give the mean distance between what was predicted and what was observed, bins weighed by their n."""
    total = sum(b["n"] for b in bins)
    return rounded(sum(b["n"] * abs(b["predicted"] - b["share"]) for b in bins) / total) if total else None


def of_level(said: np.ndarray, coded: np.ndarray) -> list[dict[str, Any]]:
    """Tell, for each code (turns × codes), how much of what bears a level was right, and how much was reached."""
    return [_of_code(s, c) for s, c in zip(said.T, coded.T, strict=True)]


def of_level_in_all(said: np.ndarray, coded: np.ndarray) -> dict[str, Any]:
    """Tell the same of all codes together."""
    return _of_code(said.ravel(), coded.ravel())


def _of_code(said: np.ndarray, coded: np.ndarray) -> dict[str, Any]:
    reached = int((said & coded).sum())
    gold = int(coded.sum())
    return share(reached, int(said.sum())) | {
        "gold": gold, "coverage": rounded(reached / gold if gold else float("nan")),
    }
