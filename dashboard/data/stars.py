"""A reading and what coders hold → the passages that somebody marked as ones to quote."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from dashboard.data.corpus import Corpus
from dashboard.data.decided import Decided
from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading
from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place
from pipeline.anchoring.publishable import publishable
from pipeline.coding.placing import standing_place
from pipeline.model.contracts import Excerpt


@worked_out(2)
def starred(reading: CorpusReading, decided: Decided) -> frozenset[str]:
    """Name the excerpts that touch a passage to quote, as they are named once through the door."""
    touched = list(_touched(reading.corpus, decided))
    return frozenset(e.excerpt for e in publishable(touched, purpose="quote").rows)


def _touched(corpus: Corpus, decided: Decided) -> Iterator[Excerpt]:
    by_turn: dict[tuple[str, int], list[Excerpt]] = defaultdict(list)
    for e in corpus.excerpts:
        by_turn[e.session, e.turn].append(e)
    for state in decided.now.by_coder.values():
        for star in state.stars:
            place = standing_place(star, corpus.turns.get(star.session, {}))
            if isinstance(place, Place):
                yield from _under(corpus, by_turn, star.session, place)


def _under(
    corpus: Corpus, by_turn: dict[tuple[str, int], list[Excerpt]], session: str, place: Place,
) -> Iterator[Excerpt]:
    start, end = anchors.characters(corpus.turns[session], place)
    for turn in range(place.turn, place.last_turn + 1):
        first = start if turn == place.turn else 0
        for e in by_turn.get((session, turn), ()):
            if e.end > first and (turn < place.last_turn or e.start < end):
                yield e
