"""Excerpts, vectors, codebook and human codings → codes proposed to a reader, each with its reasons."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np

from pipeline.anchoring.decisions import CodingDecision
from pipeline.codebook.grid import Codebook
from pipeline.coding.suggest.excerpt_features import SuggestionSources, analysed, excerpt_features, reasons
from pipeline.coding.suggest.model import gather_training, propose
from pipeline.coding.suggest.thresholds import probability
from pipeline.model.contracts import AnonymisedTurn, Excerpt, Suggestion, Vectors


def suggestions(
    anonymised: Sequence[AnonymisedTurn], excerpts: list[Excerpt], embeddings: Vectors, topic_embeddings: Vectors,
    definitions: Vectors, codebook: Codebook, coding_decisions: Sequence[CodingDecision], *,
    learning: Mapping[str, float], levels: Mapping[str, float],
) -> tuple[list[Suggestion], Vectors]:
    """
    Suggest codes, for a person to decide; gives too the probability of each code (in the grid's order) by excerpt.

    What a person refused under the same definition never comes back, what was withdrawn is not read, and a
    retired code is not proposed. The example's grid proposes nothing until somebody says it is theirs.

    Args:
        anonymised: the turns, for the sentences around.
        excerpts: where codes may be suggested.
        embeddings: a vector for each excerpt.
        topic_embeddings: another, for what it is about.
        definitions: a vector for each sentence that tells what a code means.
        codebook: what may be suggested.
        coding_decisions: what people decided; the machine's own proposals are never among them.
        learning: how much is learnt from them (see ``params.yaml``).
        levels: what must have been right for a suggestion to be called probable.
    """
    if not analysed(excerpts, embeddings) or not codebook.codes or codebook.example:
        return [], Vectors((), np.zeros((0, len(codebook.codes)), dtype=np.float32))
    known = excerpt_features(excerpts, anonymised, (embeddings, topic_embeddings), definitions, codebook)
    given = gather_training(known, coding_decisions, anonymised, codebook)
    made = propose(known, given, learning=learning, levels=levels)
    sources = SuggestionSources(known, made.learnt, given.said.coded)
    likely = np.round(probability(made.points), 4)
    wanted = np.argwhere(made.suggested & ~given.said.refused & [not code.retired for code in codebook.codes])
    found = [
        Suggestion(
            excerpt=known.excerpts[row].excerpt, code=known.codes[column], score=float(likely[row, column]),
            level="probable" if made.probable[row, column] else "to_check",
            sources=tuple(sorted({e.source for e in evidence})), evidence=evidence,
        )
        for row, column in wanted.tolist() for evidence in [reasons(sources, row, column)]
    ]
    return found, Vectors(tuple(e.excerpt for e in known.excerpts), likely.astype(np.float32))
