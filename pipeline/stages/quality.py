"""suggestions, codings, decisions → figures of the machine and of coders, each with its n and its interval."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.codebook import Codebook
from pipeline.coded import counted, pairs
from pipeline.contracts import Coding, Excerpt, Suggestion
from pipeline.decision_rows import CodingDecision
from pipeline.measures.double_coding import alpha_of_all, double_coding
from pipeline.measures.quality_of_suggestions import judged, scores
from pipeline.measures.readings import Grid, grid, sessions_read
from pipeline.measures.rounded import rounded
from pipeline.speakers import people

LEAST_POSITIVES = 20
TOO_FEW = "trop peu d'exemples pour conclure"


def quality(
    excerpts: list[Excerpt], suggestions: list[Suggestion], codings: list[Coding], codebook: Codebook,
    coding_decisions: Sequence[CodingDecision], *, bootstraps: int, seed: int, gold_kind: str,
) -> dict[str, Any]:
    """
    Measure suggestions against people, and people against each other.

    Only sessions marked as read count, and only what was coded without looking at suggestions.
    The ``suggestions`` judge the excerpts of a session read by models that did not see that session: scores are
    out of sample as they are.

    Args:
        excerpts: all codable passages.
        suggestions: what the machine proposes.
        codings: codes on passages, of people and of the machine.
        codebook: the grid.
        coding_decisions: what people decided; tells the sessions that each read.
        bootstraps: draws of sessions behind each interval.
        seed: seed of these draws.
        gold_kind: what the human codings are worth, in the words shown beside every score.
    """
    everything, read = grid(excerpts, codebook), sessions_read(coding_decisions)
    judging = everything.within(set().union(*read.values()))
    by_code, overall = scores(judged(judging, suggestions, codings), bootstraps=bootstraps, seed=seed)
    ours = counted(codings)
    codes = {
        code: _presence(code, excerpts, ours) | _judged_so(entry, len(judging.excerpts))
        for code, entry in zip(everything.codes, by_code, strict=True)
    }
    return {
        "gold": gold_kind, "reviewed": _reviewed(everything, judging, codings), "codes": codes, "suggestions": overall,
        "agreement": double_coding(everything, codings, read, bootstraps=bootstraps, seed=seed),
        "alpha_of_all_coders": alpha_of_all(everything, codings, read),
    }


def _presence(code: str, excerpts: list[Excerpt], codings: list[Coding]) -> dict[str, Any]:
    touched = {e.excerpt: e for _, e in pairs([c for c in codings if c.code == code], excerpts)}.values()
    return {
        "people": len(people(e.speaker for e in touched)), "sessions": len({e.session for e in touched}),
        "excerpts": len(touched),
    }


def _judged_so(entry: dict[str, Any], read: int) -> dict[str, Any]:
    positives = entry["right"] + entry["missed"]
    prevalence = positives / read if read else float("nan")
    # What suggesting the code everywhere would reach: a score under it is worth nothing.
    baseline = {"prevalence": rounded(prevalence), "f1_baseline": rounded(2 * prevalence / (1 + prevalence))}
    return entry | baseline | {"positives": positives, "note": TOO_FEW if positives < LEAST_POSITIVES else ""}


def _reviewed(everything: Grid, read: Grid, codings: list[Coding]) -> dict[str, Any]:
    total = len(everything.excerpts)
    return {
        "excerpts": total, "excerpts_read": len(read.excerpts), "sessions": len(everything.sessions),
        "sessions_read": len(read.sessions), "share_read": rounded(len(read.excerpts) / total if total else 0.0),
        "suggestions_waiting": sum(c.status == "proposed" for c in codings),
        "suggestions_answered": sum(c.status in ("accepted", "refused", "modified") for c in codings),
    }
