"""A reading and decisions → how many disagreements between coders nobody has ruled on."""

from __future__ import annotations

from itertools import combinations

from dashboard.data.decided import Decided
from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading
from dashboard.ui.double_coding import coders, double, left
from pipeline.coding.disagreements import rulings

# Beyond, laying codings over each other takes longer than the first screen may: the page Double codage counts them.
MOST_LINES = 3000


@worked_out(2)
def to_arbitrate(reading: CorpusReading, decided: Decided) -> int:
    """Count the disagreements of every two coders who read the same sessions, those ruled on left out; 0 for many."""
    if len(decided.every) > MOST_LINES:
        return 0
    lines, ruled = decided.in_force, rulings(decided.rulings)
    pairs = combinations(coders(lines), 2)
    return sum(len(left(double(reading, lines, two), ruled, "", settled=False)) for two in pairs)
