"""Codebook → one vector per sentence that tells what a code means."""

from __future__ import annotations

from pipeline.codebook.codes import meanings
from pipeline.codebook.grid import Codebook
from pipeline.coding.suggest.vectors import embed
from pipeline.model.contracts import Vectors


def definitions(codebook: Codebook, *, backend: str, threads: int) -> Vectors:
    """
    Embed each code's definition and examples (ids ``CODE:RANK``), with the backend of the excerpts.

    A stage of its own: a decision or a corrected transcript leaves the grid, and so its vectors, as they are.
    """
    said = meanings(codebook)
    return Vectors(tuple(said), embed(list(said.values()), backend, threads))
