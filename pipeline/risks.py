"""Turns → places where someone is singled out without being named: proposed, for a person to read."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.contracts import Turn
from pipeline.french.uniqueness import LISTS, RISKS, SPARED
from pipeline.patterns import Heard, find, hear


@dataclass(frozen=True, slots=True, order=True)
class Risk:
    """Characters ``start:end`` of a turn, and what makes them telling; the words are never copied here."""

    session: str
    turn: int
    start: int
    end: int
    kind: str


def risks(turns: Iterable[Turn]) -> list[Risk]:
    """Give the places of what participants say that only one person fits, each once, in the order of reading."""
    said = (t for t in turns if t.role == "participant")
    return sorted(r for turn in said for r in _in_turn(turn, hear(turn.text)))


def _in_turn(turn: Turn, heard: Heard) -> list[Risk]:
    spared = [span for marker in SPARED for span in find(marker, heard, LISTS)]
    taken: list[tuple[int, int]] = []
    found: list[Risk] = []
    for kind, (start, end) in _spans(heard):
        if not any(start < e and s < end for s, e in (*spared, *taken)):
            taken.append((start, end))
            found.append(Risk(turn.session, turn.turn, *heard.original(start, end), kind))
    return found


def _spans(heard: Heard) -> list[tuple[str, tuple[int, int]]]:
    # Where two markers meet, the first kind of the list says it best.
    return [(kind, span) for kind, of in RISKS.items() for marker in of for span in find(marker, heard, LISTS)]
