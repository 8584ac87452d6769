"""Excerpts and turns → the sentences of each excerpt, as passages of their own: what is learnt from closely."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.anchoring.anchors import spans
from pipeline.anchoring.word_places import excerpt_id, parse_excerpt_id
from pipeline.model.contracts import AnonymisedTurn, Excerpt, Mask


def sentences(excerpts: Sequence[Excerpt], turns: Sequence[AnonymisedTurn]) -> list[tuple[int, Excerpt]]:
    """Cut excerpts at the ends of sentences; each comes with the row of the excerpt that it is a part of."""
    said = {(t.session, t.turn): t for t in turns}
    return [
        (row, part) for row, e in enumerate(excerpts) for part in _parts(e, said.get((e.session, e.turn)))
    ]


def _parts(excerpt: Excerpt, turn: AnonymisedTurn | None) -> Iterator[Excerpt]:
    if turn is None:
        yield excerpt
        return
    place = parse_excerpt_id(excerpt.excerpt)
    places = spans(turn)
    ends = [w for w in turn.sentences if place.first_word <= w < place.last_word]
    for first, last in zip([place.first_word, *(w + 1 for w in ends)], [*ends, place.last_word], strict=True):
        yield _part(excerpt, (first, last), (places[first][0], places[last][1]))


def _part(excerpt: Excerpt, words: tuple[int, int], characters: tuple[int, int]) -> Excerpt:
    # A pseudonym may stand for words of two sentences: each part keeps what falls in it.
    start, end = (min(max(c - excerpt.start, 0), len(excerpt.text)) for c in characters)
    masks = [Mask(max(m.start, start) - start, min(m.end, end) - start) for m in excerpt.masks]
    return replace(
        excerpt, excerpt=excerpt_id(excerpt.session, excerpt.turn, *words), start=characters[0], end=characters[1],
        text=excerpt.text[start:end], masks=tuple(m for m in masks if m.start < m.end),
    )
