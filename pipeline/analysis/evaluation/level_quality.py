"""Verdicts → what probabilities and « probable » were worth, what people answered to suggestions, worst errors."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np

from pipeline.analysis.evaluation.calibration import calibration, expected_error, of_level, of_level_in_all, share
from pipeline.analysis.evaluation.judged_turns import MODEL, Verdicts
from pipeline.analysis.rounded import rounded
from pipeline.model.contracts import Coding


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
