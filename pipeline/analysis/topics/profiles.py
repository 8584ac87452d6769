"""Words of excerpts and their groupings → the χ² profile of each grouping, and the excerpts that bear it most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from pipeline.analysis.counts.association import chi2
from pipeline.analysis.topics.clustering import Labels
from pipeline.anchoring.publishable import may_pass
from pipeline.model.contracts import Excerpt, ProfileWord

DECIMALS, SHOWN, FEWEST = 4, 20, 3
# Reinert's readers keep words whose χ² would come by chance less than once in a hundred.
LEVEL = 0.01


def profiles(documents: Sequence[Sequence[str]], known: Sequence[str], labels: Labels) -> list[ProfileWord]:
    """List the words of each grouping: those most its own, and those most foreign to it (``SHOWN`` of each)."""
    sets = [frozenset(words) for words in documents]
    kept = frozenset(known)
    everywhere = Counter(w for words in sets for w in words)
    sizes = Counter(labels.tolist())
    found: list[ProfileWord] = []
    counts: dict[int, Counter[str]] = {topic: Counter() for topic in sorted(sizes)}
    for words, t in zip(sets, labels.tolist(), strict=True):
        counts[t].update(words)
    for topic, inside in counts.items():
        scored = [
            ProfileWord(topic, w, inside[w], n, *_rounded(chi2(inside[w], n, sizes[topic], len(sets))))
            for w, n in sorted(everywhere.items()) if w in kept and n >= FEWEST
        ]
        ordered = sorted([row for row in scored if row.p < LEVEL], key=lambda r: (-r.chi2, r.word))
        own = [r for r in ordered if r.chi2 > 0]
        foreign = [r for r in ordered if r.chi2 < 0]
        found += [*own[:SHOWN], *foreign[-SHOWN:]]
    return found


def _rounded(told: tuple[float, float]) -> tuple[float, float]:
    # A probability is kept to two figures, whatever its size.
    return round(told[0], DECIMALS), float(f"{told[1]:.2g}")


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
