"""The reading and what people decided since → the codings as the next run will make them."""

from __future__ import annotations

from functools import lru_cache

from dashboard.view.passages import Reading
from pipeline.contracts import Coding
from pipeline.decision_rows import Arbitration, CodingDecision
from pipeline.stages.codings import codings


@lru_cache(maxsize=2)
def held(
    reading: Reading, lines: tuple[CodingDecision, ...], rulings: tuple[Arbitration, ...] = (),
) -> tuple[Coding, ...]:
    """
    Place the decisions of this moment by the very function of the stage.

    Who read what is known at once: figures of agreement must not count as silence what the last run had not seen.
    """
    corpus = reading.corpus
    found, _ = codings(
        list(corpus.anonymised), list(corpus.excerpts), list(corpus.suggestions), corpus.codebook, lines, rulings,
    )
    return tuple(found)
