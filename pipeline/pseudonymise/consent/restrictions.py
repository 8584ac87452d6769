"""Consent decisions → the words of each turn that they are about."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from pipeline.anchoring import anchors
from pipeline.anchoring.consent_places import ConsentStretch, standing
from pipeline.anchoring.decisions import ConsentDecision
from pipeline.model.contracts import CONSENTS, Consent, Restriction, Turn
from pipeline.pseudonymise.resolve.mentions import Place

WITHDRAWN: frozenset[Consent] = frozenset({"not_analysed", "erased"})
SHOWN = "[passage retiré]"


def restrictions(
    turns: Sequence[Turn], decisions: Iterable[ConsentDecision], key: bytes = b""
) -> dict[Place, tuple[Restriction, ...]]:
    """Spread each decision over the turns it is about now (see ``consent_places``), in order of words."""
    checks = session_checks(turns, key)
    found: dict[Place, set[Restriction]] = defaultdict(set)
    stand = [(d, standing(d, checks.get(d.session, {}))) for d in decisions if d.level in CONSENTS[1:]]
    for turn in turns:
        count = len(anchors.words(turn.text))
        for decision, there in stand if count else ():
            if decision.session == turn.session:
                words = (_within(turn.turn, count, s) for s in there.stretches)
                found[turn.session, turn.turn] |= {Restriction(*w, decision.level) for w in words if w}
    return {place: tuple(sorted(about, key=_by_words)) for place, about in found.items() if about}


def session_checks(turns: Iterable[Turn], key: bytes) -> dict[str, dict[int, str]]:
    """Give the keyed check of the words of each turn, by session."""
    found: dict[str, dict[int, str]] = defaultdict(dict)
    for turn in turns:
        found[turn.session][turn.turn] = anchors.check(turn.text, key)
    return found


def _by_words(restriction: Restriction) -> tuple[int, int, str]:
    return restriction.first_word, restriction.last_word, restriction.level


def _within(turn: int, count: int, about: ConsentStretch) -> tuple[int, int] | None:
    if not about.turn <= turn <= about.last_turn:
        return None
    first = about.first_word if turn == about.turn else 0
    # No last word: to the end of the turn.
    last = about.last_word if turn == about.last_turn and about.last_word >= 0 else count - 1
    return (first, min(last, count - 1)) if first <= min(last, count - 1) else None


def withdrawn(about: Iterable[Restriction]) -> list[tuple[int, int]]:
    """Give the stretches of source words that must not be read at all, none overlapping another."""
    stretches: list[tuple[int, int]] = []
    for r in sorted((r for r in about if r.level in WITHDRAWN), key=lambda r: r.first_word):
        if stretches and r.first_word <= stretches[-1][1] + 1:
            stretches[-1] = (stretches[-1][0], max(stretches[-1][1], r.last_word))
        else:
            stretches.append((r.first_word, r.last_word))
    return stretches
