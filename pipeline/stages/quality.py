"""cross_validation, codings, decisions → figures of the machine and of coders, each with its n and its interval.

What ``quality.json`` holds:

    ``headline``: flat figures, for ``dvc metrics show``;
    ``gold``, ``reviewed``: what codings are worth, how much was read;
    ``codes``: of each code the people, sessions and excerpts coded, then the model's right, wrong and missed turns,
    precision, recall and F1 (``_low``, ``_high``), prevalence, the F1 of suggesting it everywhere, a note;
    ``suggestions``, ``macro``: the same of all codes together, and the mean of F1 over frequent codes;
    ``coders``: the same against each coder alone; ``people``: the same between two coders;
    ``baselines``: macro-F1 of simpler ways, and how far the model is from them;
    ``calibration``, ``probable``: what probabilities and levels were worth;
    ``answered``: suggestions that people took up or refused, apart;
    ``reading``: what one reads to find passages; ``learning``: the learning curve;
    ``errors``: the worst, by excerpt; ``agreement``, ``alpha_of_all_coders``: people among themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from pipeline.analysis.agreement.agreement import alpha_of_all, double_coding
from pipeline.analysis.coefficients import rounded
from pipeline.analysis.evaluation.classification import MODEL, Verdicts, macro_entry, verdicts
from pipeline.analysis.evaluation.reading_effort import reading
from pipeline.analysis.evaluation.suggestion_quality import (
    WAYS,
    SessionDraws,
    answered,
    baselines,
    between_people,
    by_coder,
    calibrated,
    drawing,
    frequent,
    headline,
    probable,
    scores,
    worst,
)
from pipeline.codebook.grid import Codebook
from pipeline.coding.codings_in_place import AnswerGrid, counted, grid, pairs, sessions_read
from pipeline.model.contracts import Coding, Excerpt, HeldOutPrediction
from pipeline.model.decision_rows import CodingDecision
from pipeline.pseudonymise.people.speakers import people

LEAST_POSITIVES = 20
TOO_FEW = "trop peu d'exemples pour conclure"


def quality(
    excerpts: list[Excerpt], codings: list[Coding], cross_validation: list[HeldOutPrediction],
    learning: list[dict[str, Any]] | None, codebook: Codebook, coding_decisions: Sequence[CodingDecision], *,
    bootstraps: int, seed: int, gold_kind: str, worst_errors: int,
) -> dict[str, Any]:
    """
    Measure suggestions against people, and people against each other, turn by turn.

    Only sessions marked as read count, and only what was coded without looking at suggestions.
    Each session was judged by models that did not see it (``cross_validation``).

    Args:
        excerpts: all codable passages.
        codings: codes on passages, of people and of the machine.
        cross_validation: what the model and simpler ways say of the sessions read.
        learning: the learning curve.
        codebook: the grid.
        coding_decisions: what people decided; tells the sessions that each read.
        bootstraps: draws of sessions behind each interval.
        seed: seed of these draws.
        gold_kind: what the human codings are worth, in the words shown beside every score.
        worst_errors: how many errors of each kind are kept for each code.

    Returns:
        what ``quality.json`` holds, told above.
    """
    everything = grid(excerpts, codebook)
    read = sessions_read(coding_decisions)
    judging = everything.within(set().union(*read.values()))
    material = verdicts(judging, cross_validation, codings, WAYS)
    on = drawing(material, bootstraps, seed)
    made = _of_the_machine(material, on, read) | {
        "gold": gold_kind, "reviewed": _reviewed(everything, judging, codings), "learning": learning or [],
        "answered": answered(codings, everything.codes), "errors": worst(material, worst_errors),
        "agreement": double_coding(everything, codings, read, bootstraps=bootstraps, seed=seed),
        "alpha_of_all_coders": alpha_of_all(everything, codings, read),
    }
    coded = counted(codings)
    codes = {code: _presence(code, excerpts, coded) | entry for code, entry in made["codes"].items()}
    return made | {"codes": codes, "headline": headline(made)}


def _of_the_machine(material: Verdicts, on: SessionDraws, read: dict[str, set[str]]) -> dict[str, Any]:
    by_code, overall = scores(material, on)
    enough = frequent(material)
    count = int(material.counts.any(axis=1).sum())
    return {
        "codes": {code: _judged_so(entry, count) for code, entry in zip(material.turns.codes, by_code, strict=True)},
        "suggestions": overall, "macro": macro_entry(material.hits(MODEL), enough, on.taken),
        "turns": count, "coders": by_coder(material, read, on), "people": between_people(material, read, on),
        "baselines": baselines(material, on),
        "calibration": calibrated(material), "probable": probable(material), "reading": reading(material, enough),
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


def _reviewed(everything: AnswerGrid, read: AnswerGrid, codings: list[Coding]) -> dict[str, Any]:
    total = len(everything.excerpts)
    return {
        "excerpts": total, "excerpts_read": len(read.excerpts), "sessions": len(everything.sessions),
        "sessions_read": len(read.sessions), "share_read": rounded(len(read.excerpts) / total if total else 0.0),
        "suggestions_waiting": sum(c.status == "proposed" for c in codings),
        "suggestions_answered": sum(c.status in ("accepted", "refused", "modified") for c in codings),
    }
