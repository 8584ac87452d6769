"""Consent decisions → the words of each turn that they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import cast

from pipeline import anchors
from pipeline.contracts import CONSENTS, Consent, Restriction, Turn
from pipeline.decisions import ConsentDecision
from pipeline.identity.mentions import Place

WITHDRAWN: frozenset[Consent] = frozenset({"not_analysed", "erased"})
SHOWN = "[passage retiré]"


def restrictions(turns: Iterable[Turn], decisions: Iterable[ConsentDecision]) -> dict[Place, tuple[Restriction, ...]]:
    """Spread each decision over the turns it spans, in order of words."""
    decided = [d for d in decisions if d.level in CONSENTS and d.level != "free"]
    found: dict[Place, tuple[Restriction, ...]] = defaultdict(tuple)
    for turn in turns:
        count = len(anchors.words(turn.text))
        about = {r for d in decided if d.session == turn.session for r in _within(turn.turn, count, d)}
        if about:
            ordered = sorted(about, key=lambda r: (r.first_word, r.last_word, r.level))
            found[turn.session, turn.turn] = tuple(ordered)
    return found


def _within(turn: int, count: int, decision: ConsentDecision) -> list[Restriction]:
    last_turn = max(decision.last_turn, decision.turn)
    if not decision.turn <= turn <= last_turn or not count:
        return []
    first = max(0, decision.first_word) if turn == decision.turn else 0
    # No last word: to the end of the turn.
    last = decision.last_word if turn == last_turn and decision.last_word >= 0 else count - 1
    level = cast("Consent", decision.level)
    return [Restriction(first, min(last, count - 1), level)] if first <= min(last, count - 1) else []


def withdrawn(about: Iterable[Restriction]) -> list[tuple[int, int]]:
    """Give the stretches of source words that must not be read at all, none overlapping another."""
    stretches: list[tuple[int, int]] = []
    for r in sorted((r for r in about if r.level in WITHDRAWN), key=lambda r: r.first_word):
        if stretches and r.first_word <= stretches[-1][1] + 1:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], r.last_word))
        else:
            stretches.append((r.first_word, r.last_word))
    return stretches
