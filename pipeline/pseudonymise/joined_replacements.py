"""A turn and what is replaced in it → the same, taking along the « de », « que » or « en » that must change with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.anchoring.anchors import Replacement
from pipeline.language.placeholders import joined
from pipeline.pseudonymise.consent.restrictions import SHOWN


def with_joints(text: str, replacements: Iterable[Replacement]) -> Iterator[Replacement]:
    """Widen each replacement to the little word before it, where that word would no more suit; none meets another."""
    done = 0
    for r in sorted(replacements, key=lambda r: (r.start, r.end)):
        yield r if not r.replaced or r.text == SHOWN else _with_joint(text, r, done)
        done = max(done, r.end)


def _with_joint(text: str, r: Replacement, done: int) -> Replacement:
    taken, shown = joined(text[done : r.start] if done <= r.start else "", text[r.start : r.end], r.text)
    return replace(r, start=r.start - taken, text=shown)
