"""Verdicts → how much one reads to find the passages of a code: in the order proposed, in others, at random."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor
from typing import Any

import numpy as np

from pipeline.analysis.coefficients import rounded
from pipeline.analysis.evaluation.classification import MODEL, Verdicts
from pipeline.analysis.evaluation.suggestion_quality import WAYS
from pipeline.coding.codings_in_place import unaided

WANTED = 0.9  # share of a code's passages one wants to have found
READ = 0.4  # share of the excerpts one has read
TENTHS = tuple(tenth / 10 for tenth in range(11))
NOTHING = float("nan")


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
