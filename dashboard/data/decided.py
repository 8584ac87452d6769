"""What people wrote in ``decisions/``, read once: every line, those that hold, and what each coder holds."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pipeline.anchoring.decisions import in_force
from pipeline.coding.coder_state import CoderStates, coder_states
from pipeline.model.decision_rows import Arbitration, CodingDecision, Decision


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
    def in_force(self) -> tuple[CodingDecision, ...]:
        """The lines of coders that hold."""
        return tuple(in_force(self.every))

    @cached_property
    def now(self) -> CoderStates:
        """What each coder holds."""
        return coder_states(self.in_force)


@dataclass(frozen=True, eq=False)
class Beside:
    """What people wrote of anything but codes, even what they took back; equal to itself only, as ``Decided``."""

    lines: tuple[Decision, ...] = ()

    @cached_property
    def held(self) -> frozenset[int]:
        """The lines that no later one took back, by identity: two kinds of lines may bear one id."""
        kinds: dict[type[Decision], list[Decision]] = {}
        for line in self.lines:
            kinds.setdefault(type(line), []).append(line)
        return frozenset(id(d) for some in kinds.values() for d in in_force(some))
