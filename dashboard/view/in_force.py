"""What people wrote → the lines of coders that hold, the same object as long as nobody has written anything."""

from __future__ import annotations

from functools import lru_cache

from dashboard.view.decided import Decided
from pipeline import decisions
from pipeline.deciding.rows import CodingDecision


@lru_cache(maxsize=4)
def in_force(decided: Decided) -> tuple[CodingDecision, ...]:
    """Give the lines of coders that hold."""
    return tuple(decisions.in_force(decided.every))
