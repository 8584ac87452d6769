"""``decisions/`` → what people decided, as it stands now, read anew when a file has changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from dashboard.access.study_place import study as here
from dashboard.data import freshness
from dashboard.data.freshness import Stamp, stamp
from pipeline.anchoring import decisions
from pipeline.anchoring.decisions import in_force
from pipeline.coding.coder_state import CoderStates, coder_states
from pipeline.model.decision_rows import (
    FOLDERS,
    Arbitration,
    CodingDecision,
    ConsentDecision,
    Decision,
    IdentifierDecision,
    InterviewDecision,
    QuoteDecision,
    SummaryDecision,
    ThemeDecision,
    VerdictDecision,
)
from pipeline.model.study import Study


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
class OtherDecisions:
    """What people wrote of anything but codes, even what they took back; equal to itself only, as ``Decided``."""

    lines: tuple[Decision, ...] = ()

    @cached_property
    def held(self) -> frozenset[int]:
        """The lines that no later one took back, by identity: two kinds of lines may bear one id."""
        kinds: dict[type[Decision], list[Decision]] = {}
        for line in self.lines:
            kinds.setdefault(type(line), []).append(line)
        return frozenset(id(d) for some in kinds.values() for d in in_force(some))


BESIDE: tuple[type[Decision], ...] = (
    Arbitration, ConsentDecision, QuoteDecision, SummaryDecision, ThemeDecision, VerdictDecision,
)


def decided() -> Decided:
    """
    Give what people decided, as it is now.

    Raises:
        BrokenDecision: a line that cannot be understood, named by file and number.
    """
    return _read(str(here().root.resolve()), stamps((CodingDecision, Arbitration)))


def asset() -> OtherDecisions:
    """
    Give what people wrote of themes, cases, quotes and reserves, and their arbitrations, as it is now.

    Raises:
        BrokenDecision: a line that cannot be understood, named by file and number.
    """
    return _read_beside(str(here().root.resolve()), stamps(BESIDE))


def signed() -> frozenset[str]:
    """
    Give the sessions whose pseudonymisation holds a signature now, whatever the last run knew.

    Raises:
        BrokenDecision: a line that cannot be understood, named by file and number.
    """
    return _read_signed(str(here().root.resolve()), stamps((IdentifierDecision,)))


def stamps(kinds: Iterable[type[Decision]]) -> tuple[Stamp, ...]:
    """Tell one state of some folders of decisions, and of the register of interviews, from another."""
    folders = (here() / f"decisions/{FOLDERS[kind]}" for kind in (*kinds, InterviewDecision))
    return tuple(stamp(path) for folder in folders for path in sorted(folder.glob("*.csv")))


@freshness.read(4)
def _read(root: str, stamps: tuple[Stamp, ...]) -> Decided:  # noqa: ARG001 - what is watched is the key
    study = Study(root)
    return Decided(tuple(decisions.read(study, CodingDecision)), tuple(decisions.arbitrations(study)))


@freshness.read(4)
def _read_beside(root: str, stamps: tuple[Stamp, ...]) -> OtherDecisions:  # noqa: ARG001 - what is watched is the key
    return OtherDecisions(tuple(d for kind in BESIDE for d in decisions.read(Study(root), kind)))


@freshness.read(4)
def _read_signed(root: str, stamps: tuple[Stamp, ...]) -> frozenset[str]:  # noqa: ARG001 - what is watched is the key
    return frozenset(d.session for d in decisions.identifiers(Study(root)) if d.signs)
