"""What two runs were made from → the cause of each line, by computing again with one input as it was.

A cause is an input that, put back as it was before while all else stays as it is now, takes the line away.
When none is enough to take it away, several would each have brought it: the cause is then an input that, changed
alone, brings it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from pipeline.changes.causes import PRECEDENCE, ordered
from pipeline.changes.changes import Change
from pipeline.changes.evidence import Cause, same_source, taken_away
from pipeline.changes.past_tables import Tables
from pipeline.changes.run_tables import Layer, Pair, Side
from pipeline.codebook.grid import Codebook
from pipeline.model.contracts import AnonymisedTurn, Excerpt, Vectors
from pipeline.model.decision_rows import Arbitration, CodingDecision
from pipeline.stages.codings import codings
from pipeline.stages.excerpts import excerpts
from pipeline.stages.suggestions import suggestions

Embed = Callable[[list[Excerpt]], tuple[Vectors, Vectors]]  # ``embeddings`` and ``topic_embeddings``
Settings = Mapping[str, Mapping[str, Any]]  # by section of params.yaml
Outcome = Mapping[Layer, frozenset[Pair]]


@dataclass(frozen=True)
class Ingredients:
    """
    What codings and suggestions of a run are made from.

    Attributes:
        withdrawn: sessions that are not there because they were withdrawn.
        embed: gives excerpts their vectors.
    """

    anonymised: Sequence[AnonymisedTurn]
    codebook: Codebook
    definitions: Vectors
    coding_decisions: Sequence[CodingDecision]
    arbitrations: Sequence[Arbitration]
    settings: Settings
    embed: Embed
    withdrawn: frozenset[str] = frozenset()

    @cached_property
    def turns(self) -> dict[tuple[str, int], AnonymisedTurn]:
        """Give each turn by its place."""
        return {(t.session, t.turn): t for t in self.anonymised}


def run(of: Ingredients) -> Tables:
    """Make the excerpts, the suggestions and the codings again, by the very stages."""
    turns = list(of.anonymised)
    cut = excerpts(turns, **of.settings["excerpts"])
    made, _ = suggestions(
        turns, cut, *of.embed(cut), of.definitions, of.codebook, of.coding_decisions, **of.settings["suggestions"],
    )
    stand, orphans = codings(turns, cut, made, of.codebook, of.coding_decisions, of.arbitrations)
    return Tables(turns, cut, stand, orphans)


def outcome(of: Ingredients) -> Outcome:
    """Give the excerpts of each code, persons and machine apart."""
    side = Side(run(of))
    return {"counted": frozenset(side.counted), "suggested": frozenset(side.suggested)}


def mixed(base: Ingredients, other: Ingredients, cause: Cause) -> Ingredients:
    """Give what a run was made from, with one input of another run."""
    if cause == "decision":
        return replace(base, coding_decisions=other.coding_decisions, arbitrations=other.arbitrations)
    if cause == "codebook":
        return replace(base, codebook=other.codebook, definitions=other.definitions)
    if cause == "model":
        return replace(base, settings=other.settings, embed=other.embed)
    places = sorted(base.turns.keys() | other.turns.keys())
    turns = (_turn(base, other, place, cause) for place in places)
    return replace(base, anonymised=[t for t in turns if t])


def _turn(base: Ingredients, other: Ingredients, place: tuple[str, int], cause: Cause) -> AnonymisedTurn | None:
    here = base.turns.get(place)
    there = other.turns.get(place)
    return there if cause == difference(here, there, place[0] in base.withdrawn | other.withdrawn) else here


def difference(one: AnonymisedTurn | None, other: AnonymisedTurn | None, withdrawn: bool) -> Cause | None:  # noqa: FBT001
    """Say which input tells two versions of a turn apart: the first that does."""
    if one is None or other is None:
        return "withdrawal" if withdrawn else "transcript"
    if taken_away(one) != taken_away(other):
        return "withdrawal"
    if not same_source(one, other):
        return "transcript"
    return "identifiers" if one != other else None


class Replay:
    """Two runs that can be made again with one input changed; each is made once at most."""

    def __init__(self, before: Ingredients, after: Ingredients) -> None:
        self.before, self.after = before, after
        self._made: dict[tuple[Cause, bool], Outcome] = {}

    def causes(self, change: Change, among: Iterable[Cause] = PRECEDENCE) -> tuple[Cause, ...]:
        """Give the causes of a line, the one to tell first at the head; nothing when computing again tells none."""
        tried = ordered(among)
        needed = [c for c in tried if not self._stands(change, self._of(c, undone=True))]
        return tuple(needed or [c for c in tried if self._stands(change, self._of(c, undone=False))])

    def settled(self, change: Change) -> Change:
        """Give a doubtful line its cause."""
        found = self.causes(change, change.possible) if change.doubtful else ()
        return replace(change, cause=found[0], possible=found[:1]) if found else change

    def _of(self, cause: Cause, *, undone: bool) -> Outcome:
        if (cause, undone) not in self._made:
            base, other = (self.after, self.before) if undone else (self.before, self.after)
            self._made[cause, undone] = outcome(mixed(base, other, cause))
        return self._made[cause, undone]

    @staticmethod
    def _stands(change: Change, made: Outcome) -> bool:
        """Tell whether a run shows what a line says of now."""
        there = (change.excerpt, change.code) in made[change.layer]
        return not there if change.change == "left" else there
