"""cross_validation, codings, decisions → figures of the machine and of coders, and of what one reads to find passages.

Each figure has its n and its interval.
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
from math import ceil, floor
from typing import Any

import numpy as np

from pipeline.analysis.agreement.agreement import alpha_of_all, double_coding
from pipeline.analysis.coefficients import rounded
from pipeline.analysis.evaluation.classification import MODEL, Verdicts, macro_entry, verdicts
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
from pipeline.coding.codings_in_place import AnswerGrid, counted, grid, pairs, sessions_read, unaided
from pipeline.model.contracts import Coding, Excerpt, HeldOutPrediction
from pipeline.model.decision_rows import CodingDecision
from pipeline.pseudonymise.people.speakers import people

LEAST_POSITIVES = 20
TOO_FEW = "trop peu d'exemples pour conclure"
WANTED = 0.9  # share of a code's passages one wants to have found
READ = 0.4  # share of the excerpts one has read
TENTHS = tuple(tenth / 10 for tenth in range(11))
NOTHING = float("nan")


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


def ranks(scores: np.ndarray, coded: np.ndarray, names: Sequence[str]) -> np.ndarray:
    """
    Give the places, from 1, of coded excerpts when the highest scores are read first; equal ones in order of name.

    Args:
        scores: of each excerpt (n).
        coded: whether a person coded it (n).
        names: of excerpts, in the same order (n).

    >>> ranks(np.array([0.2, 0.9, 0.2]), np.array([True, False, True]), ["c", "b", "a"]).tolist()
    [2, 3]
    """
    order = sorted(range(len(names)), key=lambda i: (-scores[i], names[i]))
    return np.flatnonzero(coded[order]) + 1


def needed(places: np.ndarray, wanted: float = WANTED) -> int:
    """Count the excerpts read until a share of the passages is found."""
    return int(places[ceil(round(wanted * len(places), 9)) - 1])


def needed_at_random(passages: int, excerpts: int, wanted: float = WANTED) -> float:
    """
    Give the excerpts one expects to read in random order until a share of the passages is found.

    The m-th of P passages among N excerpts stands at m (N + 1) / (P + 1) on average.

    Args:
        passages: how many there are to find.
        excerpts: how many may be read.
        wanted: the share of the passages to find, from 0 to 1.

    >>> needed_at_random(9, 99, 1.0)
    90.0
    """
    return ceil(round(wanted * passages, 9)) * (excerpts + 1) / (passages + 1)


def found(places: np.ndarray, excerpts: int, read: float = READ) -> float:
    """
    Give the share of the passages found once a share of the excerpts is read.

    Args:
        places: of the passages in the order of reading, from 1, as ``ranks`` gives them.
        excerpts: how many may be read.
        read: the share of them that is read, from 0 to 1.
    """
    return float((places <= floor(round(read * excerpts, 9))).mean())


def found_along(places: np.ndarray, excerpts: int) -> list[float]:
    """Give the share of the passages found at each tenth of the reading."""
    return [found(places, excerpts, tenth) for tenth in TENTHS]


def reading(material: Verdicts, enough: np.ndarray) -> dict[str, Any]:
    """
    Tell what reading the likeliest excerpts first finds, code by code, and in the middle (median) of frequent codes.

    ``codes``: of each code coded, its excerpts (``passages``) and, by way, the excerpts to read until 90 % are
    found (``needed``) and the share found in the first 40 % (``found``). ``ways``: medians over frequent codes, with
    ``along``, the share found at each tenth of the reading. ``random``: what any order gives on average.
    """
    coded = material.excerpts.marked(unaided(material.codings))
    judged = np.isfinite(material.of_excerpts[MODEL].scores).all(axis=1)
    if not judged.any():
        return {"excerpts": 0, "wanted": WANTED, "read": READ, "codes": {}, "ways": {}}
    places = {way: _places(material, way, coded, judged) for way in WAYS}
    count, codes = int(judged.sum()), material.excerpts.codes
    frequent = [code for code, often in zip(codes, enough, strict=True) if often and code in places[MODEL]]
    passages = [len(places[MODEL][code]) for code in frequent]
    shares = [needed_at_random(p, count) / count for p in passages]
    by_chance = {
        "found": READ if passages else None, "needed_share": rounded(float(np.median(shares)) if shares else NOTHING),
        "along": list(TENTHS) if passages else [],
    }
    return {
        "excerpts": count, "wanted": WANTED, "read": READ,
        "codes": {code: _of_code({way: places[way][code] for way in WAYS}, count) for code in places[MODEL]},
        "ways": {way: _middle([places[way][code] for code in frequent], count) for way in WAYS}
        | {"random": by_chance},
    }


def _places(material: Verdicts, way: str, coded: np.ndarray, judged: np.ndarray) -> dict[str, np.ndarray]:
    names = [e.excerpt for e, kept in zip(material.excerpts.excerpts, judged, strict=True) if kept]
    scores, codes = material.of_excerpts[way].scores[judged], material.excerpts.codes
    found_at = {code: ranks(scores[:, j], coded[judged, j], names) for j, code in enumerate(codes)}
    return {code: places for code, places in found_at.items() if len(places)}


def _of_code(places: dict[str, np.ndarray], count: int) -> dict[str, Any]:
    passages = len(places[MODEL])
    by_chance = rounded(needed_at_random(passages, count))
    return {
        "passages": passages,
        "needed": {way: needed(p) for way, p in places.items()} | {"random": by_chance},
        "found": {way: rounded(found(p, count)) for way, p in places.items()} | {"random": READ},
    }


def _middle(places: list[np.ndarray], count: int) -> dict[str, Any]:
    along: np.ndarray = np.median([found_along(p, count) for p in places], axis=0) if places else np.zeros(0)
    return {
        "found": rounded(float(np.median([found(p, count) for p in places])) if places else NOTHING),
        "needed_share": rounded(float(np.median([needed(p) / count for p in places])) if places else NOTHING),
        "along": [rounded(float(share)) for share in along],
    }
