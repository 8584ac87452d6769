"""Passages of coders on one session → their units, code by code, for the agreement on where codes begin and end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np

from pipeline.analysis.agreement.coders import Coder
from pipeline.analysis.agreement.unitizing import Coincidences, Stretch, coded_only, coincidences
from pipeline.coding.continuum import CodedStretch, Continuum, joined

THIS, OTHER = 1, 2


class Cuts(NamedTuple):
    """
    What coders cut in one session, the first axis being codes.

    Attributes:
        words: words of the session.
        passages: passages of all the coders.
        positives: stretches that one of them coded at least.
        code: words under the code or not (``coincidences``).
        among: of the words that two coded, those under the code and those under others (``coded_only``).
        anything: words under any code or none, one layer.
    """

    words: np.ndarray
    passages: np.ndarray
    positives: np.ndarray
    code: Coincidences
    among: Coincidences
    anything: Coincidences


def cuts(coders: Sequence[Coder], session: str, continuum: Continuum, codes: Sequence[str]) -> Cuts:
    """Lay the passages of coders who read a session over each other."""
    said = [{code: list(c.passages.get((session, code), ())) for code in codes} for c in coders]
    coded = [_covered(own, continuum.length) for own in said]
    layers, among = [], []
    for code in codes:
        mine = [_stretches(own[code]) for own in said]
        layers.append(coincidences(mine, continuum.length, 2))
        whole = [units + _rest(units, words) for units, words in zip(mine, coded, strict=True)]
        counts = coded_only(whole, continuum.length, 3)
        among.append(Coincidences(counts.words[1:, 1:], counts.selves[1:]))
    made = [sum(len(own[code]) for own in said) for code in codes]
    merged = [len(joined(p for own in said for p in own[code])) for code in codes]
    anything = coincidences([_stretches(_whatever(own.values())) for own in said], continuum.length, 2)
    words, passages, positives = (np.array(n, dtype=float) for n in (continuum.length, made, merged))
    return Cuts(words, passages, positives, _stacked(layers), _stacked(among), _stacked([anything]))


def pooled_cuts(by_session: Sequence[Cuts], taken: np.ndarray) -> Cuts:
    """Add sessions up as each draw takes them (draws × sessions): one more axis, before the others."""
    def added(parts: Iterable[np.ndarray]) -> np.ndarray:
        return np.tensordot(taken, np.stack(list(parts)), axes=1)

    def laid(parts: Sequence[Coincidences]) -> Coincidences:
        return Coincidences(added(p.words for p in parts), added(p.selves for p in parts))

    return Cuts(
        added(c.words for c in by_session), added(c.passages for c in by_session),
        added(c.positives for c in by_session), laid([c.code for c in by_session]),
        laid([c.among for c in by_session]), laid([c.anything for c in by_session]),
    )


def _stretches(passages: Sequence[CodedStretch]) -> list[Stretch]:
    return [(start, end, THIS) for start, end, _ in passages]


def _whatever(layers: Iterable[list[CodedStretch]]) -> list[CodedStretch]:
    return joined(p._replace(code="") for layer in layers for p in layer)


def _covered(own: dict[str, list[CodedStretch]], length: int) -> np.ndarray:
    covered = np.zeros(length, dtype=bool)
    for passages in own.values():
        for start, end, _ in passages:
            covered[start:end] = True
    return covered


def _rest(units: Sequence[Stretch], covered: np.ndarray) -> list[Stretch]:
    # Words under other codes only: what stands between two edges is one unit.
    other = covered.copy()
    for start, end, _ in units:
        other[start:end] = False
    edges = np.flatnonzero(np.diff(np.concatenate(([False], other, [False])))).tolist()
    return [(start, end, OTHER) for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _stacked(layers: Sequence[Coincidences]) -> Coincidences:
    return Coincidences(np.stack([c.words for c in layers]), np.stack([c.selves for c in layers]))
