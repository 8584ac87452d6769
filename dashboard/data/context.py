"""A passage → what was said around it: its turn, its exchange, or a page of its session."""

from __future__ import annotations

from typing import Literal

from dashboard.data.corpus import Corpus
from dashboard.data.passages import Passage
from pipeline.model.contracts import AnonymisedTurn

Width = Literal["extrait", "tour", "echange", "page"]
PAGE = 1500  # characters on each side of the passage
LONGEST_EXCHANGE = 12  # turns: in a group, people may go on for long without a question


def around(corpus: Corpus, passage: Passage, width: Width) -> list[AnonymisedTurn]:
    """
    Give the turns to read around a passage, its own among them, in order; none when its place may not be told.

    A turn of which anything is reserved is left out: it is read in its session only.
    """
    turns = corpus.turns.get(passage.excerpt.session, {}) if passage.place else {}
    here = passage.excerpt.turn
    if here not in turns or width == "extrait":
        return []
    first, last = {"tour": _turn, "echange": _exchange, "page": _page}[width](turns, here)
    shown = [turns[n] for n in sorted(turns) if first <= n <= last]
    return [t for t in shown if all(r.level == "free" for r in t.consent)]


Turns = dict[int, AnonymisedTurn]


def _turn(_: Turns, here: int) -> tuple[int, int]:
    return here, here


def _exchange(turns: Turns, here: int) -> tuple[int, int]:
    first, last = here, here
    while first - 1 in turns and turns[first].role != "interviewer" and here - first < LONGEST_EXCHANGE:
        first -= 1
    while last + 1 in turns and turns[last + 1].role != "interviewer" and last - here < LONGEST_EXCHANGE:
        last += 1
    return first, last


def _page(turns: Turns, here: int) -> tuple[int, int]:
    return _reach(turns, here, -1), _reach(turns, here, 1)


def _reach(turns: Turns, here: int, step: int) -> int:
    end, room = here, PAGE
    while end + step in turns and room > 0:
        end += step
        room -= len(turns[end].text)
    return end
