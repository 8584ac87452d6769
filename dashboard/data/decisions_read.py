"""``decisions/`` → what people decided, as it stands now, and the codings that the next run will make of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from dashboard.access.study_place import study as here
from dashboard.data import freshness
from dashboard.data.freshness import Stamp, stamp, worked_out
from dashboard.data.passages import CorpusReading
from pipeline.anchoring import decisions
from pipeline.anchoring.decisions import in_force
from pipeline.anchoring.word_places import Continuum, continua
from pipeline.codebook.grid import Codebook
from pipeline.coding.coder_state import CoderStates, coder_states
from pipeline.model.contracts import AnonymisedTurn, Coding, Excerpt, Suggestion
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
from pipeline.model.lazy import Same, by_session
from pipeline.model.study import Study
from pipeline.stages.codings import codings


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


Lines = tuple[CodingDecision, ...]


def read_whole(lines: Iterable[CodingDecision]) -> tuple[str, ...]:
    """Name the sessions that somebody marked as read: nobody is compared on any other."""
    return tuple(sorted({d.session for d in lines if d.marks_read}))


def held(reading: CorpusReading, lines: Lines, sessions: Iterable[str]) -> tuple[Coding, ...]:
    """
    Place the decisions of this moment on some sessions, by the very function of the stage.

    Who read what is known at once: figures of agreement must not count as silence what the last run had not seen.
    """
    corpus, said = reading.corpus, by_session(lines)
    return tuple(c for s in sessions if s in corpus.said_in for c in _of_session(
        Same(corpus.said_in[s]), Same(_cut(Same(corpus.excerpts)).get(s, NOTHING)),
        Same(suggested(reading).get(s, NOTHING)), Same(corpus.codebook), tuple(said.get(s, ())),
    ))


# A gesture changes one session: the others stand as they stood.
@worked_out(2048)
def _of_session(
    turns: Same[Sequence[AnonymisedTurn]], excerpts: Same[Sequence[Excerpt]], suggestions: Same[Sequence[Suggestion]],
    codebook: Same[Codebook], lines: Lines,
) -> tuple[Coding, ...]:
    found, _ = codings(list(turns.it), list(excerpts.it), list(suggestions.it), codebook.it, lines, ())
    return tuple(found)


NOTHING: tuple[()] = ()


@worked_out(2)
def _cut(excerpts: Same[tuple[Excerpt, ...]]) -> Mapping[str, Sequence[Excerpt]]:
    return by_session(excerpts.it)


def suggested(reading: CorpusReading) -> Mapping[str, Sequence[Suggestion]]:
    """Arrange suggestions by session."""
    return _suggested(Same(reading.corpus.suggestions))


@worked_out(2)
def _suggested(suggestions: Same[tuple[Suggestion, ...]]) -> Mapping[str, Sequence[Suggestion]]:
    found: dict[str, list[Suggestion]] = {}
    for s in suggestions.it:
        found.setdefault(s.excerpt.rsplit(":", 2)[0], []).append(s)
    return found


def laid(reading: CorpusReading, sessions: Iterable[str]) -> dict[str, Continuum]:
    """Lay the words of sessions end to end."""
    said = reading.corpus.said_in
    return {s: _laid(Same(said[s]))[s] for s in sorted(sessions) if s in said}


# Half a megabyte for a session of an hour.
@worked_out(512)
def _laid(turns: Same[Sequence[AnonymisedTurn]]) -> dict[str, Continuum]:
    return continua(turns.it)
