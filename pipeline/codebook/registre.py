"""A text and a code's registre → the places where its markers fire, in code points of that text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from pipeline.codebook.grid import Code, Codebook, Marker
from pipeline.codebook.marker_patterns import FoldedText, hear


class MarkerMatch(NamedTuple):
    """Characters ``start:end`` of a text, and the marker that fired there as the codebook writes it."""

    start: int
    end: int
    marker: str


@dataclass(frozen=True, slots=True)
class MarkerContext:
    """
    What stands just before and after a text; each counts as its neighbouring sentence.

    ``anchored`` says that anchors need not be looked for: faint markers count everywhere.
    """

    before: str = ""
    after: str = ""
    anchored: bool = False


ALONE = MarkerContext()


def matches(text: str, code: Code, codebook: Codebook, context: MarkerContext = ALONE) -> list[MarkerMatch]:
    """
    Give the places of a text where the registre of a code fires, in order, longest first.

    An anchored marker counts only when one of the codebook's anchors stands in its sentence or in a
    neighbouring one; a marker that meets an exclusion of the code never counts.
    """
    heard = hear(text)
    sought = codebook.vocabulary
    found = [(span, m) for m in code.markers for span in sought[m.pattern].places(heard)]
    if not found:
        return []
    excluded = [span for p in code.exclusions for span in sought[p].places(heard)]
    kept = [(span, m) for span, m in found if not any(_meet(span, e) for e in excluded)]
    if not context.anchored and any(m.anchored for _, m in kept):
        # Numbers of the sentences where an anchor stands, and of their neighbours.
        stand = {heard.sentence(start) for start, _ in _anchors(heard, codebook)}
        stand |= {-1} if _holds_anchor(context.before, codebook) else set()
        stand |= {heard.sentence(len(heard.line.rstrip(" ."))) + 1} if _holds_anchor(context.after, codebook) else set()
        near = {n + step for n in stand for step in (-1, 0, 1)}
        kept = [(span, m) for span, m in kept if not m.anchored or heard.sentence(span[0]) in near]
    return _longest(heard, kept)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _holds_anchor(text: str, codebook: Codebook) -> bool:
    return bool(_anchors(hear(text), codebook))


def _anchors(heard: FoldedText, codebook: Codebook) -> list[tuple[int, int]]:
    return codebook.vocabulary["|".join(codebook.anchors)].places(heard) if codebook.anchors else []


def _longest(heard: FoldedText, found: list[tuple[tuple[int, int], Marker]]) -> list[MarkerMatch]:
    # Where two markers meet, the longer one is the better reason.
    kept: list[tuple[tuple[int, int], Marker]] = []
    for span, marker in sorted(found, key=lambda f: (f[0][0] - f[0][1], f[0][0], f[1].pattern)):
        if not any(_meet(span, other) for other, _ in kept):
            kept.append((span, marker))
    return sorted(MarkerMatch(*heard.original(*span), marker.pattern) for span, marker in kept)
