"""Excerpts, vectors and codebook → all that codes are suggested from, and the reasons of a suggestion."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from pipeline.anchoring.anchors import words
from pipeline.codebook.codes import meanings
from pipeline.codebook.fired_markers import FiredMarkers, fired
from pipeline.codebook.grid import Codebook
from pipeline.coding.codings_in_place import numbered_turns
from pipeline.coding.suggest.described_rows import DescribedRows, Describer, HeldRows
from pipeline.coding.suggest.signals import Neighbours, Signals, centred, likeness, sentences, signals, usual_vector
from pipeline.coding.suggest.vectors import neutral
from pipeline.model.contracts import AnonymisedTurn, Evidence, Excerpt, Vectors
from pipeline.pseudonymise.consent import WITHDRAWN

MARKER_WEIGHT = 0.02**0.5  # of words and vectors: 1
TOPIC_WEIGHT = 1.2  # of vectors of what excerpts are about; of those that compare sentences: 1
TELLING_LIKENESS = 0.5  # deviations from which the definition is a reason
TELLING_LEARNT = 1.0  # deviations from which likeness to what was coded is one
NEAREST = 2
DEFINITION = "définition"
BLOCK = 256  # rows whose products are made at once


@dataclass(frozen=True)
class Products:
    """
    Products with one another of some rows of a level, then of what is told: only the lower half is true.

    ``rows`` are their numbers, rising; ``matrix`` is (n + d) × (n + d).
    """

    rows: np.ndarray
    matrix: np.ndarray

    def among(self, some: np.ndarray) -> np.ndarray:
        """Give those of fewer rows, rising, to the last bit what they would be if made for them alone."""
        places = np.concatenate([np.searchsorted(self.rows, some), np.arange(len(self.rows), len(self.matrix))])
        found: np.ndarray = self.matrix[np.ix_(places, places)]
        return found


@dataclass(frozen=True)
class Level:
    """
    One way to cut what was said: rows (n × f), the excerpt each is a part of, and rows that tell what codes mean.

    Rows are made when they are asked for, but for those that are held (``described_rows``).
    ``told`` (d × f) are the definitions and examples of the grid, described like the rows; ``kept`` the products of
    all rows that may be learnt from, where models are taught many times.
    """

    rows: Any
    owner: np.ndarray
    told: Any
    kept: Products | None = None

    def holding(self, places: np.ndarray) -> Level:
        """Make some rows once, for all the models that learn from them or judge them."""
        if isinstance(self.rows, HeldRows) and self.rows.hold(places):
            return self
        return replace(self, rows=HeldRows.of(self.rows, places))

    def learnt_from(self, taken: np.ndarray) -> Any:
        """Put some rows and what is told one under the other (sparse)."""
        from scipy.sparse import vstack  # noqa: PLC0415 - heavy

        return vstack([self.rows[taken], self.told]).tocsr()

    def products(self, taken: np.ndarray) -> np.ndarray:
        """Give the products of some rows and of what is told with one another; only the lower half is true."""
        if self.kept:
            return self.kept.among(taken)
        # Block by block, and the lower half only: a product of sparse matrices takes longer to lay out than to
        # compute when it is full, and nothing reads the upper half.
        features = self.learnt_from(taken)
        made = np.zeros((features.shape[0], features.shape[0]))
        for start in range(0, len(made), BLOCK):
            # Turned before it is laid out: a full block that is turned is laid out twice.
            block = features[start : start + BLOCK].T.toarray(order="C")
            made[start:, start : start + BLOCK] = features[start:] @ block
        return made

    def keeping(self, taken: np.ndarray, most: int) -> Level:
        """Keep the products of some rows, to teach many models on parts of them; of more than ``most``, none."""
        held = self.holding(taken)
        return replace(held, kept=Products(taken, held.products(taken))) if len(taken) <= most else held


def marked(hits: Sequence[tuple[int, int]], shape: tuple[int, int]) -> Any:
    """Tell which markers fire where (n × markers, sparse), from pairs of row and marker; rare ones tell more."""
    from scipy.sparse import csr_matrix, diags  # noqa: PLC0415 - heavy

    rows, columns = (np.array(side, dtype=np.int64) for side in zip(*hits, strict=True)) if hits else ([], [])
    fired = csr_matrix((np.ones(len(hits)), (rows, columns)), shape=shape)
    fired.data[:] = 1.0  # twice the same marker says no more
    rarity = np.log((1 + shape[0]) / (1 + np.asarray(fired.sum(axis=0)).ravel()))
    return (fired @ diags(rarity * MARKER_WEIGHT)).tocsr()


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
    found: FiredMarkers
    signals: Signals
    neighbours: Neighbours
    whole: Level
    close: Level
    told: np.ndarray
    turns: np.ndarray
    vectors: np.ndarray


    def among(self, places: np.ndarray) -> ExcerptFeatures:
        """Keep what sources say of the excerpts of some sessions, by their places, to judge them among themselves."""
        kept = [self.excerpts[place] for place in places.tolist()]
        said = replace(self.signals, **{name: values[places] for name, values in vars(self.signals).items()})
        return replace(self, excerpts=kept, signals=said, neighbours=Neighbours(kept), turns=self.turns[places])


def excerpt_features(
    excerpts: Sequence[Excerpt], anonymised: Sequence[AnonymisedTurn], vectors: tuple[Vectors, Vectors],
    definitions: Vectors, codebook: Codebook,
) -> ExcerptFeatures:
    """
    Gather what does not depend on any coding.

    Args:
        excerpts: where codes may be suggested; what was withdrawn is not read.
        anonymised: the turns, for the sentences around.
        vectors: those that compare excerpts with definitions, then those of what excerpts are about.
        definitions: a vector for each sentence that tells what a code means, named ``CODE:RANK``.
        codebook: the grid.

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
    about = _vectors(kept, vectors[1])
    usual = usual_vector(about)

    def dense(places: np.ndarray) -> np.ndarray:
        return np.hstack([near[places], TOPIC_WEIGHT * centred(about[places], usual)])

    whole, close = _levels(kept, (dense, near.shape[1] + about.shape[1]), cut, found, (codebook, definitions))
    owners = [name.rsplit(":", 1)[0] for name in definitions.excerpts]
    told = np.array([[owner == code for code in codes] for owner in owners], dtype=np.float64).reshape(-1, len(codes))
    return ExcerptFeatures(
        kept, codes, np.array([bool(c.markers) for c in codebook.codes]), [part for _, part in cut], found,
        signals(found, like, lengths, beside), beside, whole, close, told, numbered_turns(kept), near,
    )


def analysed(excerpts: Sequence[Excerpt], embeddings: Vectors) -> list[Excerpt]:
    """Keep the excerpts that have a vector and that nobody withdrew."""
    known = set(embeddings.excerpts)
    return sorted((e for e in excerpts if e.excerpt in known and e.consent not in WITHDRAWN), key=lambda e: e.excerpt)


def _vectors(kept: list[Excerpt], embeddings: Vectors) -> np.ndarray:
    rows = {name: row for row, name in enumerate(embeddings.excerpts)}
    return embeddings.matrix[[rows[e.excerpt] for e in kept]] if kept else embeddings.matrix[:0]


def _levels(
    kept: list[Excerpt], dense: tuple[Callable[[np.ndarray], np.ndarray], int], cut: list[tuple[int, Excerpt]],
    found: FiredMarkers, grid: tuple[Codebook, Vectors],
) -> tuple[Level, Level]:
    codebook, definitions = grid
    owner = np.array([row for row, _ in cut], dtype=np.int64)
    known = sorted({(column, m.marker) for (_, column), fires in found.matches.items() for m in fires})
    numbers = {marker: number for number, marker in enumerate(known)}
    said = meanings(codebook)
    told = [said.get(name, "") for name in definitions.excerpts]
    described = Describer([neutral(e) for e in kept])
    hits = [(row, n) for row, _, n in _hits(found, numbers)]
    unmarked = np.zeros((len(told), len(numbers)))
    fires = marked(hits, (len(kept), len(numbers)))
    close = marked(list(_close(kept, cut, found, numbers)), (len(cut), len(numbers)))
    # Definitions have no vector of what they are about: of that side they say nothing.
    near = centred(definitions.matrix)
    told_alike = np.hstack([near, np.zeros((len(near), dense[1] - near.shape[1]))])
    return (
        Level(
            DescribedRows(described, kept, (dense[0], fires.__getitem__)), np.arange(len(kept)),
            described.describe(told, told_alike, unmarked),
        ),
        Level(
            DescribedRows(described, [part for _, part in cut], (close.__getitem__,)), owner,
            described.describe(told, unmarked),
        ),
    )


def _hits(found: FiredMarkers, numbers: dict[tuple[int, str], int]) -> Iterator[tuple[int, Any, int]]:
    for (row, column), hits in sorted(found.matches.items()):
        for m in hits:
            yield row, m, numbers[column, m.marker]


def _close(
    kept: list[Excerpt], cut: list[tuple[int, Excerpt]], found: FiredMarkers, numbers: dict[tuple[int, str], int],
) -> Iterator[tuple[int, int]]:
    parts: dict[int, list[tuple[int, Excerpt]]] = defaultdict(list)
    for number, (row, part) in enumerate(cut):
        parts[row].append((number, part))
    for row, m, marker in _hits(found, numbers):
        for number, part in parts[row]:
            if part.start - kept[row].start < m.end and m.start < part.end - kept[row].start:
                yield number, marker


@dataclass(frozen=True)
class SuggestionSources:
    """Everything that reasons are drawn from; ``learnt`` and ``coded`` are excerpts × codes."""

    features: ExcerptFeatures
    learnt: np.ndarray
    coded: np.ndarray


def reasons(sources: SuggestionSources, row: int, column: int) -> tuple[Evidence, ...]:
    """
    Give the reasons of one suggestion, the most readable first; the strongest when none is strong.

    Args:
        sources: what is known of every excerpt and code.
        row: the excerpt.
        column: the code.
    """
    found = sources.features.found.matches.get((row, column), [])
    given = [Evidence("registre", m.start, m.end, m.marker, "") for m in found]
    like = float(sources.features.signals.definition[row, column])
    learnt = float(sources.learnt[row, column])
    if like >= TELLING_LIKENESS or not (given or learnt > 0):
        given.append(Evidence("definition", None, None, DEFINITION, ""))
    if learnt >= TELLING_LEARNT or not given:
        others = [int(i) for i in np.flatnonzero(sources.coded[:, column]) if i != row]
        near = np.round(sources.features.vectors[others] @ sources.features.vectors[row], 4)
        ranked = sorted(zip(-near, (sources.features.excerpts[i].excerpt for i in others), strict=True))
        given += [Evidence("learnt", None, None, "", e) for _, e in ranked[:NEAREST]]
    return tuple(given)
