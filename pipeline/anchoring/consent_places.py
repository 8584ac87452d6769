"""A consent decision, the keyed checks of a session's turns → the turns it is about now, after any edit.

``ConsentDecision.check`` reads ``BEFORE/OWN+OWN/AFTER``: the checks of the passage's own turns, and of the turn
on either side (empty at an end of the session); ``OWN+OWN`` alone is understood too.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from pipeline.model.decision_rows import ConsentDecision

Checks = Mapping[int, str]  # turn → keyed check of its words
END = -1  # to the end of the turn


@dataclass(frozen=True, slots=True)
class ConsentStretch:
    """Source words ``first_word`` of ``turn`` to ``last_word`` (``END``: all) of ``last_turn``."""

    turn: int
    first_word: int
    last_turn: int
    last_word: int


@dataclass(frozen=True, slots=True)
class ConsentStanding:
    """Where a decision stands; ``exact`` is false when its words were not all known again: a person looks."""

    stretches: tuple[ConsentStretch, ...]
    exact: bool


def kept_checks(checks: Checks, turn: int, last_turn: int) -> str:
    """
    Give what a decision keeps of its turns and their neighbours, to know them again.

    >>> kept_checks({0: "a", 1: "b", 2: "c"}, 1, 2)
    'a/b+c/'
    """
    own = "+".join(checks[n] for n in range(turn, last_turn + 1) if n in checks)
    return f"{checks.get(turn - 1, '')}/{own}/{checks.get(last_turn + 1, '')}"


def standing(decision: ConsentDecision, checks: Checks) -> ConsentStanding:
    """
    Tell where a decision stands in its session.

    A line without check stands where it says.
    Where the passage was edited, its whole turns are held between the nearest turns known again, and the place
    it had is held as well; an end that nothing marks any more runs to the end of the session: what someone
    took back is hidden too widely, until a person looks, and never shown.
    """
    written = ConsentStretch(
        decision.turn, max(0, decision.first_word), max(decision.turn, decision.last_turn), decision.last_word
    )
    sides = decision.check.split("/")
    before, kept, after = sides if len(sides) == len(("before", "own", "after")) else ("", decision.check, "")
    own = [c for c in kept.split("+") if c]
    if not own or not checks:
        return ConsentStanding((written,), exact=True)
    # « Oui. » is said often: of the turns that read the same, those with the same neighbours.
    alike = [n for n in sorted(checks) if [checks.get(n + i) for i in range(len(own))] == own]
    beside = {n: (checks.get(n - 1, "") == before) + (checks.get(n + len(own), "") == after) for n in alike}
    same = [n for n in alike if beside[n] == max(beside.values())]
    if same:
        there = [written.turn] if written.turn in same else same
        length = written.last_turn - written.turn
        moved = (ConsentStretch(n, written.first_word, n + length, written.last_word) for n in there)
        return ConsentStanding(tuple(moved), exact=True)
    whole = ConsentStretch(written.turn, 0, written.last_turn, END)
    return ConsentStanding((_between(checks, [before, *own, after], written), whole), exact=False)


def _between(checks: Checks, kept: Sequence[str], written: ConsentStretch) -> ConsentStretch:
    seen = list(checks.values())
    # Only what is said once marks a place.
    known = {i: next(n for n in checks if checks[n] == c) for i, c in enumerate(kept) if c and seen.count(c) == 1}
    first = min(checks)
    last = max(checks)
    if any(a >= b for a, b in pairwise(known[i] for i in sorted(known))):
        return ConsentStretch(first, 0, last, END)
    end = len(kept) - 1
    start = known[1] if 1 in known else known[0] + 1 if 0 in known else first
    stop = known[end - 1] if end - 1 in known else known[end] - 1 if end in known else last
    # A turn that is still whole keeps its exact end.
    return ConsentStretch(
        start, written.first_word if 1 in known else 0, stop, written.last_word if end - 1 in known else END
    )
