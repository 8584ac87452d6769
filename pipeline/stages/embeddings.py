"""Excerpts of one session → one vector each, in which replaced words have no part."""

from __future__ import annotations

from pipeline.coding.suggest.vectors import embed, neutral
from pipeline.model.contracts import Excerpt, Vectors


def embeddings(excerpts: list[Excerpt], *, backend: str, threads: int) -> Vectors:
    """
    Give the excerpts of a session one float32 vector of length 1 each.

    Replaced words are blanked out first: a pseudonym brings no two passages together.
    A vector depends on its own excerpt alone: where one changed, those of the others are kept (``run.incremental``).
    ``threads`` changes the time it takes and no byte of the result.

    Raises:
        FiligraneError: the backend is unknown, or absent on this platform.
    """
    ordered = sorted(excerpts, key=lambda e: e.excerpt)
    return Vectors(tuple(e.excerpt for e in ordered), embed([neutral(e) for e in ordered], backend, threads))
