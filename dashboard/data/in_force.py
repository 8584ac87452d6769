"""What people wrote → the lines of coders that hold, the same object as long as nobody has written anything."""

from __future__ import annotations

from functools import lru_cache

from dashboard.data.decided import Decided
from pipeline.anchoring import decisions
from pipeline.model.decision_rows import CodingDecision


@lru_cache(maxsize=4)
def in_force(decided: Decided) -> tuple[CodingDecision, ...]:
    """Give the lines of coders that hold."""
    return tuple(decisions.in_force(decided.every))
