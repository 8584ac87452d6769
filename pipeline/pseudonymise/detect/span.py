"""What every proposer gives: a span of a text, of one type."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.model.contracts import IdentifierType


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start:end`` of a turn that could name someone."""

    start: int
    end: int
    type: IdentifierType
