"""Excerpts, vectors, codebook and human codings → codes proposed to a reader, each with its reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from pipeline.anchors import words
from pipeline.codebook import Codebook
from pipeline.contracts import AnonymisedTurn, Excerpt, Level, Suggestion, Vectors
from pipeline.decisions import CodingDecision
from pipeline.suggesting import humans
from pipeline.suggesting.combine import Voices, probable, score, totals
from pipeline.suggesting.fired import fired
from pipeline.suggesting.learnt import Material, learn
from pipeline.suggesting.likeness import centred, likeness
from pipeline.suggesting.neutral import neutral
from pipeline.suggesting.reasons import Grounds, reasons

WITHDRAWN = frozenset({"erased", "not_analysed"})


def suggestions(
    anonymised: list[AnonymisedTurn], excerpts: list[Excerpt], embeddings: Vectors, definitions: Vectors,
    codebook: Codebook, coding_decisions: Sequence[CodingDecision], *,
    weights: Mapping[str, float], learning: Mapping[str, int], levels: Mapping[str, float],
) -> list[Suggestion]:
    """
    Suggest codes for what participants say; a person decides.

    What a person refused under the same definition never comes back, and what was withdrawn is not read.

    ``weights`` are the points that each source brings and the points ``needed``; ``learning`` the fewest
    coded excerpts that teach a code and the ``folds`` of sessions left out in turn; ``levels`` the
    ``agreement`` and the ``precision`` from which a suggestion is probable.
    """
    kept = _kept(excerpts, embeddings)
    if not kept or not codebook.codes:
        return []
    decisions = humans.settled(coding_decisions, anonymised, codebook)
    matrix, said = _vectors(kept, embeddings), humans.said(kept, codebook, decisions)
    found = fired(kept, anonymised, codebook)
    like = likeness(matrix, np.array([len(words(e.text)) for e in kept]), codebook.codes, definitions)
    near = centred(matrix)
    material = Material([neutral(e) for e in kept], near, [e.session for e in kept])
    likely = learn(material, said.answers, **learning)
    voices = Voices(found.surely, found.faintly, like, likely)
    points = totals(voices, weights)
    sure = probable(voices, points, said.answers, **levels)
    grounds = Grounds(kept, near, found, voices, said.coded)
    wanted = np.argwhere((points >= 0) & ~said.refused)
    return [_suggestion(grounds, codebook, (int(i), int(j)), points[i, j], _level(sure[i, j])) for i, j in wanted]


def _kept(excerpts: list[Excerpt], embeddings: Vectors) -> list[Excerpt]:
    known = set(embeddings.excerpts)
    return sorted((e for e in excerpts if e.excerpt in known and e.consent not in WITHDRAWN), key=lambda e: e.excerpt)


def _vectors(kept: list[Excerpt], embeddings: Vectors) -> np.ndarray:
    rows = {name: row for row, name in enumerate(embeddings.excerpts)}
    return embeddings.matrix[[rows[e.excerpt] for e in kept]]


def _level(sure: np.bool_) -> Level:
    return "probable" if sure else "to_check"


def _suggestion(
    grounds: Grounds, codebook: Codebook, place: tuple[int, int], points: float, level: Level,
) -> Suggestion:
    row, column = place
    evidence = reasons(grounds, row, column)
    return Suggestion(
        excerpt=grounds.excerpts[row].excerpt, code=codebook.codes[column].id, score=score(points), level=level,
        sources=tuple(sorted({e.source for e in evidence})), evidence=evidence,
    )
