"""Consent decisions → the words of each turn that they are about, and the strictest level on a passage."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place, Turns, spans
from pipeline.anchoring.consent_places import ConsentStretch, standing
from pipeline.anchoring.decisions import ConsentDecision
from pipeline.model.contracts import CONSENTS, AnonymisedTurn, Consent, Restriction, Turn

SHOWN = "[passage retiré]"


def restrictions(
    turns: Sequence[Turn], decisions: Iterable[ConsentDecision], key: bytes = b""
) -> dict[tuple[str, int], tuple[Restriction, ...]]:
    """Spread each decision over the turns it is about now (see ``consent_places``), in order of words."""
    checks = session_checks(turns, key)
    found: dict[tuple[str, int], set[Restriction]] = defaultdict(set)
    stand = [(d, standing(d, checks.get(d.session, {}))) for d in decisions if d.level in CONSENTS[1:]]
    for turn in turns:
        count = len(anchors.words(turn.text))
        for decision, there in stand if count else ():
            if decision.session == turn.session:
                words = (_within(turn.turn, count, s) for s in there.stretches)
                found[turn.session, turn.turn] |= {Restriction(*w, decision.level) for w in words if w}
    return {
        place: tuple(sorted(about, key=lambda r: (r.first_word, r.last_word, r.level)))
        for place, about in found.items() if about
    }


def session_checks(turns: Iterable[Turn], key: bytes) -> dict[str, dict[int, str]]:
    """Give the keyed check of the words of each turn, by session."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for turn in turns:
        found[turn.session][turn.turn] = anchors.check(turn.text, key)
    return found


def _within(turn: int, count: int, about: ConsentStretch) -> tuple[int, int] | None:
    if not about.turn <= turn <= about.last_turn:
        return None
    first = about.first_word if turn == about.turn else 0
    # No last word: to the end of the turn.
    last = about.last_word if turn == about.last_turn and about.last_word >= 0 else count - 1
    return (first, min(last, count - 1)) if first <= min(last, count - 1) else None


def withdrawn_stretches(about: Iterable[Restriction]) -> list[tuple[int, int]]:
    """Give the stretches of source words that must not be read at all, none overlapping another."""
    stretches: list[tuple[int, int]] = []
    for r in sorted((r for r in about if r.level in WITHDRAWN), key=lambda r: r.first_word):
        if stretches and r.first_word <= stretches[-1][1] + 1:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], r.last_word))
        else:
            stretches.append((r.first_word, r.last_word))
    return stretches


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
