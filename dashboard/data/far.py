"""Passages of a theme → those farthest from its centre, to be read against the others: never called contrary."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from dashboard.data.corpus import Corpus
from dashboard.data.passages import Passage

FEWEST_WORDS = 15  # under which a passage is far from everything because it says nothing


def farthest(corpus: Corpus, theme: str, passages: Iterable[Passage], heard: Iterable[str] = ()) -> Iterator[Passage]:
    """
    Give the passages of a theme from the farthest to the nearest, one for each person.

    Args:
        corpus: holds how far each excerpt is (``theme_distances``).
        theme: its id.
        passages: those that may be shown.
        heard: persons who are quoted already.
    """
    own = {p.place: p for p in passages}
    known = set(heard)
    theme_distances = (d for d in corpus.theme_distances if d.theme == theme and d.excerpt in own)
    for found in sorted(theme_distances, key=lambda d: (-d.distance, d.excerpt)):
        passage = own[found.excerpt]
        if passage.excerpt.speaker not in known and len(passage.excerpt.text.split()) >= FEWEST_WORDS:
            known.add(passage.excerpt.speaker)
            yield passage
