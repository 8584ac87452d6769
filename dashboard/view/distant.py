"""Passages of a theme → the one to read against the others: far from them by its words, never called contrary."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence

from dashboard.view.passages import Passage
from pipeline.anchors import split
from pipeline.french.stopwords import is_stop_word

FEWEST, MOST, FEWEST_WORDS, FEWEST_LETTERS = 6, 300, 6, 3


def distant(passages: Sequence[Passage], quoted: Collection[str] = ()) -> Passage | None:
    """
    Choose the passage whose words come back least in the others; none where passages are too few to tell.

    Args:
        passages: those that persons coded and that may be shown as typical.
        quoted: speakers who are heard already, left out while others can be.
    """
    some = passages[:: max(1, len(passages) // MOST)]
    said = {p.place: _words(p) for p in some}
    shared = Counter(w for words in said.values() for w in words)
    fit = [p for p in some if len(said[p.place]) >= FEWEST_WORDS]
    if len(fit) < FEWEST:
        return None
    return min(fit, key=lambda p: (p.excerpt.speaker in quoted, _closeness(said[p.place], shared), p.place))


def _words(passage: Passage) -> frozenset[str]:
    return frozenset(w for w in split(passage.folded) if len(w) > FEWEST_LETTERS and not is_stop_word(w))


def _closeness(words: frozenset[str], shared: Counter[str]) -> float:
    # In how many other passages a word of this one is found, on average.
    return round(sum(shared[w] - 1 for w in words) / len(words), 6)
