"""The tables of one run → which excerpts carry each code and theme; of two, which excerpts only moved."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable
from functools import cached_property
from typing import Literal

from pipeline.analysis.counts.coded_passages import excerpts_of
from pipeline.analysis.counts.summaries import PROPOSED
from pipeline.anchoring.word_places import parse_excerpt_id
from pipeline.changes.past_tables import Tables
from pipeline.coding.codings_in_place import counted
from pipeline.model.contracts import AnonymisedTurn, Coding, Excerpt, Orphan

Layer = Literal["counted", "suggested"]
LAYERS: tuple[Layer, ...] = ("counted", "suggested")
Pair = tuple[str, str]  # an excerpt, and a code or a theme
Codings = dict[Pair, list[Coding]]


class RunSide:
    """
    One of two runs.

    What a person coded or accepted (``counted``) and what awaits a reading (``suggested``) never mix: an excerpt that
    persons gave a code is not among those where it is suggested.
    """

    def __init__(self, tables: Tables) -> None:
        self.tables = tables

    @cached_property
    def excerpts(self) -> dict[str, Excerpt]:
        """Give each excerpt by its id."""
        return {e.excerpt: e for e in self.tables.excerpts}

    @cached_property
    def turns(self) -> dict[tuple[str, int], AnonymisedTurn]:
        """Give each turn by its place."""
        return {(t.session, t.turn): t for t in self.tables.anonymised}

    @cached_property
    def sessions(self) -> set[str]:
        """Name the sessions there are."""
        return {t.session for t in self.tables.anonymised}

    @cached_property
    def by_turn(self) -> dict[tuple[str, int], list[Excerpt]]:
        """Give the excerpts of each turn."""
        found: dict[tuple[str, int], list[Excerpt]] = {}
        for e in self.tables.excerpts:
            found.setdefault((e.session, e.turn), []).append(e)
        return found

    @cached_property
    def counted(self) -> Codings:
        """Give the codings that persons made or accepted, by excerpt and code."""
        return self._standing(counted(self.tables.codings))

    @cached_property
    def suggested(self) -> Codings:
        """Give the suggestions that await a reading, by excerpt and code."""
        found = self._standing(c for c in self.tables.codings if c.status == PROPOSED)
        return {pair: codings for pair, codings in found.items() if pair not in self.counted}

    @cached_property
    def said(self) -> Codings:
        """Give all that persons said of each excerpt and code, their refusals too."""
        return self._standing(c for c in self.tables.codings if c.author_kind == "person")

    def pairs(self, layer: Layer) -> Codings:
        """Give the excerpts of each code, in one layer."""
        return self.counted if layer == "counted" else self.suggested

    def gathered(self, layer: Layer) -> dict[Pair, set[Pair]]:
        """Give, for each excerpt of each theme, the codes through which it is there."""
        found: dict[Pair, set[Pair]] = {}
        for excerpt, code in self.pairs(layer):
            for theme in self._themes.get(code, ()):
                found.setdefault((excerpt, theme), set()).add((excerpt, code))
        return found

    @cached_property
    def _themes(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for theme in self.tables.themes:
            for code in theme.codes:
                found.setdefault(code, []).append(theme.theme)
        return found

    def gathers(self, theme: str, code: str) -> bool:
        """Tell whether a theme gathers a code."""
        return theme in self._themes.get(code, ())

    @cached_property
    def by_coding(self) -> dict[str, Coding]:
        """Give what persons said, by its id."""
        return {c.coding: c for c in self.tables.codings if c.author_kind == "person"}

    @cached_property
    def orphans(self) -> dict[str, Orphan]:
        """Give the decisions that stand nowhere, by their id."""
        return {o.id: o for o in self.tables.orphans}

    def _standing(self, codings: Iterable[Coding]) -> Codings:
        found: Codings = {}
        for c in codings:
            for e in excerpts_of(c, self.by_turn):
                found.setdefault((e.excerpt, c.code), []).append(c)
        return found


NEVER = 9


def moves(left: Collection[Pair], entered: Collection[Pair], old: RunSide, new: RunSide) -> dict[Pair, Pair]:
    """
    Match what left an excerpt with what entered another under the same code, one to one.

    The same words of an unchanged turn come first, then one coding of a person that stands on both, then words shared
    in the same turn.

    Args:
        left: (excerpt, code) of the run before that are there no more.
        entered: (excerpt, code) that are new.
        old: the run before.
        new: the run of now.
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


def _rank(was: Pair, now: Pair, old: RunSide, new: RunSide) -> int:
    before = parse_excerpt_id(was[0])
    after = parse_excerpt_id(now[0])
    meet = before.first_word <= after.last_word and after.first_word <= before.last_word
    then = old.turns.get(before[:2])
    there = new.turns.get(after[:2])
    if meet and then and there and then.check and then.check == there.check:
        return 0 if before[2:] == after[2:] else 1
    if _ids(old.counted, was) & _ids(new.counted, now):
        return 2
    return 3 if meet and before.turn == after.turn else NEVER


def _ids(codings: Codings, pair: Pair) -> set[str]:
    return {c.coding for c in codings.get(pair, ())}
