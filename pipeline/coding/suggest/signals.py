"""Excerpts, vectors, definitions → what each source says of codes: markers, likeness, neighbours, what was learnt."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

import numpy as np

from pipeline.anchoring.anchors import spans
from pipeline.anchoring.word_places import excerpt_id, parse_excerpt_id
from pipeline.codebook.fired_markers import FiredMarkers
from pipeline.codebook.grid import Code
from pipeline.model.contracts import AnonymisedTurn, Excerpt, Mask, Vectors
from pipeline.model.errors import FiligraneError
from pipeline.model.lazy import by_session

FEWEST = 5  # excerpts under which « usual » means nothing
TELLING_WORDS = 15  # words under which an excerpt says nothing of what is usual
FULL_WORDS = 40  # words from which a likeness counts in full
FLAT_DEVIATION = 0.02  # deviation under which all excerpts are equally far
FAINT_AROUND = 0.5  # what a faint marker nearby weighs beside a sure one
FLAT = 1e-6
BLOCK = 4096  # rows looked at together


def sentences(excerpts: Sequence[Excerpt], turns: Sequence[AnonymisedTurn]) -> list[tuple[int, Excerpt]]:
    """Cut excerpts at the ends of sentences; each comes with the row of the excerpt that it is a part of."""
    said = by_session(turns)
    found: list[tuple[int, Excerpt]] = []
    for session, here in groupby(enumerate(excerpts), key=lambda numbered: numbered[1].session):
        own = {t.turn: t for t in said.get(session, ())}
        found += [(row, part) for row, e in here for part in _parts(e, own.get(e.turn))]
    return found


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


def centred(matrix: np.ndarray, usual: np.ndarray | None = None) -> np.ndarray:
    """Take away what vectors have in common (their mean when none is given) and give each length 1, in float64."""
    wide = matrix.astype(np.float64)
    wide -= usual_vector(matrix) if usual is None else usual
    return _of_length_one(wide)


def usual_vector(matrix: np.ndarray) -> np.ndarray:
    """Give the mean of vectors, in float64."""
    total = np.zeros(matrix.shape[1])
    for start in range(0, len(matrix), BLOCK):
        # Row by row, as the sum of all of them at once: the bytes do not depend on the block.
        total = np.add.reduce(np.vstack([total, matrix[start : start + BLOCK].astype(np.float64)]), axis=0)
    return total / len(matrix)


def likeness(matrix: np.ndarray, lengths: np.ndarray, codes: Sequence[Code], definitions: Vectors) -> np.ndarray:
    """
    Score excerpts against definitions (excerpts × codes), in standard deviations over the corpus.

    Cosine of centred vectors with the mean of a code's definition and examples; ``lengths`` counts the words
    of the excerpts: those of a few words are like anything and nothing, and count less.

    Args:
        matrix: vectors of the excerpts (n × dimensions).
        lengths: words of each.
        codes: those of the grid, in order.
        definitions: vectors of their sentences, named ``CODE:RANK``.

    Raises:
        FiligraneError: the vectors of excerpts and of definitions were made by two backends.
    """
    telling = lengths >= TELLING_WORDS
    if telling.sum() < FEWEST or not codes:
        return np.zeros((len(matrix), len(codes)))
    models = prototypes(codes, definitions)
    if models.shape[1] != matrix.shape[1]:
        raise FiligraneError(
            "params.yaml : embeddings.backend et definitions.backend diffèrent, or extraits et définitions se "
            "comparent dans un même espace. Donnez-leur la même valeur."
        )
    cosines = centred(matrix, usual_vector(matrix[telling])) @ models.T
    usual = cosines[telling].mean(axis=0)
    spread = cosines[telling].std(axis=0)
    deviations = (cosines - usual) / np.maximum(spread, FLAT_DEVIATION)
    # A code that was only named so far, while reading, says nothing yet that passages could be like.
    said = np.array([code.defined for code in codes], dtype=np.float64)
    scores: np.ndarray = np.round(said * deviations * np.minimum(1.0, lengths / FULL_WORDS)[:, None], 4)
    return scores


def prototypes(codes: Sequence[Code], definitions: Vectors) -> np.ndarray:
    """Give one vector of length 1 per code (codes × dimensions): the mean of its definition and examples."""
    spread = centred(definitions.matrix)
    owners = np.array([name.rsplit(":", 1)[0] for name in definitions.excerpts])
    return _of_length_one(np.stack([spread[owners == code.id].mean(axis=0) for code in codes]))


def _of_length_one(rows: np.ndarray) -> np.ndarray:
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: np.ndarray = np.divide(rows, lengths, out=np.zeros_like(rows), where=lengths > 0)
    return unit


@dataclass(frozen=True)
class Signals:
    """
    What the sources say (each excerpts × codes); weights bear the same names in the parameters.

    ``nearby`` tells how often markers fire in the excerpts before and after; ``length`` how long the excerpt is.
    """

    registre: np.ndarray
    faint: np.ndarray
    nearby: np.ndarray
    definition: np.ndarray
    length: np.ndarray

    def table(self) -> np.ndarray:
        """Put them one behind the other (excerpts × codes × sources)."""
        return np.stack([self.registre, self.faint, self.nearby, self.definition, self.length], axis=-1)


def signals(found: FiredMarkers, like: np.ndarray, lengths: np.ndarray, beside: Neighbours) -> Signals:
    """
    Gather what may be said before anybody coded anything.

    Args:
        found: where markers fire, surely or faintly (n × codes).
        like: likeness of excerpts to definitions (n × codes).
        lengths: words of each excerpt (n).
        beside: the excerpts around each, whose markers count too.
    """
    fired = found.surely + FAINT_AROUND * found.faintly
    long = np.log1p(lengths.astype(np.float64))
    long = (long - long.mean()) / max(float(long.std()), FLAT)
    return Signals(
        found.surely.astype(np.float64), found.faintly.astype(np.float64), beside.mean(fired), like,
        np.repeat(long[:, None], like.shape[1], axis=1),
    )


class Neighbours:
    """The excerpts said just before and just after each, in the same session."""

    def __init__(self, excerpts: Sequence[Excerpt]) -> None:
        places = [(e.session, e.turn, e.start) for e in excerpts]
        in_order = sorted(range(len(excerpts)), key=lambda i: places[i])
        pairs = []
        for _, rows in groupby(in_order, key=lambda i: excerpts[i].session):
            pairs += list(pairwise(rows))
        self._before = np.array([b for b, _ in pairs], dtype=np.int64)
        self._after = np.array([a for _, a in pairs], dtype=np.int64)

    def mean(self, values: np.ndarray, alone: np.ndarray | float = 0.0) -> np.ndarray:
        """Give the mean of what is said of the neighbours (excerpts × codes), or ``alone`` where there is none."""
        total = np.zeros(values.shape)
        count = np.zeros((len(values), 1))
        for here, there in ((self._before, self._after), (self._after, self._before)):
            np.add.at(total, here, values[there])
            np.add.at(count, here, 1)
        mean: np.ndarray = np.where(count > 0, total / np.maximum(count, 1), alone)
        return mean
