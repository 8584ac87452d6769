"""``decisions/`` → what people decided of codes, and of all the rest, read anew when a file has changed."""

from __future__ import annotations

from collections.abc import Iterable

from dashboard.access.study_place import study as here
from dashboard.data import freshness
from dashboard.data.decided import Beside, Decided
from dashboard.data.freshness import Stamp, stamp
from pipeline.anchoring import decisions
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


def asset() -> Beside:
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
def _read_beside(root: str, stamps: tuple[Stamp, ...]) -> Beside:  # noqa: ARG001 - what is watched is the key
    return Beside(tuple(d for kind in BESIDE for d in decisions.read(Study(root), kind)))


@freshness.read(4)
def _read_signed(root: str, stamps: tuple[Stamp, ...]) -> frozenset[str]:  # noqa: ARG001 - what is watched is the key
    return frozenset(d.session for d in decisions.identifiers(Study(root)) if d.signs)
