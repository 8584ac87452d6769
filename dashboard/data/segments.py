"""A text and the layers on it, which may overlap → pieces that no layer begins or ends inside."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

Kind = Literal["person", "machine", "consent", "target", "found"]


@dataclass(frozen=True, slots=True)
class Layer:
    """Characters ``start:end`` of a text, what they bear, and the words that say so."""

    start: int
    end: int
    kind: Kind
    name: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class TextSegment:
    """A piece of text, the layers it lies in, and those that end with it."""

    text: str
    layers: tuple[Layer, ...]
    ending: tuple[Layer, ...]


def segments(text: str, layers: Iterable[Layer]) -> list[TextSegment]:
    """
    Cut a text wherever a layer begins or ends.

    >>> [s.text for s in segments("abcdef", [Layer(0, 4, "person"), Layer(2, 6, "machine")])]
    ['ab', 'cd', 'ef']
    """
    kept = sorted({x for x in (_within(text, x) for x in layers) if x.start < x.end}, key=_order)
    edges = sorted({0, len(text), *(x.start for x in kept), *(x.end for x in kept)})
    return [_segment(text, start, end, kept) for start, end in pairwise(edges)]


def _within(text: str, layer: Layer) -> Layer:
    start = max(layer.start, 0)
    end = min(layer.end, len(text))
    return Layer(start, end, layer.kind, layer.name, layer.label)


def _order(layer: Layer) -> tuple[int, int, str, str]:
    return layer.start, -layer.end, layer.kind, layer.name


def _segment(text: str, start: int, end: int, layers: list[Layer]) -> TextSegment:
    inside = tuple(x for x in layers if x.start <= start and x.end >= end)
    return TextSegment(text[start:end], inside, tuple(x for x in inside if x.end == end))
