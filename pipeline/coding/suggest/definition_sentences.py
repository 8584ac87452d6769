"""A code → the sentences that tell its meaning."""

from __future__ import annotations

from pipeline.codebook.grid import Code, Codebook


def meanings(codebook: Codebook) -> dict[str, str]:
    """Name the sentences that tell what the codes of a grid mean (``CODE:RANK``), in its order."""
    return {f"{code.id}:{rank}": text for code in codebook.codes for rank, text in enumerate(_sentences(code))}


def _sentences(code: Code) -> list[str]:
    # Its definition with what it includes, then its examples.
    return [f"{code.definition} {code.include}".strip(), *code.examples]
