"""Mentions → mentions, with every other place of the corpus where one of their names stands."""

from __future__ import annotations

from collections import defaultdict

from pipeline import anchors
from pipeline.contracts import Turn
from pipeline.identity.known import Known, known_names
from pipeline.identity.mentions import Mention, Place, merge


def propagate(turns: list[Turn], found: list[Mention]) -> list[Mention]:
    """Search the whole corpus for the names already found; a name heard in one session masks it in all."""
    known = known_names(turns, found)
    by_turn: dict[Place, list[Mention]] = defaultdict(list)
    for mention in found:
        by_turn[mention.session, mention.turn].append(mention)
    both = ((t, [*by_turn[t.session, t.turn], *_echoes(t, known)]) for t in turns)
    return [m for turn, together in both for m in merge(turn.text, together)]


def _echoes(turn: Turn, known: Known) -> list[Mention]:
    echoes = []
    for match, kind in known.find(turn):
        start, end = anchors.snap(turn.text, match.start, match.end)
        echoes.append(Mention(turn.session, turn.turn, start, end, kind, "propagated", turn.text[start:end]))
    return echoes
