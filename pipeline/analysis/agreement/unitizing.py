"""Passages that coders cut freely on the same words → uα, cuα: agreement on where codes begin and end.

Krippendorff, Mathet, Bouvry & Widlöcher 2016, « On the reliability of unitizing textual continua », Quality & Quantity
50; Krippendorff 2019, Content Analysis, 4th ed., section 12.6.
One value is the gap between passages, whose words stand alone; a passage is one unit whatever its length.
A grid lets passages overlap: each code is a layer of its own (this code, or not), and layers are taken together as
Krippendorff 2004 does, by the sums of what disagrees and of what chance would.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from pipeline.analysis.agreement.coefficients import ratio

Stretch = tuple[int, int, int]  # first word, end, value


class Coincidences(NamedTuple):
    """
    How many words two coders have under two values, and what pairs of words of one same unit chance may not draw.

    Attributes:
        words: … × values × values, each ordered pair of coders counted, over coders less one.
        selves: … × values, the squared lengths of units; words of gaps count one each.
    """

    words: np.ndarray
    selves: np.ndarray


def coincidences(coders: Sequence[Sequence[Stretch]], length: int, values: int) -> Coincidences:
    """
    Lay the units of coders over each other; value 0 is the gap, and no units of one coder may overlap.

    Args:
        coders: the units of each coder.
        length: words of the continuum.
        values: how many values, the gap among them.
    """
    said = _values(coders, length)
    selves = np.zeros(values)
    for units, own in zip(coders, said, strict=True):
        np.add.at(selves, [v for *_, v in units], [float(end - start) ** 2 for start, end, _ in units])
        selves[0] += (own == 0).sum()
    return Coincidences(_crossed(said, values, np.ones_like(said, dtype=bool)), selves)


def coded_only(coders: Sequence[Sequence[Stretch]], length: int, values: int) -> Coincidences:
    """Lay units over each other where coders put something, gaps left aside: what cuα is made of."""
    said = _values(coders, length)
    selves = np.zeros(values)
    others = ((said > 0).sum(axis=0) - (said > 0)) / (len(coders) - 1)
    for units, weights in zip(coders, others, strict=True):
        np.add.at(selves, [v for *_, v in units], [weights[start:end].sum() ** 2 for start, end, _ in units])
    return Coincidences(_crossed(said, values, said > 0), selves)


def _values(coders: Sequence[Sequence[Stretch]], length: int) -> np.ndarray:
    said = np.zeros((len(coders), length), dtype=np.int64)
    for row, units in zip(said, coders, strict=True):
        for start, end, value in units:
            row[start:end] = value
    return said


def _crossed(said: np.ndarray, values: int, kept: np.ndarray) -> np.ndarray:
    words = np.zeros((values, values))
    for i in range(len(said)):
        for j in (j for j in range(len(said)) if j != i):
            both = kept[i] & kept[j]
            cells = np.bincount(said[i, both] * values + said[j, both], minlength=values * values)
            words += cells.reshape(values, values)
    return words / (len(said) - 1)


def disagreements(counts: Coincidences) -> tuple[np.ndarray, np.ndarray]:
    """Give how many words are said unlike, and how many chance would make so."""
    by_value = counts.words.sum(axis=-1)
    total = by_value.sum(axis=-1)
    unlike = total - np.trace(counts.words, axis1=-2, axis2=-1)
    drawn = total - ratio(counts.selves.sum(axis=-1), total)
    return np.asarray(unlike), ratio(total**2 - (by_value**2).sum(axis=-1), drawn)


def unitizing_alpha(counts: Coincidences) -> np.ndarray:
    """Give α for units cut freely: one less what disagrees over what chance would."""
    observed, expected = disagreements(counts)
    return 1 - ratio(observed, expected)


def raw_agreement(counts: Coincidences) -> np.ndarray:
    """Give the share of words of which two coders say the same."""
    total = counts.words.sum(axis=(-2, -1))
    return ratio(np.trace(counts.words, axis1=-2, axis2=-1), total)


def share(counts: Coincidences) -> np.ndarray:
    """Give the share of words under another value than the gap, coder by coder."""
    return 1 - ratio(counts.words[..., 0, :].sum(axis=-1), counts.words.sum(axis=(-2, -1)))


def together(counts: Coincidences) -> np.ndarray:
    """Give α over the layers of the last axis, by sums; a layer that nobody used says nothing."""
    observed, expected = disagreements(counts)
    return 1 - ratio(observed.sum(axis=-1, keepdims=True), np.nansum(expected, axis=-1, keepdims=True))
