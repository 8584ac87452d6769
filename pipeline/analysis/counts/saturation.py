"""Codes met in each session → when new ones stop coming, by the three parameters of Guest, Namey and Chen.

Guest G., Namey E., Chen M. (2020), « A simple method to assess and report thematic saturation in qualitative
research », PLOS ONE 15(5): e0232076.
Runs overlap: each begins one session after the one before.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np

from pipeline.analysis.coefficients import INTERVAL

DECIMALS = 4


@dataclass(frozen=True, slots=True)
class Rule:
    """
    What is called saturation.

    Attributes:
        base: the first sessions, whose codes are the denominator.
        run: how many sessions in a row are looked at for new codes.
        threshold: the share of new codes, against those of the base, at or under which nothing much is new.
    """

    base: int = 4
    run: int = 2
    threshold: float = 0.05


@dataclass(frozen=True, slots=True)
class SaturationStep:
    """A run that follows ``after`` sessions: how many codes are new in it, and their share of the base's codes."""

    after: int
    new: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Course:
    """
    A study read in one order.

    Attributes:
        new: codes that each session is the first to bring.
        base: how many codes the base holds.
        steps: the runs one after the other.
        reached: sessions read before the first run at or under the threshold; nothing when none is.
    """

    new: tuple[int, ...]
    base: int
    steps: tuple[SaturationStep, ...]
    reached: int | None


@dataclass(frozen=True, slots=True)
class RandomOrders:
    """
    A study read in many orders drawn at random.

    Attributes:
        mean, low, high: codes known after each number of sessions: their mean, and the bounds of 95 % of the orders.
        reached: in how many orders saturation is reached after each number of sessions.
        never: in how many orders it is not.
    """

    mean: tuple[float, ...]
    low: tuple[float, ...]
    high: tuple[float, ...]
    reached: dict[int, int]
    never: int


def course(sessions: Sequence[Collection[str]], rule: Rule) -> Course:
    """Read sessions in the order given; each is the codes met in it."""
    known: set[str] = set()
    new = []
    for codes in sessions:
        new.append(len(set(codes) - known))
        known |= set(codes)
    base = sum(new[: rule.base])
    brought = [(after, sum(new[after : after + rule.run])) for after in range(rule.base, len(new) - rule.run + 1)]
    steps = tuple(SaturationStep(after, many, many / base if base else None) for after, many in brought)
    under = (s.after for s in steps if s.share is not None and s.share <= rule.threshold)
    return Course(tuple(new), base, steps, next(under, None))


def band(sessions: Sequence[Collection[str]], rule: Rule, draws: int, seed: int) -> RandomOrders:
    """
    Read sessions in orders drawn at random: what does not hang on who happened to come first.

    Args:
        sessions: the codes met in each.
        rule: what is called saturation.
        draws: how many orders.
        seed: where draws start.
    """
    new = _new(sessions, draws, seed)
    known = new.cumsum(axis=1)
    low, high = np.percentile(known, INTERVAL, axis=0) if known.size else known[:2]
    mean = known.mean(axis=0) if known.size else known[0]
    reached = _reached(known, rule)
    return RandomOrders(_rounded(mean), _rounded(low), _rounded(high), reached, draws - sum(reached.values()))


def _reached(known: np.ndarray, rule: Rule) -> dict[int, int]:
    # Draws × sessions: the same reading as ``course``, of all orders at once.
    last = known.shape[1] - rule.run
    if last < rule.base:
        return {}
    base = known[:, rule.base - 1]
    after = known[:, rule.base - 1 : last]
    new = known[:, rule.base + rule.run - 1 :] - after
    shares = new / np.where(base, base, np.nan)[:, None]
    under = shares <= rule.threshold
    firsts = rule.base + under.argmax(axis=1)[under.any(axis=1)]
    return {int(at): int(many) for at, many in zip(*np.unique(firsts, return_counts=True), strict=True)}


def _new(sessions: Sequence[Collection[str]], draws: int, seed: int) -> np.ndarray:
    # Draws × sessions: how many codes are met for the first time at each place of each order.
    generator = np.random.default_rng(seed)
    places = generator.permuted(np.tile(np.arange(len(sessions)), (draws, 1)), axis=1)
    new = np.zeros((draws, len(sessions)), dtype=np.int64)
    for code in sorted({c for codes in sessions for c in codes}):
        bearing = [n for n, codes in enumerate(sessions) if code in codes]
        new[np.arange(draws), places[:, bearing].min(axis=1)] += 1
    return new


def _rounded(values: np.ndarray) -> tuple[float, ...]:
    return tuple(round(float(v), DECIMALS) for v in values)
