"""The quote of a coding that stands nowhere, the turns of a session → the passage it most looks like: a person says."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Sequence

from pipeline.anchoring.anchors import Place, Turns, split, units
from pipeline.anchoring.quote_matching import WordUnit

# Of the words of the quote: with fewer in a turn, nothing is worth showing.
FEWEST = 0.4


def likeliest(turns: Turns, said: str) -> Place | None:
    """Give the stretch of one turn that holds most words of a quote in their order, none when no turn holds enough."""
    wanted = split(said.casefold())
    # Most turns share too few words with the quote to be read in order.
    near = (turn for _, turn in sorted(turns.items()) if share_of(turn.text, said) >= FEWEST)
    tried = (_within(units(turn, exact=True), wanted) for turn in near)
    share, place = max((t for t in tried if t), key=lambda t: t[0], default=(0.0, None))
    return place if share >= FEWEST else None


def share_of(text: str, said: str) -> float:
    """
    Give the share of the words of a quote that a text holds, in whatever order.

    >>> share_of("On manque de temps.", "le temps manque")
    0.6666666666666666
    """
    wanted = Counter(w for w in split(said.casefold()) if w.isalnum())
    there = wanted & Counter(split(text.casefold()))
    return there.total() / wanted.total() if wanted else 0.0


def _within(zone: Sequence[WordUnit], wanted: Sequence[str]) -> tuple[float, Place] | None:
    read = [(word.casefold(), unit) for unit in zone for word in unit.words]
    matcher = difflib.SequenceMatcher(None, [word for word, _ in read], wanted, autojunk=False)
    blocks = [b for b in matcher.get_matching_blocks() if b.size]
    same = sum(read[b.a + n][0].isalnum() for b in blocks for n in range(b.size))
    spoken = sum(map(str.isalnum, wanted))
    if not blocks or not spoken:
        return None
    first, last = read[blocks[0].a][1], read[blocks[-1].a + blocks[-1].size - 1][1]
    # Words found far apart are no passage.
    spread = max(1.0, (last.last_word - first.first_word + 1) / (2 * len(wanted)))
    return same / spoken / spread, Place(first.turn, first.first_word, last.turn, last.last_word)
