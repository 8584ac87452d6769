"""Cues of rolling captions, which show each phrase two or three times → each word once, repeats set aside."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import replace

from pipeline.ingest.session import Aside, Paragraph

LINGERS_MS = 500  # longest time between a line and its repeat
FROZEN_MS = 50  # a cue that only freezes a line lasts a hundredth of a second
FEWEST_ROLLS = 2
SHARE_OF_ROLLS = 0.5
MOST_LINES = 8  # that a screen shows


def unrolled(cued: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Aside]]:
    r"""
    Keep each word once where captions roll; elsewhere what people say twice stays said twice.

    Args:
        cued: one paragraph per cue, in the order of the file, also for a cue without words; lines end with ``\n``.
    """
    repeats = [0, *(_repeated(before, after) for before, after in itertools.pairwise(cued))]
    spoken = [(a, b, n) for (a, b), n in zip(itertools.pairwise(cued), repeats[1:], strict=True) if a.text and b.text]
    rolls = sum(n > 0 and (n < len(b.text.split()) or _frozen(a) or _frozen(b)) for a, b, n in spoken)
    if not (rolls >= FEWEST_ROLLS and rolls >= SHARE_OF_ROLLS * len(spoken)):
        return list(cued), []
    cut = [(p, n) for p, n in zip(cued, repeats, strict=True) if n]
    asides = [Aside(" ".join(p.text.split()[:n]), "repeated", p.place) for p, n in cut]
    return [_after(p, n) for p, n in zip(cued, repeats, strict=True)], asides


def _frozen(cue: Paragraph) -> bool:
    return cue.start_ms is not None and cue.end_ms is not None and cue.end_ms - cue.start_ms <= FROZEN_MS


def _repeated(before: Paragraph, after: Paragraph) -> int:
    """Count the words that a cue repeats: those of the last lines shown, while they are still on the screen."""
    if before.end_ms is not None and after.start_ms is not None and after.start_ms - before.end_ms > LINGERS_MS:
        return 0
    shown = [line.split() for line in before.text.split("\n")[-MOST_LINES:]]
    new = after.text.split()
    tails = (list(itertools.chain.from_iterable(shown[n:])) for n in range(len(shown)))
    return next((len(tail) for tail in tails if new[: len(tail)] == tail), 0)


def _after(cue: Paragraph, words: int) -> Paragraph:
    return replace(cue, text=" ".join(cue.text.split()[words:])) if words else cue
