"""What speakers allow → the strictest word on a passage, and the words taken away."""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.anchoring.anchors import Place, Turns, spans
from pipeline.model.contracts import CONSENTS, AnonymisedTurn, Consent

WITHDRAWN: tuple[Consent, ...] = ("not_analysed", "erased")


def strictest(turn: AnonymisedTurn, first_word: int, last_word: int) -> Consent:
    """Give the strictest level that touches source words ``first_word..last_word`` of a turn."""
    return _strictest(r.level for r in turn.consent if r.first_word <= last_word and r.last_word >= first_word)


def strictest_on(turns: Turns, place: Place) -> Consent:
    """Give the strictest level that touches a passage, over all its turns."""
    return _strictest(strictest(turns[n], *words) for n, words in words_by_turn(turns, place))


def _strictest(levels: Iterable[Consent]) -> Consent:
    return max(levels, key=CONSENTS.index, default="free")


def withdrawn(turn: AnonymisedTurn) -> set[int]:
    """List the source words of a turn that nobody may read or analyse any more."""
    taken = [r for r in turn.consent if r.level in WITHDRAWN]
    return {word for r in taken for word in range(r.first_word, r.last_word + 1)}


def all_withdrawn(turns: Turns, place: Place) -> bool:
    """Tell whether nothing is left to read of a passage."""
    return all(
        set(range(first, last + 1)) <= withdrawn(turns[n]) for n, (first, last) in words_by_turn(turns, place)
    )


def words_by_turn(turns: Turns, place: Place) -> list[tuple[int, tuple[int, int]]]:
    """Give the first and last word of a passage in each turn it crosses."""
    crossed = [n for n in sorted(turns) if place.turn <= n <= place.last_turn]
    starts = {place.turn: place.first_word}
    ends = {place.last_turn: place.last_word}
    return [(n, (starts.get(n, 0), ends.get(n, len(spans(turns[n])) - 1))) for n in crossed]
