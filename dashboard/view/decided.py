"""What people wrote in ``decisions/``, read once: every line, those that hold, and what each coder holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pipeline.coding.standing import Standing, standing
from pipeline.decision_rows import Arbitration, CodingDecision
from pipeline.decisions import in_force


@dataclass(frozen=True, eq=False)
class Decided:
    """
    The lines of coders and of arbiters; equal to itself only, so that answers can be kept.

    Attributes:
        every: every line of coders, even those taken back.
        rulings: the arbitrations in force.
    """

    every: tuple[CodingDecision, ...] = ()
    rulings: tuple[Arbitration, ...] = ()

    @cached_property
    def now(self) -> Standing:
        """What each coder holds."""
        return standing(in_force(self.every))
