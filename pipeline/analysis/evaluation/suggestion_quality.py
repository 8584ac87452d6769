"""Verdicts → what suggestions are worth: precision, recall, F1, calibration, worst errors, headline."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from pipeline.analysis.coefficients import draws, interval, put_bounded, rounded
from pipeline.analysis.evaluation.classification import (
    ENOUGH,
    MODEL,
    Hits,
    Verdicts,
    added,
    difference,
    drawn,
    f1,
    macro_entry,
    precision,
    recall,
)
from pipeline.coding.codings_in_place import unaided
from pipeline.model.contracts import Coding

BINS = (0.0, 0.05, 0.1, 0.2, 0.3, 0.5, 0.7, 1.0)
SCORES = {"precision": precision, "recall": recall, "f1": f1}
# What the model is compared with, in the order in which it is shown; the first two look at nothing.
BASELINES = ("never", "always", "registre", "similarity_untaught", "similarity", "words", "untaught")
WAYS = (MODEL, *BASELINES[2:])
BESIDE = ("registre", "similarity", "words")


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


@dataclass(frozen=True)
class SessionDraws:
    """Draws of the sessions read (draws × sessions)."""

    taken: np.ndarray


def drawing(material: Verdicts, bootstraps: int, seed: int) -> SessionDraws:
    """
    Draw sessions, the same for all that is compared.

    Args:
        material: verdicts, whose sessions are what is drawn: passages of one interview are not independent.
        bootstraps: how many draws.
        seed: the same seed gives the same draws.
    """
    return SessionDraws(draws(len(material.turns.sessions), bootstraps, seed))


def frequent(material: Verdicts) -> np.ndarray:
    """Tell which codes were put on enough turns for their F1 to be averaged."""
    enough: np.ndarray = (material.gold & material.counts).sum(axis=0) >= ENOUGH
    return enough


def scores(material: Verdicts, on: SessionDraws) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Give precision, recall and F1 of the model with intervals: one entry per code, and one over all codes."""
    hits = material.hits(MODEL)
    resampled = drawn(hits, on.taken)
    total = added(hits)
    whole = Hits(*(part.sum(axis=-1, keepdims=True) for part in total))
    all_drawn = Hits(*(part.sum(axis=-1, keepdims=True) for part in resampled))
    return _entries(total, resampled), _entries(whole, all_drawn)[0]


def _entries(hits: Hits, resampled: Hits) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = [
        {"right": int(r), "wrong": int(w), "missed": int(m)} for r, w, m in zip(*hits, strict=True)
    ]
    for name, measure in SCORES.items():
        put_bounded(entries, name, measure(hits), measure(resampled))
    return entries


def by_coder(material: Verdicts, read: Mapping[str, set[str]], on: SessionDraws) -> dict[str, Any]:
    """
    Judge the model by each coder alone, in the sessions they read: macro-F1 and the figures of each code.

    Args:
        material: what each way said of turns, beside what people coded there.
        read: coder → the sessions they read unaided.
        on: the draws of sessions behind each interval.

    Returns:
        coder → sessions, turns, figures of all codes (``suggestions``, ``macro``) and of each (``codes``).
    """
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

    Args:
        material: what each way said of turns, beside what people coded there.
        read: coder → the sessions they read unaided.
        on: the draws of sessions behind each interval.

    Returns:
        « name / name » → sessions, turns, ``macro`` and figures of each code; pairs without a common session are
            left out.
    """
    compared = {}
    for one, other in combinations(sorted(read), 2):
        both = read[one] & read[other]
        alone = material.against(one, both)
        hits = alone.hits_of(material.turns.marked(unaided(material.codings, other)))
        total = added(hits)
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
    entries = {}
    for way in BASELINES:
        blind = way in ("never", "always")
        hits = material.hits_of(np.full(material.gold.shape, way == "always")) if blind else material.hits(way)
        entries[way] = macro_entry(hits, enough, on.taken) | difference(model, hits, enough, on.taken)
    return entries


def calibrated(material: Verdicts) -> dict[str, Any]:
    """Compare the model's probabilities with what people coded; a turn is as likely as its likeliest excerpt."""
    cells = material.counts
    bins = calibration(material.of_turns[MODEL].scores[cells], material.gold[cells])
    return {"n": int(cells.sum()), "bins": bins, "expected_error": expected_error(bins)}


def probable(material: Verdicts) -> dict[str, Any]:
    """Tell how much of what was « probable » was right, and how much of what people coded it reached."""
    said = material.of_turns[MODEL].probable & material.counts
    gold = material.gold & material.counts
    return {
        "overall": of_level_in_all(said, gold),
        "codes": dict(zip(material.turns.codes, of_level(said, gold), strict=True)),
    }


def answered(codings: Iterable[Coding], codes: Sequence[str]) -> dict[str, Any]:
    """
    Count the suggestions that people took up or refused: a figure apart, since they saw them.

    ``right`` of ``n`` answers took the suggestion up as it was; one modified was not.
    """
    said = [c for c in codings if c.author_kind == "person" and c.status in ("accepted", "refused", "modified")]
    each = {code: [c for c in said if c.code == code] for code in codes}
    of = {code: share(sum(c.status == "accepted" for c in found), len(found)) for code, found in each.items()}
    return {
        "overall": share(sum(c.status == "accepted" for c in said), len(said)),
        "codes": {code: entry for code, entry in of.items() if entry["n"]},
    }


def worst(material: Verdicts, count: int) -> list[dict[str, Any]]:
    """
    Give, for each code, the wrong suggestions of highest score and the coded turns missed of lowest score.

    Each with the excerpt that speaks loudest in its turn; no text: that passes through ``publishable``.
    """
    said, gold, counts = material.of_turns[MODEL], material.gold, material.counts
    loudest = _loudest(material)
    errors = []
    for j, code in enumerate(material.turns.codes):
        wrong = np.flatnonzero(said.suggested[:, j] & ~gold[:, j] & counts[:, j])
        missed = np.flatnonzero(~said.suggested[:, j] & gold[:, j] & counts[:, j])
        for kind, rows, sign in (("wrong", wrong, -1), ("missed", missed, 1)):
            kept = sorted((sign * said.scores[i, j], loudest[int(i), j]) for i in rows)[:count]
            errors += [{"code": code, "kind": kind, "excerpt": e, "score": rounded(sign * s)} for s, e in kept]
    return errors


def _loudest(material: Verdicts) -> dict[tuple[int, int], str]:
    rows = {(t.session, t.turn): i for i, t in enumerate(material.turns.excerpts)}
    scores = material.of_excerpts[MODEL].scores
    found: dict[tuple[int, int], str] = {}
    for place in np.argsort([e.excerpt for e in material.excerpts.excerpts], kind="stable"):
        excerpt = material.excerpts.excerpts[place]
        turn = rows[excerpt.session, excerpt.turn]
        for j in np.flatnonzero(scores[place] == material.of_turns[MODEL].scores[turn]):
            found.setdefault((turn, int(j)), excerpt.excerpt)
    return found


def headline(made: Mapping[str, Any]) -> dict[str, Any]:
    """Give the headline figures, each with its n or its interval beside it."""
    macro, sure, ways = made["macro"], made["probable"]["overall"], made["reading"]["ways"]
    return {
        "turns": made["turns"], "sessions_read": made["reviewed"]["sessions_read"], "codes": macro["codes"],
        **{name: macro[name] for name in ("macro_f1", "macro_f1_low", "macro_f1_high")},
        **{f"macro_f1_{coder}": judged["macro"]["macro_f1"] for coder, judged in made["coders"].items()},
        "cold_start_macro_f1": made["baselines"]["untaught"]["macro_f1"],
        **{f"better_than_{way}": made["baselines"][way]["difference"] for way in BESIDE},
        **{f"better_than_{way}_low": made["baselines"][way]["difference_low"] for way in BESIDE},
        "probable_n": sure["n"], "probable_share": sure["share"], "probable_low": sure["low"],
        "probable_coverage": sure["coverage"], "found_in_first_40_percent": ways.get("model", {}).get("found"),
        "calibration_error": made["calibration"]["expected_error"],
    }
