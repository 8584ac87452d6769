"""A history of a study → what becomes of its codings at each step: they stand, are listed orphans, or are lost."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator

from benchmarks.histories import STEPS, World, world
from pipeline.anchoring import anchors
from pipeline.anchoring.decisions import in_force
from pipeline.model.contracts import AnonymisedTurn, Coding
from pipeline.stages.codings import codings

GOOD = {"stands", "orphan"}


def histories(chance: random.Random, steps: int) -> Iterator[Counter[str]]:
    """Live one history; after each step count what became of its codings: ``stands``, ``orphan``, or a trouble."""
    w = world(chance)
    for _ in range(steps):
        step = chance.choice(STEPS)
        step(w)
        yield Counter(fates(w))


def fates(w: World) -> Iterator[str]:
    """Tell of each coding that holds whether it stands on its words, is a listed orphan, is lost or has moved."""
    turns, held = w.read(), in_force(w.lines)
    found, orphans = codings(list(turns.values()), [], [], w.book(), held, [])
    rows, listed = {c.coding: c for c in found}, {o.id for o in orphans}
    for name in w.held[-1]:
        if name in rows:
            yield "stands" if _stands(w, turns, rows[name]) else "moved"
        else:
            yield "orphan" if name in listed else "lost"
    yield from ("too many" for _ in set(rows) - w.held[-1])


def _stands(w: World, turns: dict[int, AnonymisedTurn], c: Coding) -> bool:
    first = anchors.source_words(turns[c.turn], c.start, len(turns[c.turn].text))
    last = anchors.source_words(turns[c.last_turn], 0, c.end)
    ends = (c.turn, first[0] if first else -1), (c.last_turn, last[1] if last else -1)
    covered = [k.identity for n, turn in enumerate(w.turns) for i, k in enumerate(turn) if ends[0] <= (n, i) <= ends[1]]
    about, alive = w.about[c.coding], {k.identity for turn in w.turns for k in turn}
    left = [k for k in about if k in alive]
    if [k for k in covered if k in set(about)] == left and covered[:1] + covered[-1:] == left[:1] + left[-1:]:
        return True
    # Of « oui oui » one was taken away, or « oui » became « oui oui »: which of the two it is, nobody can tell.
    return bool({*left} & {*covered}) and _alike(w, covered, about)


def _alike(w: World, covered: list[int], about: list[int]) -> bool:
    # A word respelled reads as either of its spellings.
    pairs = zip(covered, about, strict=False)
    return len(covered) == len(about) and all({*w.heard[one]} & {*w.heard[other]} for one, other in pairs)
