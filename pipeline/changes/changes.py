"""The tables of two runs → which excerpts entered, left or moved, for each code and theme, why, and how many in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Literal

from pipeline.changes import causes
from pipeline.changes.causes import Cause, RunDifferences
from pipeline.changes.past_tables import Tables
from pipeline.changes.run_tables import LAYERS, Layer, Pair, RunSide, moves
from pipeline.pseudonymise.people.speakers import people

Kind = Literal["entered", "left", "moved"]
Told = dict[tuple[Layer, Pair], tuple[Cause, ...]]


@dataclass(frozen=True, slots=True)
class Change:
    """
    An excerpt that a code, or a theme, gained or lost between two runs, or that it holds under another cut.

    Attributes:
        code: the code, or the theme.
        cause: the one to tell first (see ``pipeline.changes.causes``).
        before: the excerpt it stood in; it differs from ``excerpt`` only when it moved.
        layer: whether persons decided (``counted``) or the machine suggests.
        possible: every cause that could be, the one told first; more than one is a doubt only for a suggestion.
    """

    excerpt: str
    code: str
    change: Kind
    cause: Cause
    before: str
    layer: Layer = "counted"
    possible: tuple[Cause, ...] = ()

    @property
    def doubtful(self) -> bool:
        """Tell whether only computing again can say which cause it is."""
        return self.layer == "suggested" and len(self.possible) > 1


def changes(before: Tables, after: Tables) -> list[Change]:
    """
    List what changed in what persons coded, then in what is suggested, in order of excerpt and code.

    Pairs of an excerpt and a code are counted, in each of the two: those before, plus entered, minus left, are those
    after; a pair that moved leaves the count as it is.
    """
    seen = RunDifferences(RunSide(before), RunSide(after))
    found: list[Change] = []
    for layer in LAYERS:
        left = partial(causes.left, layer=layer, seen=seen)
        entered = partial(causes.entered, layer=layer, seen=seen)
        found += _listed(layer, seen, (seen.old.pairs(layer), seen.new.pairs(layer)), (left, entered))
    return found


def theme_changes(before: Tables, after: Tables, of_codes: Iterable[Change] = ()) -> list[Change]:
    """
    List what changed in themes: excerpts are in a theme through its codes, and a grouping adds none.

    A cause is that of the codes through which the excerpt was there, or is; when the theme itself gathers other
    codes than it did, the grid.

    Args:
        before: the tables of the run compared with.
        after: the tables of now.
        of_codes: what changed in codes, when it was told already.
    """
    seen = RunDifferences(RunSide(before), RunSide(after))
    told: Told = {}
    for c in of_codes or changes(before, after):
        told |= {(c.layer, (e, c.code)): c.possible or (c.cause,) for e in (c.before, c.excerpt)}
    return [change for layer in LAYERS for change in _of_themes(layer, seen, told)]


def _of_themes(layer: Layer, seen: RunDifferences, told: Told) -> list[Change]:
    old = seen.old.gathered(layer)
    new = seen.new.gathered(layer)

    def why(pair: Pair, through: Iterable[Pair], other: RunSide) -> tuple[Cause, ...]:
        found = (("codebook",) if not other.gathers(pair[1], p[1]) else told.get((layer, p), ()) for p in through)
        return causes.ordered(cause for one in found for cause in one) or ("codebook",)

    return _listed(
        layer, seen, (old.keys(), new.keys()),
        (lambda pair: why(pair, old[pair], seen.new), lambda pair: why(pair, new[pair], seen.old)),
    )


Why = Callable[[Pair], tuple[Cause, ...]]


def _listed(
    layer: Layer, seen: RunDifferences, sides: tuple[Iterable[Pair], Iterable[Pair]], why: tuple[Why, Why],
) -> list[Change]:
    old, new = (set(side) for side in sides)
    moved = moves(old - new, new - old, seen.old, seen.new)
    found: list[Change] = []
    for was, now in moved.items():
        possible = causes.moved(was[0], now[0], seen)
        found.append(Change(now[0], now[1], "moved", possible[0], was[0], layer, possible))
    found += [_change(layer, "left", pair, why[0](pair)) for pair in old - new - moved.keys()]
    found += [_change(layer, "entered", pair, why[1](pair)) for pair in new - old - set(moved.values())]
    return sorted(found, key=lambda c: (c.excerpt, c.code, c.change))


def _change(layer: Layer, kind: Kind, pair: Pair, possible: tuple[Cause, ...]) -> Change:
    return Change(pair[0], pair[1], kind, possible[0], pair[0], layer, possible)


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
    sides = RunSide(before), RunSide(after)
    return _totals(sides, {layer: (sides[0].pairs(layer), sides[1].pairs(layer)) for layer in LAYERS}, lines)


def theme_totals(before: Tables, after: Tables, lines: Iterable[Change]) -> list[Total]:
    """Account for each theme: an excerpt that is there through two codes counts once."""
    sides = RunSide(before), RunSide(after)
    return _totals(sides, {layer: (sides[0].gathered(layer), sides[1].gathered(layer)) for layer in LAYERS}, lines)


def _totals(
    sides: tuple[RunSide, RunSide],
    pairs: dict[Layer, tuple[Collection[Pair], Collection[Pair]]],
    lines: Iterable[Change],
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


def _people(side: RunSide, excerpts: Iterable[str]) -> int:
    return len(people(side.excerpts[e].speaker for e in excerpts if e in side.excerpts))


def sums(totals: Sequence[Total], layer: Layer) -> tuple[int, int, int]:
    """Add up what entered, left and moved."""
    own = [t for t in totals if t.layer == layer]
    return sum(t.entered for t in own), sum(t.left for t in own), sum(t.moved for t in own)
