"""Turns → places where someone is singled out without being named: proposed, for a person to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.anchoring import anchors
from pipeline.codebook.markers import FoldedText, find, hear
from pipeline.language.marker_words import RISKS, SPARED, UNIQUE_LISTS
from pipeline.model.contracts import Restriction, Turn


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


def unread(
    found: Iterable[Risk], turns: Iterable[Turn], about: Mapping[tuple[str, int], Sequence[Restriction]],
) -> list[Risk]:
    """Keep the places on whose words nobody has decided anything."""
    texts = {(t.session, t.turn): t.text for t in turns}
    return [r for r in found if not _touched(texts[r.session, r.turn], r, about.get((r.session, r.turn), ()))]


def _touched(text: str, risk: Risk, about: Sequence[Restriction]) -> bool:
    first, last = words(text, risk)
    return any(r.first_word <= last and r.last_word >= first for r in about)


def words(text: str, risk: Risk) -> tuple[int, int]:
    """Give the first and the last source word of a place."""
    touched = [n for n, (s, e) in enumerate(anchors.words(text)) if s < risk.end and e > risk.start]
    return touched[0], touched[-1]


def _in_turn(turn: Turn, heard: FoldedText) -> list[Risk]:
    spared = [span for marker in SPARED for span in find(marker, heard, UNIQUE_LISTS)]
    taken: list[tuple[int, int]] = []
    found: list[Risk] = []
    # Where two markers meet, the first kind of the list says it best.
    spans = [(kind, span) for kind, of in RISKS.items() for marker in of for span in find(marker, heard, UNIQUE_LISTS)]
    for kind, (start, end) in spans:
        if not any(start < e and s < end for s, e in (*spared, *taken)):
            taken.append((start, end))
            found.append(Risk(turn.session, turn.turn, *heard.original(start, end), kind))
    return found
