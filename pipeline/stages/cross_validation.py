"""What people coded unaided → suggestions put to the test: by the model, by simpler ways, with fewer sessions coded.

Each session read is judged by what was coded in the others only: folds are as many as sessions.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pipeline.analysis.evaluation.held_out_sessions import (
    Drawing,
    bench,
    by_other_ways,
    by_the_model,
    curve,
    judged_by_others,
    some_sessions,
)
from pipeline.codebook.grid import Codebook
from pipeline.coding.suggest.excerpt_features import analysed, ground
from pipeline.model.contracts import AnonymisedTurn, Excerpt, GoldCoding, HeldOutPrediction, Vectors

Settings = Mapping[str, float]
# Sessions nobody read judge nothing: they only tell how the corpus speaks, and some tell it as well as thousands.
MOST_SESSIONS = 100


def cross_validation(
    anonymised: Sequence[AnonymisedTurn], excerpts: list[Excerpt], embeddings: Vectors, topic_embeddings: Vectors,
    definitions: Vectors, codebook: Codebook, gold_codings: list[GoldCoding], *, learning: Settings, levels: Settings,
    inner: int, strength: float, sizes: Sequence[int], draws: int, bootstraps: int, seed: int,
) -> tuple[list[HeldOutPrediction], list[dict[str, Any]]]:
    """
    Put suggestions to the test on the sessions that coders read unaided, among a hundred of the corpus at most.

    Args:
        anonymised: the turns, for the sentences around.
        excerpts: where codes may be suggested.
        embeddings: a vector for each excerpt.
        topic_embeddings: another, for what it is about.
        definitions: a vector for each sentence that tells what a code means.
        codebook: what may be suggested.
        gold_codings: what coders said, unaided, of the sessions they read whole.
        learning: how much is learnt from them, as for suggestions.
        levels: when a suggestion is called probable, as for suggestions.
        inner: parts of the other sessions on which simpler ways choose their borders.
        strength: of the logistic regression on words.
        sizes: numbers of sessions coded in the learning curve; all but one comes last.
        draws: draws of sessions for each number.
        bootstraps: draws of sessions behind each interval.
        seed: of these draws.

    Returns:
        what each way says of each excerpt read, and the points of the learning curve.
    """
    if not analysed(excerpts, embeddings) or not codebook.codes or not gold_codings:
        return [], []
    kept = some_sessions({e.session for e in excerpts}, {r.session for r in gold_codings}, MOST_SESSIONS)
    around = [e for e in excerpts if e.session in kept]
    on = bench(
        ground(around, anonymised, (embeddings, topic_embeddings), definitions, codebook), codebook, gold_codings,
        int(learning["most"]),
    )
    taught = judged_by_others(on, learning, levels)
    tried = [*by_the_model(on, taught, learning, levels), *by_other_ways(on, learning["usual"], strength, inner)]
    drawing = Drawing(sizes, draws, bootstraps, seed)
    return sorted(tried, key=lambda t: (t.way, t.excerpt)), curve(on, taught, learning, levels, drawing)
