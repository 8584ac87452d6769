"""Yes and no of two or more coders on the same units → counts that add up, and the coefficients they give.

Cohen 1960 (κ of a pair; of more than two coders the mean over pairs: Light 1971); Krippendorff 2011 (nominal α);
Gwet 2008 (AC1).
Counts add up over units, sessions and codes, so that intervals come from drawing sessions.
Where a coefficient has no meaning it is NaN.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from itertools import combinations
from typing import NamedTuple

import numpy as np

from pipeline.analysis.agreement.coefficients import Crossing, ratio
from pipeline.analysis.agreement.coefficients import kappa as kappa_of_pair


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


def raw_agreement(counts: Tally) -> np.ndarray:
    """Give the share of pairs of answers that are the same."""
    return ratio(counts.agreeing, counts.units)


def kappa(counts: Tally) -> np.ndarray:
    """Give Cohen's κ, the mean over pairs of coders where they are more than two."""
    cells = (counts.pairs[..., k, :] for k in range(4))
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", "Mean of empty slice", RuntimeWarning)
        return np.asarray(np.nanmean(kappa_of_pair(Crossing(*cells)), axis=-2))


def alpha(counts: Tally) -> np.ndarray:
    """Give Krippendorff's nominal α; whoever did not read a unit gave no answer."""
    expected = ratio(2 * counts.yes * (counts.answers - counts.yes), counts.answers - 1)
    return 1 - ratio(counts.unlike, expected)


def ac1(counts: Tally) -> np.ndarray:
    """Give Gwet's AC1."""
    said = ratio(counts.shares, counts.units)
    chance = 2 * said * (1 - said)
    return ratio(raw_agreement(counts) - chance, 1 - chance)


COEFFICIENTS: dict[str, Callable[[Tally], np.ndarray]] = {
    "prevalence": prevalence, "agreement": raw_agreement, "kappa": kappa, "alpha": alpha, "ac1": ac1,
}
