"""Segments and the forms they hold → the descending hierarchical classification of Reinert (1983), as a tree.

A table of segments × forms (0 or 1) is divided in two where the χ² of the two parts by their forms is highest: segments
are ordered along the first factor of a correspondence analysis, cut at the best place, then exchanged one by one for as
long as the χ² rises; the largest class is divided next. All sums are of whole numbers, so they have no order, and a χ²
is rounded before it is compared: no processor and no library of linear algebra decides.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

Counts = NDArray[np.int64]
Figures = NDArray[np.float64]
# Segments stand at multiples of 2^-30 of the furthest: sums over millions of them are exact.
UNIT = 2**30
# A factor that the next one nearly equals is approached slowly; the exchange of segments ends what it began.
ROUNDS, STILL = 1000, UNIT >> 22
# The weights of forms are whole numbers as large as 60 bits let their sums be.
BITS = 60
DECIMALS = 6


@dataclass
class ReinertNode:
    """
    A class of the tree, divided or not.

    Attributes:
        parent: the place in the tree of the class that it is a part of; -1 for the whole.
        rows: its segments.
        forms: those that may divide it.
        division: 1 for the class divided first, 2 for the next; 0 for one that is not divided.
        chi2: χ² of its two parts by their forms.
        apart: too small to be called a class.
    """

    parent: int
    rows: Counts
    forms: Counts
    division: int = 0
    chi2: float = 0.0
    apart: bool = False


@dataclass(frozen=True)
class ReinertRules:
    """
    How far a corpus is divided.

    Attributes:
        classes: how many classes there may be.
        smallest: segments under which a class is not one: they are set apart.
        least: segments of a class that must hold a form for it to divide that class.
        dependence: contingency coefficient above which a form divides only the part where it is over-represented.
    """

    classes: int
    smallest: int
    least: int
    dependence: float


def segments(sessions: Sequence[str], documents: Sequence[Collection[str]], least: int) -> list[list[int]]:
    """
    Join passages that follow one another in an interview until each segment holds ``least`` different forms.

    A passage of a few words shares too few of them with any other to be classed by itself.

    Args:
        sessions: the interview of each passage (n): a segment never goes over its end.
        documents: the forms of each passage (n).
        least: different forms that close a segment; the last of an interview may hold fewer.

    Returns:
        row numbers of the passages of each segment.

    >>> segments(["E1", "E1", "E1", "E2"], [{"a"}, {"b"}, {"c"}, {"a"}], 2)
    [[0, 1], [2], [3]]
    """
    found: list[list[int]] = []
    held: set[str] = set()
    for i, (session, forms) in enumerate(zip(sessions, documents, strict=True)):
        if not found or sessions[found[-1][0]] != session or len(held) >= least:
            found.append([])
            held = set()
        found[-1].append(i)
        held.update(forms)
    return found


def table(documents: Sequence[Collection[str]], forms: Sequence[str]) -> Any:
    """Tell which segment holds which form, as a sparse table of 0 and 1 (segments × forms)."""
    from scipy.sparse import csr_array  # noqa: PLC0415 - half a second to import

    column = {form: i for i, form in enumerate(forms)}
    places = [(row, column[w]) for row, words in enumerate(documents) for w in sorted(set(words)) if w in column]
    rows, columns = np.array(places, dtype=np.int64).reshape(-1, 2).T
    return csr_array((np.ones(len(rows), dtype=np.int64), (rows, columns)), shape=(len(documents), len(forms)))


def first_factor(present: Any) -> Counts:
    """
    Place segments along the first factor of a correspondence analysis, by reciprocal averaging (Hill 1973).

    A form stands at the mean of its segments, and a segment at the mean of its forms; the mean of all is taken away
    each time, or all would end at one place.

    Args:
        present: segments × forms; none is empty.
    """
    of_segment = present.sum(axis=1)
    of_form = present.sum(axis=0)
    across = present.T.tocsr()
    placed = _spread_out(np.arange(len(of_segment), dtype=np.int64) * 40503 % 65536, of_segment)
    for _ in range(ROUNDS):
        forms = np.rint((across @ placed) / of_form).astype(np.int64)
        moved = _spread_out(np.rint((present @ forms) / of_segment).astype(np.int64), of_segment)
        if np.abs(moved - placed).max() <= STILL:
            break
        placed = moved
    return placed


def _spread_out(placed: Counts, weights: Counts) -> Counts:
    centred = placed - np.rint((placed * weights).sum() / weights.sum())
    spread: Counts = np.rint(centred * (UNIT / max(1.0, float(np.abs(centred).max())))).astype(np.int64)
    return spread


class Division:
    """
    A table of segments × forms in two parts, whose χ² is kept up to date while segments change part.

    The χ² of two parts of r and s ones, over N, is N²/rs (Q − r²/N), where Q sums n²/c over forms: n segments of the
    first part hold the form, of c in all. Q is counted in whole numbers.
    """

    def __init__(self, present: Any) -> None:
        self.present = present
        self.of_segment: Counts = present.sum(axis=1)
        of_form = present.sum(axis=0)
        self.whole = int(self.of_segment.sum())
        self.scale = float(2 ** (BITS - self.whole.bit_length()))
        self.weights: Counts = np.rint(self.scale / of_form).astype(np.int64)
        self.first = np.zeros(present.shape[0], dtype=bool)

    def chi2(self, squares: Any, part: Any) -> Figures:
        """Give the χ², rounded, for sums Q and ones of the first part; 0 when one part is empty."""
        ones = np.asarray(part, dtype=np.float64)
        rest = self.whole - ones
        gap = np.asarray(squares, dtype=np.float64) / self.scale - ones * ones / self.whole
        both = ones * rest
        value = np.divide(self.whole * (self.whole * gap), both, out=np.zeros_like(both), where=both > 0)
        return np.asarray(np.round(value, DECIMALS))

    def cut(self, placed: Counts) -> float:
        """Put in the first part the segments that stand first along a factor, as many as makes the χ² highest."""
        order = np.argsort(placed, kind="stable")
        ordered = self.present[order].tocsc()
        ordered.sort_indices()
        # A form met for the (n + 1)th time adds (n + 1)² − n² = 2n + 1 times its weight.
        rank = np.arange(len(ordered.data)) - np.repeat(ordered.indptr[:-1], np.diff(ordered.indptr))
        ordered.data = (2 * rank + 1) * np.repeat(self.weights, np.diff(ordered.indptr))
        squares = np.cumsum(ordered.sum(axis=1))
        ones = np.cumsum(self.of_segment[order])
        found = self.chi2(squares[:-1], ones[:-1])
        best = int(found.argmax())
        self.first[order[: best + 1]] = True
        return float(found[best])

    def exchange(self, reached: float) -> float:
        """Move to the other part, in order, each segment whose move makes the χ² higher, until there is none."""
        held = self.present[self.first].sum(axis=0)
        squares = int((held * held * self.weights).sum())
        part = int(self.of_segment[self.first].sum())
        moved = True
        while moved:
            moved = False
            # Those that would gain as things stand, then each looked at again as it comes.
            steps = np.where(self.first, -1, 1)
            gains = self.present @ (2 * held * self.weights) * steps + self.present @ self.weights
            for row in np.flatnonzero(self.chi2(squares + gains, part + steps * self.of_segment) > reached):
                step = -1 if self.first[row] else 1
                forms = self.present.indices[self.present.indptr[row] : self.present.indptr[row + 1]]
                after = squares + int(((2 * step * held[forms] + 1) * self.weights[forms]).sum())
                size = part + step * int(self.of_segment[row])
                found = float(self.chi2(after, size))
                if found > reached:
                    squares, part, reached, moved = after, size, found, True
                    held[forms] += step
                    self.first[row] = step > 0
        return reached


def divided(present: Any) -> tuple[NDArray[np.bool_], float]:
    """
    Part segments in two where the χ² is highest: which are of the first part, and the χ².

    Args:
        present: segments × forms (two segments at least); no segment and no form is empty.
    """
    division = Division(present)
    return division.first, division.exchange(division.cut(first_factor(present)))


def kept_forms(first: Counts, second: Counts, rules: ReinertRules) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """
    Tell which forms may divide each of two parts further.

    Args:
        first: how many segments of the first part hold each form.
        second: the same of the second part.
        rules: how often a form must be held, and how bound to one part it must be to leave the other.
    """
    both = first + second
    ones = float(first.sum())
    others = float(second.sum())
    whole = ones + others
    gap = first * others - second * ones
    # Squares of integers this large would not hold in 64 bits: figures, each rounded alike everywhere.
    chi2 = whole * gap * gap / np.maximum(both * (whole - both) * ones * others, 1.0)
    bound = np.round(np.sqrt(chi2 / (chi2 + whole)), DECIMALS) > rules.dependence
    return (first >= rules.least) & ~(bound & (gap < 0)), (second >= rules.least) & ~(bound & (gap > 0))


def tree(present: Any, rules: ReinertRules) -> list[ReinertNode]:
    """
    Divide a corpus, the largest class first, until there are as many classes as asked for or none can be divided.

    Args:
        present: segments × forms, 0 or 1.
        rules: how far it is divided.
    """
    everything = np.flatnonzero(present.sum(axis=1))
    nodes = [ReinertNode(-1, everything, np.flatnonzero(present.sum(axis=0) >= rules.least))]
    waiting, classes, divisions = [0], 1, 0
    while waiting and classes < rules.classes:
        place = min(waiting, key=lambda n: (-len(nodes[n].rows), n))
        waiting.remove(place)
        parts = _parts(present, nodes[place], place, rules)
        if not parts:
            continue
        divisions += 1
        nodes[place].division = divisions
        alive = [part for part in parts if not part.apart]
        classes += len(alive) - 1
        waiting += range(len(nodes), len(nodes) + len(alive))
        nodes += [*alive, *(part for part in parts if part.apart)]
    return nodes


def _parts(present: Any, node: ReinertNode, place: int, rules: ReinertRules) -> list[ReinertNode]:
    inside = present[node.rows][:, node.forms]
    told = inside.sum(axis=1) > 0
    rows, inside = node.rows[told], inside[told]
    # A form must tell some of them from the others, and a class must be large enough to hold two.
    if len(rows) < 2 * rules.smallest or len(rows) < 2 or inside.nnz == inside.shape[0] * inside.shape[1]:
        return []
    used = inside.sum(axis=0) > 0
    first, chi2 = divided(inside[:, used].tocsr())
    one = present[rows[first]].sum(axis=0)
    other = present[rows[~first]].sum(axis=0)
    allowed = np.zeros(present.shape[1], dtype=bool)
    allowed[node.forms] = True
    kept = kept_forms(np.where(allowed, one, 0), np.where(allowed, other, 0), rules)
    sides = (rows[first], kept[0]), (rows[~first], kept[1])
    parts = [ReinertNode(place, segments, np.flatnonzero(forms)) for segments, forms in sides]
    if not told.all():
        parts.append(ReinertNode(place, node.rows[~told], np.empty(0, dtype=np.int64), apart=True))
    for part in parts:
        part.apart = part.apart or len(part.rows) < rules.smallest
    if not chi2 or all(part.apart for part in parts):
        return []
    node.chi2 = chi2
    return parts
