"""Codebook → one vector per sentence that tells what a code means."""

from __future__ import annotations

from pipeline.codebook import Codebook
from pipeline.contracts import Vectors
from pipeline.suggesting.meanings import meanings
from pipeline.suggesting.vectors import embed


def definitions(codebook: Codebook, *, backend: str, threads: int) -> Vectors:
    """
    Embed each code's definition and examples (ids ``CODE:RANK``), with the backend of the excerpts.

    A stage of its own: a decision or a corrected transcript leaves the grid, and so its vectors, as they are.
    """
    said = meanings(codebook)
    return Vectors(tuple(said), embed(list(said.values()), backend, threads))
