"""Excerpts in their groups → what each grouping holds: words, χ² profile, people, sessions, typical excerpts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from pipeline.analysis.counts.association import chi2
from pipeline.analysis.topics.clustering import Labels
from pipeline.analysis.topics.describing_words import class_weights, heaviest, nmf_weights
from pipeline.analysis.topics.model import ChosenGroups
from pipeline.analysis.topics.space import Matrix, of_length_one
from pipeline.anchoring.publishable import may_pass
from pipeline.model.contracts import Excerpt, Grouping, ProfileWord
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
        scored = []
        for w, n in ((w, n) for w, n in sorted(everywhere.items()) if w in kept and n >= FEWEST):
            told, chance = chi2(inside[w], n, sizes[topic], len(sets))
            # A probability is kept to two figures, whatever its size.
            scored.append(ProfileWord(topic, w, inside[w], n, round(told, DECIMALS), float(f"{chance:.2g}")))
        ordered = sorted([row for row in scored if row.p < LEVEL], key=lambda r: (-r.chi2, r.word))
        own = [r for r in ordered if r.chi2 > 0]
        foreign = [r for r in ordered if r.chi2 < 0]
        found += [*own[:SHOWN], *foreign[-SHOWN:]]
    return found


def characteristic(
    excerpts: Sequence[Excerpt], documents: Sequence[Sequence[str]], labels: Labels, found: Sequence[ProfileWord],
    count: int,
) -> list[tuple[str, ...]]:
    """
    Name the excerpts of each grouping that hold most of its own words (the sum of their χ², each word once).

    Only excerpts that may be shown as typical are named, the shorter first among equals.
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
    given: GroupingMaterial, chosen: ChosenGroups, profiled: list[ProfileWord], words: dict[str, int],
) -> list[Grouping]:
    """Tell what each grouping holds."""
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
        heaviest(class_weights(documents, known, units, labels), known, shown),
        heaviest(nmf_weights(documents, known, labels), known, shown),
        np.bincount(labels).tolist(), heard, held.draws, typical, sessions,
        held.seeds, held.words, characteristic(excerpts, documents, labels, profiled, words["representatives"]),
    )
    return [Grouping(topic, *values) for topic, values in enumerate(zip(*columns, strict=True))]


def inside(units: Matrix, labels: Labels) -> NDArray[np.float64]:
    """Give the cosine of each excerpt with the centre of its group; one that equals its centre is at 1."""
    centres = np.stack([units[labels == topic].mean(axis=0) for topic in range(int(labels.max()) + 1)])
    cosines: NDArray[np.float64] = np.round((units * of_length_one(centres)[labels]).sum(axis=1), DECIMALS)
    return cosines + 0.0


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
