"""Excerpts, vectors and codebook → all that codes are suggested from, before anybody coded anything."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from pipeline.anchoring.anchors import words
from pipeline.codebook.fired_markers import Fired, fired
from pipeline.codebook.grid import Codebook
from pipeline.coding.suggest.definition_likeness import centred, likeness
from pipeline.coding.suggest.definition_sentences import meanings
from pipeline.coding.suggest.features import Describer, Level, marked
from pipeline.coding.suggest.neutral_text import neutral
from pipeline.coding.suggest.sentences import sentences
from pipeline.coding.suggest.signals import Neighbours, Signals, signals
from pipeline.model.contracts import AnonymisedTurn, Excerpt, Vectors

GIST_WEIGHT = 1.2  # of vectors of what is said: 1
WITHDRAWN = frozenset({"erased", "not_analysed"})


@dataclass(frozen=True)
class ExcerptFeatures:
    """
    What is known of the excerpts of a study and of its codes.

    Attributes:
        excerpts: those that may be analysed, in the order of their ids.
        codes: ids of the codes, in the order of the grid; ``marked`` tells which have a registre.
        parts: the sentences of the excerpts; ``close.owner`` tells whose.
        whole, close: excerpts and sentences as a model sees them.
        told: 1 where a sentence of the grid tells the meaning of a code (sentences of the grid × codes).
        turns: the number of the turn each excerpt is a part of.
        vectors: one per excerpt, centred, of length 1.
    """

    excerpts: list[Excerpt]
    codes: tuple[str, ...]
    marked: np.ndarray
    parts: list[Excerpt]
    found: Fired
    signals: Signals
    neighbours: Neighbours
    whole: Level
    close: Level
    told: np.ndarray
    turns: np.ndarray
    vectors: np.ndarray


def ground(
    excerpts: Sequence[Excerpt], anonymised: Sequence[AnonymisedTurn], vectors: tuple[Vectors, Vectors],
    definitions: Vectors, codebook: Codebook,
) -> ExcerptFeatures:
    """
    Gather what does not depend on any coding.

    ``vectors`` are those that compare excerpts with definitions, and those of what excerpts are about.

    Raises:
        FiligraneError: the vectors of excerpts and of definitions were made by two backends.
    """
    kept = analysed(excerpts, vectors[0])
    matrix = _vectors(kept, vectors[0])
    found = fired(kept, anonymised, codebook)
    lengths = np.array([len(words(e.text)) for e in kept])
    like = likeness(matrix, lengths, codebook.codes, definitions)
    beside = Neighbours(kept)
    codes = tuple(c.id for c in codebook.codes)
    near = centred(matrix)
    cut = sentences(kept, anonymised)
    dense = np.hstack([near, GIST_WEIGHT * centred(_vectors(kept, vectors[1]))])
    whole, close = _levels(kept, dense, cut, found, (codebook, definitions))
    return ExcerptFeatures(
        kept, codes, np.array([bool(c.markers) for c in codebook.codes]), [part for _, part in cut], found,
        signals(found, like, lengths, beside), beside, whole, close, _told(codes, definitions), _turns(kept), near,
    )


def analysed(excerpts: Sequence[Excerpt], embeddings: Vectors) -> list[Excerpt]:
    """Keep the excerpts that have a vector and that nobody withdrew."""
    known = set(embeddings.excerpts)
    return sorted((e for e in excerpts if e.excerpt in known and e.consent not in WITHDRAWN), key=lambda e: e.excerpt)


def _vectors(kept: list[Excerpt], embeddings: Vectors) -> np.ndarray:
    rows = {name: row for row, name in enumerate(embeddings.excerpts)}
    return embeddings.matrix[[rows[e.excerpt] for e in kept]] if kept else embeddings.matrix[:0]


def _told(codes: tuple[str, ...], definitions: Vectors) -> np.ndarray:
    owners = [name.rsplit(":", 1)[0] for name in definitions.excerpts]
    return np.array([[owner == code for code in codes] for owner in owners], dtype=np.float64).reshape(-1, len(codes))


def _turns(kept: list[Excerpt]) -> np.ndarray:
    numbers: dict[tuple[str, int], int] = {}
    return np.array([numbers.setdefault((e.session, e.turn), len(numbers)) for e in kept], dtype=np.int64)


def _levels(
    kept: list[Excerpt], dense: np.ndarray, cut: list[tuple[int, Excerpt]], found: Fired,
    grid: tuple[Codebook, Vectors],
) -> tuple[Level, Level]:
    owner = np.array([row for row, _ in cut], dtype=np.int64)
    numbers = _numbers(found)
    told = _meanings(*grid)
    described = Describer([neutral(e) for e in kept])
    hits = [(row, n) for row, _, n in _hits(found, numbers)]
    unmarked = np.zeros((len(told), len(numbers)))
    whole = described.described(dense, marked(hits, (len(kept), len(numbers))))
    close = described.describe(
        [neutral(part) for _, part in cut], marked(list(_close(kept, cut, found, numbers)), (len(cut), len(numbers))),
    )
    # Definitions have no vector of what they are about: of that side they say nothing.
    near = centred(grid[1].matrix)
    told_alike = np.hstack([near, np.zeros((len(near), dense.shape[1] - near.shape[1]))])
    return (
        Level(whole, np.arange(len(kept)), described.describe(told, told_alike, unmarked)),
        Level(close, owner, described.describe(told, unmarked)),
    )


def _meanings(codebook: Codebook, definitions: Vectors) -> list[str]:
    said = meanings(codebook)
    return [said.get(name, "") for name in definitions.excerpts]


def _numbers(found: Fired) -> dict[tuple[int, str], int]:
    known = sorted({(column, m.marker) for (_, column), hits in found.matches.items() for m in hits})
    return {marker: number for number, marker in enumerate(known)}


def _hits(found: Fired, numbers: dict[tuple[int, str], int]) -> Iterator[tuple[int, Any, int]]:
    for (row, column), hits in sorted(found.matches.items()):
        for m in hits:
            yield row, m, numbers[column, m.marker]


def _close(
    kept: list[Excerpt], cut: list[tuple[int, Excerpt]], found: Fired, numbers: dict[tuple[int, str], int],
) -> Iterator[tuple[int, int]]:
    parts: dict[int, list[tuple[int, Excerpt]]] = defaultdict(list)
    for number, (row, part) in enumerate(cut):
        parts[row].append((number, part))
    for row, m, marker in _hits(found, numbers):
        for number, part in parts[row]:
            if part.start - kept[row].start < m.end and m.start < part.end - kept[row].start:
                yield number, marker
