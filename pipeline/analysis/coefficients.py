"""Counts, values by session, what coders said → intervals (Wilson, bootstrap) and coefficients of agreement."""

from __future__ import annotations

import math
import warnings
from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from itertools import combinations
from typing import Any, Literal, NamedTuple

import numpy as np

DECIMALS = 4
# From scipy.special: scipy.stats, which has both, takes seconds to load; tests compare with it.
Method = Literal["wilson", "exact"]  # « exact » is Clopper and Pearson's, wider than it needs to be
TAIL = 0.025
INTERVAL = (2.5, 97.5)


def rounded(value: float) -> float | None:
    """
    Round a figure; what has no meaning becomes ``None``.

    >>> rounded(1 / 3), rounded(float("nan"))
    (0.3333, None)
    """
    return None if math.isnan(value) else round(float(value), DECIMALS)


def interval(count: int, total: int, method: Method = "wilson") -> tuple[float, float]:
    """
    Give the bounds of a share; of nobody asked, anything may be true.

    Args:
        count: how many bear it.
        total: out of how many.
        method: ``wilson`` (Wilson 1927) or ``exact`` (Clopper and Pearson 1934); both at 95 %.

    >>> [round(bound, 3) for bound in interval(66, 198)]
    [0.271, 0.402]
    """
    if not total:
        return 0.0, 1.0
    return _wilson(count, total) if method == "wilson" else _exact(count, total)


def _wilson(count: int, total: int) -> tuple[float, float]:
    from scipy.special import ndtri  # noqa: PLC0415 - heavy

    z, share = float(ndtri(1 - TAIL)), count / total
    spread = z * (share * (1 - share) / total + (z / (2 * total)) ** 2) ** 0.5
    low, high = ((share + z * z / (2 * total) + side * spread) / (1 + z * z / total) for side in (-1, 1))
    return (low if count else 0.0), (high if count < total else 1.0)


def _exact(count: int, total: int) -> tuple[float, float]:
    from scipy.special import betaincinv  # noqa: PLC0415 - heavy

    low = float(betaincinv(count, total - count + 1, TAIL)) if count else 0.0
    high = float(betaincinv(count + 1, total - count, 1 - TAIL)) if count < total else 1.0
    return low, high


def draws(sessions: int, count: int, seed: int) -> np.ndarray:
    """
    Draw sessions with replacement: how many times each is taken (count × sessions).

    Args:
        sessions: how many there are.
        count: how many draws.
        seed: two calls with the same give the same draws.
    """
    generator = np.random.default_rng(seed)
    taken = generator.integers(0, max(sessions, 1), size=(count, sessions))
    counts = np.zeros((count, sessions), dtype=np.int64)
    np.add.at(counts, (np.arange(count)[:, None], taken), 1)
    return counts


def resampled(by_session: np.ndarray, taken: np.ndarray) -> np.ndarray:
    """Sum counts (sessions × codes) over each draw (draws × codes)."""
    summed: np.ndarray = np.matmul(taken, by_session)
    return summed


def bootstrap_interval(values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Give the bounds that hold 95 % of the draws, code by code; draws without meaning are left out."""
    if not values.size:  # a grid without codes, a study without sessions
        nothing = np.full(values.shape[1:], np.nan)
        return nothing, nothing
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "All-NaN slice", RuntimeWarning)
        low, high = np.nanpercentile(values, INTERVAL, axis=0)
    return low, high


def put_bounded(entries: Sequence[dict[str, Any]], name: str, values: np.ndarray, drawn: np.ndarray) -> None:
    """
    Write a figure and its bounds in entries: ``name``, ``name_low``, ``name_high``, rounded.

    Args:
        entries: one per code; they are added to.
        name: what the figure is called.
        values: as measured (codes).
        drawn: in each draw of sessions (draws × codes).
    """
    low, high = bootstrap_interval(drawn)
    for entry, value, lower, upper in zip(entries, values, low, high, strict=True):
        entry |= {name: rounded(value), f"{name}_low": rounded(lower), f"{name}_high": rounded(upper)}


class Crossing(NamedTuple):
    """How many excerpts both coders coded, only the first, only the second, neither."""

    both: np.ndarray
    first: np.ndarray
    second: np.ndarray
    neither: np.ndarray

    @property
    def total(self) -> np.ndarray:
        """Give the number of excerpts that both coders read."""
        return np.asarray(self.both + self.first + self.second + self.neither)


def cross(first: np.ndarray, second: np.ndarray) -> Crossing:
    """Tell where both coders said yes, only one, or neither; summed over excerpts, these are the counts."""
    return Crossing(first & second, first & ~second, ~first & second, ~first & ~second)


def agreed(counts: Crossing) -> np.ndarray:
    """Give the share of excerpts on which both coders say the same."""
    return ratio(counts.both + counts.neither, counts.total)


def kappa(counts: Crossing) -> np.ndarray:
    """Give Cohen's κ: agreement beyond what the habits of these two coders would give by chance."""
    one = ratio(counts.both + counts.first, counts.total)
    other = ratio(counts.both + counts.second, counts.total)
    return _beyond(agreed(counts), one * other + (1 - one) * (1 - other))


def ac1(counts: Crossing) -> np.ndarray:
    """Give Gwet's AC1: like κ, but steady when a code is rare."""
    said = ratio(2 * counts.both + counts.first + counts.second, 2 * counts.total)
    return _beyond(agreed(counts), 2 * said * (1 - said))


def alpha(counts: Crossing) -> np.ndarray:
    """Give Krippendorff's nominal α for two coders who both read every excerpt."""
    said = 2 * counts.both + counts.first + counts.second
    answers = 2 * counts.total
    expected = ratio(2 * said * (answers - said), answers * (answers - 1))
    return 1 - ratio(counts.first + counts.second, counts.total) / np.where(expected == 0, np.nan, expected)


def krippendorff(units: Sequence[Sequence[Hashable | None]]) -> float:
    """
    Give the nominal α of any number of coders; a missing answer is ``None``.

    >>> krippendorff([("a", "a"), ("b", "b"), ("a", None)])
    1.0
    """
    answered = [[a for a in unit if a is not None] for unit in units]
    paired = [Counter(unit) for unit in answered if len(unit) > 1]
    values = sum(paired, Counter[Hashable]())
    total = values.total()
    observed = sum(_unlike(unit) / (unit.total() - 1) for unit in paired)
    expected = _unlike(values) / (total - 1) if total > 1 else 0
    return 1 - observed / expected if expected else float("nan")


def _unlike(counts: Counter[Hashable]) -> int:
    # Ordered pairs of answers that differ.
    return counts.total() ** 2 - sum(n * n for n in counts.values())


def _beyond(observed: np.ndarray, chance: np.ndarray) -> np.ndarray:
    return np.asarray((observed - chance) / np.where(chance == 1, np.nan, 1 - chance))


def ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """Divide, element by element; of nothing, no number (NaN)."""
    return np.asarray(part / np.where(np.asarray(whole) == 0, np.nan, whole))


class Tally(NamedTuple):
    """
    Counts, the last axis being codes; ``pairs`` has two axes before: pair of coders, cell of ``Crossing``.

    Attributes:
        units: units that two coders or more read.
        positives: units that one of them coded at least.
        yes: answers « yes ».
        answers: all answers.
        agreeing: sum over units of the share of pairs of answers that are the same.
        shares: sum over units of the share of « yes ».
        unlike: sum over units of the pairs of answers that differ, by answers less one.
        pairs: what the two of each pair of coders said.
    """

    units: np.ndarray
    positives: np.ndarray
    yes: np.ndarray
    answers: np.ndarray
    agreeing: np.ndarray
    shares: np.ndarray
    unlike: np.ndarray
    pairs: np.ndarray


def tally(said: np.ndarray, read: np.ndarray) -> Tally:
    """
    Count the answers of coders.

    Args:
        said: where each coder said yes (coders × units × codes).
        read: which units each coder read (coders × units).
    """
    kept = read.sum(axis=0) > 1
    said, read = said[:, kept] & read[:, kept, None], read[:, kept]
    answers = np.broadcast_to(read.sum(axis=0)[:, None], said.shape[1:])
    yes = said.sum(axis=0)
    no = answers - yes
    agreeing = (yes * (yes - 1) + no * (no - 1)) / (answers * (answers - 1))
    unlike = 2 * yes * no / (answers - 1)
    each = (np.ones(yes.shape), yes > 0, yes, answers, agreeing, yes / answers, unlike)
    crossed = []
    for i, j in combinations(range(len(said)), 2):
        both = (read[i] & read[j])[:, None]
        one, other = said[i], said[j]
        cells = (one & other, one & ~other, ~one & other, ~one & ~other)
        crossed.append([(cell & both).sum(axis=0) for cell in cells])
    return Tally(*[*(cell.sum(axis=0, dtype=float) for cell in each), np.array(crossed, dtype=float)])


def pooled(counts: Tally) -> Tally:
    """Take the decisions on all codes together, as if of one."""
    return Tally(*(part.sum(axis=-1, keepdims=True) for part in counts))


def prevalence(counts: Tally) -> np.ndarray:
    """Give the share of « yes » among the answers."""
    return ratio(counts.yes, counts.answers)


def agreement_of_coders(counts: Tally) -> np.ndarray:
    """Give the share of pairs of answers that are the same."""
    return ratio(counts.agreeing, counts.units)


def kappa_of_coders(counts: Tally) -> np.ndarray:
    """Give Cohen's κ, the mean over pairs of coders where they are more than two."""
    cells = (counts.pairs[..., k, :] for k in range(4))
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Mean of empty slice", RuntimeWarning)
        return np.asarray(np.nanmean(kappa(Crossing(*cells)), axis=-2))


def alpha_of_coders(counts: Tally) -> np.ndarray:
    """Give Krippendorff's nominal α; whoever did not read a unit gave no answer."""
    expected = ratio(2 * counts.yes * (counts.answers - counts.yes), counts.answers - 1)
    return 1 - ratio(counts.unlike, expected)


def ac1_of_coders(counts: Tally) -> np.ndarray:
    """Give Gwet's AC1."""
    said = ratio(counts.shares, counts.units)
    chance = 2 * said * (1 - said)
    return ratio(agreement_of_coders(counts) - chance, 1 - chance)


COEFFICIENTS: dict[str, Callable[[Tally], np.ndarray]] = {
    "prevalence": prevalence, "agreement": agreement_of_coders,
    "kappa": kappa_of_coders, "alpha": alpha_of_coders, "ac1": ac1_of_coders,
}
PAIR_COEFFICIENTS: dict[str, Callable[[Crossing], np.ndarray]] = {
    "agreement": agreed, "kappa": kappa, "ac1": ac1, "alpha": alpha,
}
