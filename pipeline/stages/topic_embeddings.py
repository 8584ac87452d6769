"""Excerpts of one session → one vector each for what it is about, in which replaced words have no part."""

from __future__ import annotations

from pipeline.coding.suggest.vectors import neutral, topic_vectors
from pipeline.model.contracts import Excerpt, Vectors


def topic_embeddings(excerpts: list[Excerpt], *, backend: str) -> Vectors:
    """
    Give the excerpts of a session one float32 vector each, for groupings by proximity.

    A vector depends on its own excerpt alone, as in ``embeddings``: those of excerpts that did not change are kept.
    They stand apart from ``embeddings``: the model that tells best whether two sentences mean the same is not
    the one that tells best what they are about.

    Raises:
        FiligraneError: the backend is unknown, or absent on this platform.
    """
    ordered = sorted(excerpts, key=lambda e: e.excerpt)
    return Vectors(tuple(e.excerpt for e in ordered), topic_vectors([neutral(e) for e in ordered], backend))
