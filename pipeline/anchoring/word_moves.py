"""Where each word of a turn went when a transcript was corrected ↔ a line of the register of interviews.

The file received is the same: every word is known, and what was decided follows to the word (``interview_alignment``
guesses, from sentences, where a file was edited).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, cast

MARK = "="  # how the line of a register begins that tells words
STRETCH = re.compile(r"(\d+)\.(\d+)-(\d+)([>~<])(?:(\d+)\.(\d+)-(\d+)\.(\d+))?")
Spot = tuple[int, int]  # a turn, a word of it
Kind = Literal[">", "~", "<"]
SAME: Kind = ">"
MENDED: Kind = "~"
BACK: Kind = "<"  # what a correction that was taken back had brought reads as before


@dataclass(frozen=True, slots=True)
class WordMove:
    """
    Words ``first`` to ``last`` of ``turn`` stand now from ``start`` to ``end``: the same, others, or those of before.

    Both ends are nothing where they are read no more.
    """

    turn: int
    first: int
    last: int
    start: Spot | None
    end: Spot | None
    kind: Kind = SAME

    @property
    def same(self) -> bool:
        """Whether the words are the same."""
        return self.kind == SAME


def moves(words: Sequence[Sequence[tuple[Kind, Sequence[Spot]]]]) -> list[WordMove]:
    """
    Gather what became of each word of each turn: whether it is the same, and the places in order.

    >>> moves([[(">", [(0, 0)]), ("~", [(0, 1), (0, 2)]), (">", [(1, 0)])]])[1]
    WordMove(turn=0, first=1, last=1, start=(0, 1), end=(0, 2), kind='~')
    """
    found: list[WordMove] = []
    for turn, said in enumerate(words):
        def stretch(n: int, said: Sequence[tuple[Kind, Sequence[Spot]]] = said) -> tuple[Kind, object]:
            kind, places = said[n]
            return kind, (places[0][0], places[0][1] - n) if kind == SAME else tuple(places)

        for (kind, _), run in groupby(range(len(said)), key=stretch):
            numbers = list(run)
            start = said[numbers[0]][1][:1]
            end = said[numbers[-1]][1][-1:]
            found.append(WordMove(
                turn, numbers[0], numbers[-1], start[0] if start else None, end[0] if end else None, kind,
            ))
    return found


def written(found: Sequence[WordMove]) -> str:
    """Write moves as a register keeps them."""
    return MARK + " ".join(
        f"{m.turn}.{m.first}-{m.last}{m.kind}"
        + (f"{m.start[0]}.{m.start[1]}-{m.end[0]}.{m.end[1]}" if m.start and m.end else "")
        for m in found
    )


def parsed(text: str) -> tuple[WordMove, ...]:
    """
    Read moves as a register keeps them.

    >>> parsed("=0.0-4>0.0-0.4 0.5-5~")[1]
    WordMove(turn=0, first=5, last=5, start=None, end=None, kind='~')
    """
    found = []
    for m in STRETCH.finditer(text):
        start = (int(m[5]), int(m[6])) if m[5] else None
        end = (int(m[7]), int(m[8])) if m[7] else None
        found.append(WordMove(int(m[1]), int(m[2]), int(m[3]), start, end, cast("Kind", m[4])))
    return tuple(found)


@dataclass(frozen=True)
class WordTrail:
    """The moves of one correction of an interview, asked word by word."""

    found: tuple[WordMove, ...]

    def spot(self, turn: int, word: int, *, ends: bool) -> Spot | None:
        """
        Give where the first word of a passage stands now, or the last with ``ends``.

        Of mended words, all that stands in their place belongs to the passage; of words that are gone, what stood
        after them begins it, and what stood before them ends it.

        Args:
            turn: of the transcript before it was corrected.
            word: its rank among the source words of that turn, from 0.
            ends: whether it ends the passage; what begins one and what ends one go apart where words were mended.

        Returns:
            a turn and a word of today, None where nothing is left of the passage on this side.
        """
        at = next((n for n, m in enumerate(self.found) if m.turn == turn and m.first <= word <= m.last), None)
        if at is None:
            return None
        move = self.found[at]
        if move.start and move.end:
            one_for_one = move.start[0] == move.end[0] and move.end[1] - move.start[1] == move.last - move.first
            if move.same or one_for_one:
                return move.start[0], move.start[1] + word - move.first
            return move.end if ends else move.start
        around = reversed(self.found[:at]) if ends else iter(self.found[at + 1 :])
        return next((m.end if ends else m.start for m in around if m.start and m.end), None)


def pieces(found: Sequence[WordMove], turn: int, first: int, last: int) -> Iterator[tuple[int, int, int]]:
    """
    Give where words stand now that were corrected, or are in several turns now: a turn, the first and the last word.

    A last word of -1 is that of the turn.

    Args:
        found: the moves of one interview, in order.
        turn: of the transcript before it was corrected.
        first: the first source word, from 0.
        last: the last one, included.
    """
    trail = WordTrail(tuple(found))
    start = trail.spot(turn, first, ends=False)
    end = trail.spot(turn, last, ends=True)
    mended = any(m.turn == turn and m.first <= last and m.last >= first and not m.same for m in found)
    if start and end and start <= end and (mended or start[0] != end[0]):
        for n in range(start[0], end[0] + 1):
            yield n, start[1] if n == start[0] else 0, end[1] if n == end[0] else -1
