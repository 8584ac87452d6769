"""Excerpts that left and that entered → those that only moved: the same words, cut or numbered otherwise."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection

from pipeline.anchoring.word_places import ExcerptPlace, parse_excerpt_id
from pipeline.changes.run_tables import Codings, Pair, Side

NEVER = 9


def moves(left: Collection[Pair], entered: Collection[Pair], old: Side, new: Side) -> dict[Pair, Pair]:
    """
    Match what left an excerpt with what entered another under the same code, one to one.

    The same words of an unchanged turn come first, then one coding of a person that stands on both, then words shared
    in the same turn.
    """
    near: dict[tuple[str, str], list[Pair]] = defaultdict(list)
    for pair in sorted(entered):
        near[pair[1], parse_excerpt_id(pair[0]).session].append(pair)
    ranked = sorted(
        (rank, was, now) for was in left for now in near[was[1], parse_excerpt_id(was[0]).session]
        if (rank := _rank(was, now, old, new)) < NEVER
    )
    moved: dict[Pair, Pair] = {}
    taken: set[Pair] = set()
    for _, was, now in ranked:
        if was not in moved and now not in taken:
            moved[was] = now
            taken.add(now)
    return moved


def _rank(was: Pair, now: Pair, old: Side, new: Side) -> int:
    before = parse_excerpt_id(was[0])
    after = parse_excerpt_id(now[0])
    meet = before.first_word <= after.last_word and after.first_word <= before.last_word
    if meet and _same_turn(before, after, old, new):
        return 0 if before[2:] == after[2:] else 1
    if _ids(old.counted, was) & _ids(new.counted, now):
        return 2
    return 3 if meet and before.turn == after.turn else NEVER


def _ids(codings: Codings, pair: Pair) -> set[str]:
    return {c.coding for c in codings.get(pair, ())}


def _same_turn(before: ExcerptPlace, after: ExcerptPlace, old: Side, new: Side) -> bool:
    then = old.turns.get(before[:2])
    now = new.turns.get(after[:2])
    return then is not None and now is not None and bool(then.check) and then.check == now.check
