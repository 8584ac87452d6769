"""Two runs and what changed → for each code or theme: how many before, entered, left, moved, and now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from pipeline.changes.changes import Change, Kind
from pipeline.changes.past_tables import Tables
from pipeline.changes.run_tables import LAYERS, Layer, Pair, Side
from pipeline.pseudonymise.people.speakers import people

KINDS: tuple[Kind, ...] = ("entered", "left", "moved")


@dataclass(frozen=True, slots=True)
class Total:
    """
    The account of a code or a theme: before, plus entered, minus left, is after.

    ``people`` counts those who bear it, before and now.
    """

    key: str
    layer: Layer
    before: int
    entered: int
    left: int
    moved: int
    after: int
    people: tuple[int, int]

    @property
    def stirred(self) -> bool:
        """Tell whether anything changed."""
        return bool(self.entered or self.left or self.moved)


def code_totals(before: Tables, after: Tables, lines: Iterable[Change]) -> list[Total]:
    """Account for each code, by itself: those that it gathers are accounted for apart."""
    sides = Side(before), Side(after)
    return _totals(sides, {layer: (sides[0].pairs(layer), sides[1].pairs(layer)) for layer in LAYERS}, lines)


def theme_totals(before: Tables, after: Tables, lines: Iterable[Change]) -> list[Total]:
    """Account for each theme: an excerpt that is there through two codes counts once."""
    sides = Side(before), Side(after)
    return _totals(sides, {layer: (sides[0].gathered(layer), sides[1].gathered(layer)) for layer in LAYERS}, lines)


def _totals(
    sides: tuple[Side, Side], pairs: dict[Layer, tuple[Collection[Pair], Collection[Pair]]], lines: Iterable[Change],
) -> list[Total]:
    counted = Counter((c.layer, c.code, c.change) for c in lines)
    found = []
    for layer, (old, new) in pairs.items():
        then = _excerpts(old)
        now = _excerpts(new)
        for key in sorted({*then, *now, *(k for of, k, _ in counted if of == layer)}):
            borne = _people(sides[0], then.get(key, ())), _people(sides[1], now.get(key, ()))
            entered, left, moved = (counted[layer, key, kind] for kind in KINDS)
            counts = len(then.get(key, ())), len(now.get(key, ()))
            found.append(Total(key, layer, counts[0], entered, left, moved, counts[1], borne))
    return found


def _excerpts(pairs: Iterable[Pair]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for excerpt, key in pairs:
        found.setdefault(key, []).append(excerpt)
    return found


def _people(side: Side, excerpts: Iterable[str]) -> int:
    return len(people(side.excerpts[e].speaker for e in excerpts if e in side.excerpts))


def sums(totals: Sequence[Total], layer: Layer) -> tuple[int, int, int]:
    """Add up what entered, left and moved."""
    own = [t for t in totals if t.layer == layer]
    return sum(t.entered for t in own), sum(t.left for t in own), sum(t.moved for t in own)
