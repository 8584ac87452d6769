"""Speech turns of a group → who takes the floor after whom.

A turn answers the one just before it.
Turns of one voice in a row are one; turns where nobody speaks, and voices that nobody knows, break the chain.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from itertools import pairwise
from typing import NamedTuple


class SpokenTurn(NamedTuple):
    """A turn: its number, and who speaks; nobody known is empty."""

    turn: int
    voice: str


def adjacency(turns: Iterable[SpokenTurn]) -> dict[tuple[str, str], tuple[int, ...]]:
    """
    Give, for each pair of voices, the turns in which the second speaks just after the first.

    >>> adjacency([SpokenTurn(0, "Lou"), SpokenTurn(1, "Awa"), SpokenTurn(2, "Awa"), SpokenTurn(3, "Lou"),
    ...     SpokenTurn(4, ""), SpokenTurn(5, "Awa")])
    {('Awa', 'Lou'): (3,), ('Lou', 'Awa'): (1,)}
    """
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for before, after in pairwise(sorted(turns)):
        if before.voice and after.voice and before.voice != after.voice:
            found[before.voice, after.voice].append(after.turn)
    return {pair: tuple(found[pair]) for pair in sorted(found)}
