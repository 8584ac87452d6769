"""Codebook → one vector per sentence that tells what a code means."""

from __future__ import annotations

from pipeline.codebook import Code, Codebook
from pipeline.contracts import Vectors
from pipeline.suggesting.vectors import embed


def definitions(codebook: Codebook, *, backend: str, threads: int) -> Vectors:
    """
    Embed each code's definition and examples (ids ``CODE:RANK``), with the backend of the excerpts.

    A stage of its own: a decision or a corrected transcript leaves the grid, and so its vectors, as they are.
    """
    said = [(f"{code.id}:{rank}", text) for code in codebook.codes for rank, text in enumerate(sentences(code))]
    return Vectors(tuple(name for name, _ in said), embed([text for _, text in said], backend, threads))


def sentences(code: Code) -> list[str]:
    """List what tells the meaning of a code: its definition with what it includes, then its examples."""
    return [f"{code.definition} {code.include}".strip(), *code.examples]
