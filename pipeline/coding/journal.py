"""Every line of every coder → the journal: who decided what of which words, when, and whether it still holds."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.anchors import Place, Turns, quote
from pipeline.decision_rows import CodingDecision
from pipeline.decisions import in_force
from pipeline.placing import TAKEN_AWAY, standing_place


@dataclass(frozen=True, slots=True)
class Entry:
    """
    One line of the journal.

    Attributes:
        place: where its words stand now; none when it is about no words, or about words that are nowhere.
        quote: its words as the text has them now, else as they were; empty for a passage taken away.
        undone: whether a later line of its author took it back or replaced it.
        line: the line itself, to go on from it.
    """

    at: str
    author: str
    kind: str
    session: str
    place: Place | None
    code: str
    quote: str
    memo: str
    undone: bool
    line: CodingDecision


def journal(lines: Iterable[CodingDecision], sessions: Mapping[str, Turns]) -> list[Entry]:
    """Tell all that coders decided and noted, the latest first."""
    every = list(lines)
    held = {(d.author, d.line) for d in in_force(every)}
    entries = [_entry(d, sessions.get(d.session, {}), held) for d in every]
    return sorted(entries, key=lambda e: (e.at, e.author, e.line.line), reverse=True)


def _entry(d: CodingDecision, turns: Turns, held: set[tuple[str, int]]) -> Entry:
    place = standing_place(d, turns) if d.turn >= 0 else ""
    if isinstance(place, Place):
        there, said = place, quote(turns, place)
    else:
        there, said = None, "" if place == TAKEN_AWAY else d.quote
    undone = (d.author, d.line) not in held
    return Entry(d.at, d.author, d.decision, d.session, there, d.code, said, d.memo, undone, d)
