"""``decisions/*/PERSON.csv`` ↔ what people decided: append-only, one file per person."""

from __future__ import annotations

import codecs
import csv
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import Any, TypeVar

from pipeline.anchoring import whole_interviews
from pipeline.anchoring.interview_register import Register, register
from pipeline.anchoring.present_places import Follower
from pipeline.anchoring.whole_interviews import APART
from pipeline.model import decision_files, decision_tables
from pipeline.model.decision_files import checked, decisions_of
from pipeline.model.decision_rows import (
    FOLDERS,
    HEADERS,
    Arbitration,
    CodingDecision,
    ConsentDecision,
    CorrectionDecision,
    Decision,
    IdentifierDecision,
    InterviewDecision,
    LeakDecision,
    QuoteDecision,
    RoleDecision,
    SummaryDecision,
    ThemeDecision,
    VerdictDecision,
    WithdrawalDecision,
    in_time,
)
from pipeline.model.files import write_whole
from pipeline.model.study import Study

__all__ = [
    "FOLDERS", "HEADERS", "Arbitration", "CodingDecision", "ConsentDecision", "CorrectionDecision", "Decision",
    "IdentifierDecision", "InterviewDecision", "LeakDecision", "QuoteDecision", "RoleDecision", "SummaryDecision",
    "ThemeDecision", "VerdictDecision", "WithdrawalDecision", "append", "arbitrations", "as_written", "codings",
    "columns", "consent", "corrections", "identifiers", "in_force", "interviews", "last_said", "leaks", "quotes",
    "read", "roles", "summaries", "themes", "unsigned_turns", "verdicts", "withdrawals",
]

D = TypeVar("D", bound=Decision)
S = TypeVar("S", bound=Hashable)
PROVENANCE = ("author", "file", "line")
FIRST_LINE = 10_000  # characters: far more than any header has


def codings(study: Study) -> list[CodingDecision]:
    """Read the coding decisions in force, of everyone."""
    return in_force(read(study, CodingDecision))


def identifiers(study: Study) -> list[IdentifierDecision]:
    """
    Read the identifier decisions in force, of everyone.

    A signature holds on the words and the decisions that it signed: else it is one of before (``signed_before``).
    """
    written = as_written(study, IdentifierDecision)
    follower = Follower(interviews(study))
    said = follower.follow(written)
    return whole_interviews.as_they_hold(in_force(said), said, written, follower)


def unsigned_turns(study: Study, session: str) -> list[int]:
    """Give the turns of an interview that hold a sentence which no signature of its review covers."""
    written = as_written(study, IdentifierDecision)
    follower = Follower(interviews(study))
    return whole_interviews.unsigned_turns(in_force(follower.follow(written)), written, follower, session)


def consent(study: Study) -> list[ConsentDecision]:
    """Read the consent decisions in force, of everyone."""
    return in_force(read(study, ConsentDecision))


def roles(study: Study) -> list[RoleDecision]:
    """Read the role decisions in force, of everyone."""
    return in_force(read(study, RoleDecision))


def corrections(study: Study) -> list[CorrectionDecision]:
    """Read what is mended in transcripts, as far as it is in force, of everyone."""
    return in_force(read(study, CorrectionDecision))


def arbitrations(study: Study) -> list[Arbitration]:
    """Read the arbitrations in force, of everyone."""
    return in_force(read(study, Arbitration))


def themes(study: Study) -> list[ThemeDecision]:
    """Read what is in force about themes, of everyone: typical passages, contrary cases, memos."""
    return in_force(read(study, ThemeDecision))


def quotes(study: Study) -> list[QuoteDecision]:
    """Read what people decided of quotes, as far as it is in force."""
    return in_force(read(study, QuoteDecision))


def withdrawals(study: Study) -> list[WithdrawalDecision]:
    """Read the withdrawals in force, whoever wrote them down."""
    return in_force(read(study, WithdrawalDecision))


def summaries(study: Study) -> list[SummaryDecision]:
    """Read the summaries of cases under themes that hold, of everyone."""
    return in_force(read(study, SummaryDecision))


def leaks(study: Study) -> list[LeakDecision]:
    """Read what people made of words that may be private names, as it holds, of everyone."""
    return in_force(read(study, LeakDecision))


def verdicts(study: Study) -> list[VerdictDecision]:
    """Read what everyone makes of interviews beside the questionnaire, theme by theme, as it holds."""
    return in_force(read(study, VerdictDecision))


def interviews(study: Study) -> Register:
    """Read what each interview was and is (``continuity``)."""
    return register(tuple(as_written(study, InterviewDecision)))


def read(study: Study, kind: type[D]) -> list[D]:
    """
    Read every line of every person's file, in order of file and line, each about the interview of today.

    What was decided of an interview follows its words, whatever its file is called since.

    Raises:
        BrokenDecision: a line that cannot be understood, named by file and number.
    """
    return Follower(interviews(study)).follow(as_written(study, kind))


def as_written(study: Study, kind: type[D]) -> list[D]:
    """
    Read every line of every person's file as it stands on disk, in order of file and line.

    Raises:
        BrokenDecision: a line that cannot be understood, named by file and number.
    """
    folder = study / f"decisions/{FOLDERS[kind]}"
    return [d for path in sorted(folder.glob("*.csv")) for d in decisions_of(path, kind)]


def in_force(decisions: Iterable[D]) -> list[D]:
    """
    Keep what holds now: the one rule for every kind of decision, each author speaking for themselves only.

    1. Of several lines with one ``id``, the last holds.
    2. A line that ``replaces`` another takes it away, unless it was itself undone.
    3. Of several codings that replace one line, or answer one suggestion, the last holds.
    4. To undo a line (``Decision.undoes``) is to undo what it replaced too: the line before it holds again.

    Lines are in the order they were written; those that hold come back in the order of their last saying.

    >>> first = RoleDecision(id="a", at="", session="E01", turn=-1, label="L", role="participant", same_as="")
    >>> second = RoleDecision(id="b", at="", session="E01", turn=-1, label="L", role="", same_as="", replaces="a")
    >>> [d.id for d in in_force([first, second])]
    ['b']
    """
    last: dict[tuple[str, str], D] = {}
    for d in decisions:
        last.pop((d.author, d.id), None)
        last[d.author, d.id] = d
    gone: set[tuple[str, str]] = set()
    undone: set[tuple[str, str]] = set()
    for key, d in reversed(last.items()):
        if not d.replaces or key in undone:
            continue
        replaced = (d.author, d.replaces)
        if replaced in gone and isinstance(d, CodingDecision) and not d.undoes:
            gone.add(key)
        gone.add(replaced)
        if d.undoes:
            undone.add(replaced)
    # What was cut since in several places is one line: to take it back is to take it back everywhere.
    return [d for key, d in last.items() if not {key, (d.author, d.id.partition(APART)[0])} & gone]


def last_said(decisions: Iterable[D], about: Callable[[D], S]) -> dict[tuple[S, str], D]:
    """Give the last line of each author about each thing, by thing and author: what is said again is said otherwise."""
    return {(about(d), d.author): d for d in in_time(decisions)}


def append(study: Study, author: str, decisions: Sequence[Decision]) -> Path:
    """
    Add lines to a person's file, whole or not at all, on disk before this returns.

    Several writers take turns; the file is replaced at one stroke, so that a crash leaves no half line.

    Args:
        study: where.
        author: whose file it is (``decision_writer.coder_name``).
        decisions: one at least, all of one kind, which tells the folder.

    Raises:
        BrokenDecision: the file is not in UTF-8, or lacks a column.
    """
    kind = type(decisions[0])
    path = study / f"decisions/{FOLDERS[kind]}/{author}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    with decision_files.lock(study, f"{FOLDERS[kind]}-{author}"):
        there = decision_tables.in_house(path, path.read_bytes()) if path.exists() else b""
        # A spreadsheet may have saved the file without its last line break.
        present = there if there.endswith(b"\n") else there + b"\n"
        if not there.removeprefix(codecs.BOM_UTF8).strip():
            present = (",".join(HEADERS[kind]) + "\n").encode()
        header = checked(path, next(csv.reader(decision_tables.decoded(path, present)[:FIRST_LINE].splitlines())), kind)
        # The columns that a file begun by an older version lacks, and that these decisions fill.
        told = [columns(d) for d in decisions]
        new = [c for c in HEADERS[kind] if c not in header and any(d.get(c) not in {"", -1} for d in told)]
        if new:
            header = [*header, *new]
            # The lines below stay as they are: a column that they lack is empty.
            first, end, rest = present.partition(b"\n")
            named = first.rstrip(b"\r")
            present = named + ("," + ",".join(new)).encode() + first[len(named) :] + end + rest
        # In the order of the file's own first line: a spreadsheet may have moved the columns.
        added = ([decision_files.cell_of(d, c) for c in header] for d in decisions)
        write_whole(path, present + decision_tables.csv_lines(added))
    return path


def columns(decision: Decision) -> dict[str, Any]:
    """Give a decision as it is written on disk, without the provenance its file tells."""
    return {f.name: getattr(decision, f.name) for f in fields(decision) if f.name not in PROVENANCE}
