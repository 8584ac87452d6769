"""Gold spans of people → who is wholly masked: the measure of the Text Anonymization Benchmark (TAB), by person.

The gold says where people are named, not who: within a session, names that share a word are one person
(« Awa Fournel », « Awa », « Mme Fournel »).
"""

from __future__ import annotations

import math
from collections.abc import Iterable

from pipeline.language.name_phrases import phrase

SHORTEST = 2
Z = 1.96  # 95 %, two sides


def people(named: Iterable[tuple[str, bool]]) -> tuple[int, int]:
    """Count, among the people of a session, those whose every mention is masked, and all of them."""
    groups: list[tuple[set[str], bool]] = []
    for said, masked in named:
        words = {w for w in phrase(said) if len(w) >= SHORTEST} or set(phrase(said))
        same = [g for g in groups if g[0] & words]
        groups = [g for g in groups if not g[0] & words]
        groups.append((words.union(*(g[0] for g in same)), masked and all(g[1] for g in same)))
    return sum(masked for _, masked in groups), len(groups)


def lower_bound(part: int, whole: int) -> float:
    """
    Give the lower end of Wilson's 95 % interval of a share, in per cent.

    >>> round(lower_bound(60, 60), 1)
    94.0
    """
    if not whole:
        return 0.0
    share, spread = part / whole, Z * Z / whole
    middle = share + spread / 2
    return 100 * (middle - math.sqrt(spread * (share * (1 - share) + spread / 4))) / (1 + spread)
