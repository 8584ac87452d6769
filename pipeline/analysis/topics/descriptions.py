"""Excerpts in their groups → what each grouping holds: words, χ² profile, people, sessions, typical excerpts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from pipeline.analysis.counts.association import chi2
from pipeline.analysis.topics.clustering import Labels
from pipeline.analysis.topics.describing_words import heaviest, nmf_weights
from pipeline.analysis.topics.model import ChosenGroups
from pipeline.analysis.topics.space import Matrix, of_length_one, on_grid
from pipeline.anchoring.publishable import may_pass
from pipeline.model.contracts import Excerpt, Grouping, GroupingMerge, GroupingModel, ProfileWord, SimilarGroupings
from pipeline.pseudonymise.people.speakers import people

DECIMALS, SHOWN, FEWEST = 4, 20, 3
# Reinert's readers keep words whose χ² would come by chance less than once in a hundred.
LEVEL = 0.01
Lists = list[tuple[str, ...]]


def profiles(documents: Sequence[Sequence[str]], known: Sequence[str], labels: Labels) -> list[ProfileWord]:
    """
    List the words of each grouping: those most its own, and those most foreign to it (``SHOWN`` of each).

    Args:
        documents: the words of each excerpt.
        known: the words that may be shown.
        labels: the group of each excerpt, from 0.
    """
    sets = [frozenset(words) for words in documents]
    kept = frozenset(known)
    everywhere = Counter(w for words in sets for w in words)
    sizes = Counter(labels.tolist())
    found: list[ProfileWord] = []
    counts: dict[int, Counter[str]] = {topic: Counter() for topic in sorted(sizes)}
    for words, t in zip(sets, labels.tolist(), strict=True):
        counts[t].update(words)
    for topic, inside in counts.items():
        found += profile(topic, inside, {w: n for w, n in everywhere.items() if w in kept}, sizes[topic], len(sets))
    return found


def profile(
    topic: int, inside: Mapping[str, int], everywhere: Mapping[str, int], part: int, whole: int,
) -> list[ProfileWord]:
    """
    List the words most a group's own, then those most foreign to it (``SHOWN`` of each), by χ².

    Args:
        topic: the number of the group.
        inside: words → excerpts of the group that hold them.
        everywhere: words that may be shown → excerpts that hold them.
        part: how many excerpts the group has.
        whole: how many there are.
    """
    scored = []
    for word, n in sorted(everywhere.items()):
        if n >= FEWEST:
            told, chance = chi2(inside.get(word, 0), n, part, whole)
            # A probability is kept to two figures, whatever its size.
            row = ProfileWord(topic, word, inside.get(word, 0), n, round(told, DECIMALS), float(f"{chance:.2g}"))
            scored.append(row)
    ordered = sorted([row for row in scored if row.p < LEVEL], key=lambda r: (-r.chi2, r.word))
    own = [r for r in ordered if r.chi2 > 0]
    foreign = [r for r in ordered if r.chi2 < 0]
    return [*own[:SHOWN], *foreign[-SHOWN:]]


def characteristic(
    excerpts: Sequence[Excerpt], documents: Sequence[Sequence[str]], labels: Labels, found: Sequence[ProfileWord],
    count: int,
) -> list[tuple[str, ...]]:
    """
    Name the excerpts of each grouping that hold most of its own words (the sum of their χ², each word once).

    Only excerpts that may be shown as typical are named, the shorter first among equals.

    Args:
        excerpts: all that are grouped (n).
        documents: their words (n).
        labels: their groups (n), from 0.
        found: words of groups by χ²; those that a group avoids (χ² below 0) do not count.
        count: the most excerpts of a group.
    """
    weights = {(r.topic, r.word): r.chi2 for r in found if r.chi2 > 0}
    scored: dict[int, list[tuple[float, int, str]]] = {}
    for excerpt, words, topic in zip(excerpts, documents, labels.tolist(), strict=True):
        score = sum(weights.get((topic, w), 0.0) for w in sorted(set(words)))
        listed = scored.setdefault(topic, [])
        if score > 0 and may_pass(excerpt.consent, "typical"):
            listed.append((-round(score, DECIMALS), len(excerpt.text), excerpt.excerpt))
    return [tuple(name for *_, name in sorted(scored[topic])[:count]) for topic in sorted(scored)]


@dataclass(frozen=True)
class GroupingMaterial:
    """All that groupings are told by: excerpts, their unit vectors, their words and those that may be shown."""

    excerpts: list[Excerpt]
    units: Matrix
    documents: list[list[str]]
    known: list[str]


def described(
    given: GroupingMaterial, chosen: ChosenGroups, profiled: list[ProfileWord], weights: NDArray[np.float64],
    words: dict[str, int],
) -> list[Grouping]:
    """
    Tell what each grouping holds; ``weights`` is their class TF-IDF (groups × vocabulary).

    Args:
        given: excerpts, their vectors and their words, row for row.
        chosen: the group of each excerpt, and what was drawn to tell how stable groups are.
        profiled: words by χ² of every group, which choose the excerpts that are characteristic of it.
        weights: class TF-IDF (groups × vocabulary).
        words: settings: how many words are ``shown``, how many excerpts are ``representatives``.
    """
    excerpts, units, documents, known = given.excerpts, given.units, given.documents, given.known
    labels, held, shown = chosen.labels, chosen.held, words["shown"]
    typical = _representatives(excerpts, units, labels, words["representatives"])
    groups: list[list[Excerpt]] = [[] for _ in range(int(labels.max()) + 1)]
    for topic, excerpt in zip(labels.tolist(), excerpts, strict=True):
        groups[topic].append(excerpt)
    heard = [len(people(e.speaker for e in group)) for group in groups]
    # A questionnaire is nobody met: it counts among the excerpts only.
    sessions = [len({e.session for e in group if people([e.speaker])}) for group in groups]
    columns = (
        heaviest(weights, known, shown),
        heaviest(nmf_weights(documents, known, labels), known, shown),
        np.bincount(labels).tolist(), heard, held.draws, typical, sessions,
        held.seeds, held.words, characteristic(excerpts, documents, labels, profiled, words["representatives"]),
    )
    return [Grouping(topic, *values) for topic, values in enumerate(zip(*columns, strict=True))]


def inside(units: Matrix, labels: Labels) -> NDArray[np.float64]:
    """Give the cosine of each excerpt with the centre of its group; one that equals its centre is at 1."""
    centred = of_length_one(centres(units, labels))[labels]
    cosines: NDArray[np.float64] = np.round((units * centred).sum(axis=1), DECIMALS)
    return cosines + 0.0


def centres(units: Matrix, labels: Labels) -> Matrix:
    """Give the mean of the unit vectors of each group (groups × dimensions)."""
    return np.stack([units[labels == topic].mean(axis=0) for topic in range(int(labels.max()) + 1)])


def _representatives(excerpts: Sequence[Excerpt], units: Matrix, labels: Labels, count: int) -> Lists:
    """Name the excerpts nearest to each centre that may be shown as typical: one of each person first."""
    weights = inside(units, labels)
    nearest = sorted(zip(weights, labels, excerpts, strict=True), key=lambda found: (-found[0], found[2].excerpt))
    kept: Lists = []
    for topic in range(int(labels.max()) + 1):
        candidates = [e for _, t, e in nearest if t == topic and may_pass(e.consent, "typical")]
        first = {e.speaker: e for e in reversed(candidates)}
        ordered = sorted(candidates, key=lambda e: first[e.speaker] is not e)
        kept.append(tuple(e.excerpt for e in ordered[:count]))
    return kept


DECIMALS_KEPT = 6


def kept(
    vectors: NDArray[np.float32], labels: Labels, weights: Matrix, known: Sequence[str], number: Sequence[int],
) -> list[GroupingModel]:
    """
    Give what places a passage in a grouping without making groupings anew: a mean vector each, and the words it weighs.

    Args:
        vectors: of the excerpts (n × dimensions).
        labels: the group of each, from 0.
        weights: class TF-IDF (groups × vocabulary).
        known: the vocabulary.
        number: the number that each group bears.
    """
    found = []
    for group, bears in enumerate(number):
        centre = np.round(vectors[labels == group].astype(np.float64).mean(axis=0), DECIMALS_KEPT)
        row = np.round(weights[group], DECIMALS_KEPT)
        order = [int(i) for i in np.argsort(-row, kind="stable") if row[i] > 0]
        words = tuple(known[i] for i in order)
        weighed = tuple(float(row[i]) for i in order)
        found.append(GroupingModel(bears, tuple(map(float, centre)), words, weighed))
    return found


def placed(model: Sequence[GroupingModel], vectors: NDArray[np.float32]) -> list[list[tuple[int, float]]]:
    """
    Tell, for each vector, how near it is to each grouping (cosine with its mean vector), the nearest first.

    Args:
        model: what was kept of the groupings.
        vectors: of the passages to place, by the same encoder.
    """
    centres = of_length_one(np.array([one.centre for one in model]))
    near = np.round(of_length_one(vectors.astype(np.float64)) @ centres.T, DECIMALS_KEPT)
    return [
        [(model[i].topic, float(row[i])) for i in sorted(range(len(model)), key=lambda i: (-row[i], model[i].topic))]
        for row in near
    ]


def alike(rows: Matrix) -> Matrix:
    """Give the cosine of each pair of rows: products of multiples of 2^-16, whose sums have no order."""
    units = on_grid(of_length_one(rows))
    return np.round(units @ units.T, DECIMALS_KEPT)


def similar(weights: Matrix, centres: Matrix, number: Sequence[int]) -> list[SimilarGroupings]:
    """
    Tell how alike two groupings are, by their words and by what they are about.

    Args:
        weights: class TF-IDF (groups × vocabulary).
        centres: means of unit vectors (groups × dimensions).
        number: the number that each group bears.
    """
    words = alike(weights)
    meaning = alike(centres)
    pairs = (sorted((a, b), key=lambda i: number[i]) for a, b in combinations(range(len(number)), 2))
    return [SimilarGroupings(number[a], number[b], float(words[a, b]), float(meaning[a, b])) for a, b in pairs]


def merges(weights: Matrix, number: Sequence[int]) -> Iterator[GroupingMerge]:
    """
    Merge groupings two by two, the most alike by their words first (Ward's method), as BERTopic's hierarchy does.

    Args:
        weights: class TF-IDF (groups × vocabulary).
        number: the number that each group bears.
    """
    if len(number) < 2:
        return
    from scipy.cluster.hierarchy import linkage  # noqa: PLC0415 - half a second to import
    from scipy.spatial.distance import squareform  # noqa: PLC0415

    # Groupings of the very same words are a hair more than alike.
    apart = np.maximum(np.round(1 - alike(weights), DECIMALS_KEPT), 0.0)
    np.fill_diagonal(apart, 0.0)
    inside: list[tuple[int, ...]] = [(n,) for n in number]
    for rank, (one, other, distance, _) in enumerate(linkage(squareform(apart), "ward", optimal_ordering=True)):
        inside.append((*inside[int(one)], *inside[int(other)]))
        yield GroupingMerge(rank, inside[int(one)], inside[int(other)], round(float(distance), DECIMALS_KEPT))
