"""The tables of two runs → which excerpts entered or left each code, and why."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from pipeline.anchors import spans
from pipeline.contracts import AnonymisedTurn, Coding, Excerpt, Restriction
from pipeline.overlap import parse_excerpt_id
from pipeline.past import Tables, load_before, load_now
from pipeline.publishable import NEVER_ANALYSED
from pipeline.summaries import COUNTED, PROPOSED, excerpts_of

__all__ = ["Change", "Tables", "changes", "load_before", "load_now"]
Kind = Literal["entered", "left", "moved"]
Cause = Literal["transcript", "identifiers", "codebook", "decision", "model", "withdrawal"]
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Change:
    """
    An excerpt that a code gained or lost between two runs, or that carries it under another cut.

    ``before`` is the excerpt it stood in; it differs from ``excerpt`` only when the coding moved.
    """

    excerpt: str
    code: str
    change: Kind
    cause: Cause
    before: str


def changes(before: Tables, after: Tables) -> list[Change]:
    """
    List what changed in the codings in force or proposed, in order of excerpt and code.

    Pairs of an excerpt and a code are counted: those before, plus entered, minus left, are those after;
    a pair that moved leaves the count as it is.
    """
    old, new = Side(before), Side(after)
    left, entered = old.pairs.keys() - new.pairs.keys(), new.pairs.keys() - old.pairs.keys()
    moved = _moves(sorted(left), sorted(entered))
    judge = Judge(old, new)
    found = [Change(now[0], now[1], "moved", judge.of_place(was[0], now[0]), was[0]) for was, now in moved.items()]
    found += [Change(e, c, "left", judge.of((e, c)), e) for e, c in left - moved.keys()]
    found += [Change(e, c, "entered", judge.of((e, c)), e) for e, c in entered - set(moved.values())]
    return sorted(found, key=lambda c: (c.excerpt, c.code, c.change))


class Side:
    """One of two runs, by excerpt, turn and code."""

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
    def pairs(self) -> dict[Pair, set[Coding]]:
        """Give the codings in force or proposed of each excerpt and code."""
        by_turn: dict[tuple[str, int], list[Excerpt]] = {}
        for e in self.tables.excerpts:
            by_turn.setdefault((e.session, e.turn), []).append(e)
        found: dict[Pair, set[Coding]] = {}
        for c in self.tables.codings:
            if c.status in COUNTED or c.status == PROPOSED:
                for e in excerpts_of(c, by_turn):
                    found.setdefault((e.excerpt, c.code), set()).add(c)
        return found

    @cached_property
    def decided(self) -> set[tuple[str, str, str]]:
        """Give the decisions of persons: which coding, in which state, of whom."""
        return {(c.coding, c.status, c.author) for c in self.tables.codings if c.author_kind == "person"}

    def people(self, pair: Pair) -> set[tuple[str, str, str]]:
        """Give what persons decided about an excerpt and a code."""
        return {(c.coding, c.status, c.author) for c in self.pairs.get(pair, ()) if c.author_kind == "person"}


def _moves(left: Iterable[Pair], entered: Iterable[Pair]) -> dict[Pair, Pair]:
    """Match what left an excerpt with what entered, under the same code, one that shares its words."""
    free = list(entered)
    moved: dict[Pair, Pair] = {}
    for was in left:
        now = next((n for n in free if n[1] == was[1] and _share_words(n[0], was[0])), None)
        if now is not None:
            free.remove(now)
            moved[was] = now
    return moved


def _share_words(one: str, other: str) -> bool:
    a, b = parse_excerpt_id(one), parse_excerpt_id(other)
    return (a.session, a.turn) == (b.session, b.turn) and a.first_word <= b.last_word and b.first_word <= a.last_word


@dataclass(frozen=True)
class Judge:
    """Says why a pair changed: the nearest cause first, from the person who withdraws to the model."""

    old: Side
    new: Side

    def of(self, pair: Pair) -> Cause:
        """Give the cause for an excerpt and a code."""
        if self._withdrawn(pair[0]):
            return "withdrawal"
        if self.old.people(pair) != self.new.people(pair) and not self._orphaned(pair):
            return "decision"
        text = self._text(pair[0])
        if text:
            return text
        return "codebook" if self._redefined(pair[1]) else self._elsewhere()

    def of_place(self, was: str, now: str) -> Cause:
        """Give the cause of another cut: only the transcript or the model that cuts can be."""
        return self._text(was) or self._text(now) or "model"

    def _withdrawn(self, excerpt: str) -> bool:
        then, now = self.old.excerpts.get(excerpt), self.new.excerpts.get(excerpt)
        if then is None:
            return False
        if now is not None:
            return now.consent in NEVER_ANALYSED and then.consent not in NEVER_ANALYSED
        return then.session not in self.new.sessions or self._restricted((then.session, then.turn))

    def _restricted(self, place: tuple[str, int]) -> bool:
        then, now = self.old.turns.get(place), self.new.turns.get(place)
        if then is None or now is None:
            return False
        return _taken_away(now) > _taken_away(then)

    def _orphaned(self, pair: Pair) -> bool:
        lost = {o.id for o in self.new.tables.orphans}
        return any(coding in lost for coding, _, _ in self.old.people(pair))

    def _text(self, excerpt: str) -> Cause | None:
        place = parse_excerpt_id(excerpt)[:2]
        then, now = self.old.turns.get(place), self.new.turns.get(place)
        if then is None or now is None or not same_source(then, now):
            return "transcript"
        return "identifiers" if then.text != now.text else None

    def _redefined(self, code: str) -> bool:
        then, now = (side.tables.run.get("codes", {}) for side in (self.old, self.new))
        return bool(then.get(code) != now.get(code))

    def _elsewhere(self) -> Cause:
        # The model learns from decisions: a decision about one excerpt may move another.
        same_model = self.old.tables.run.get("versions") == self.new.tables.run.get("versions")
        return "decision" if same_model and self.old.decided != self.new.decided else "model"


def _taken_away(turn: AnonymisedTurn) -> set[Restriction]:
    return {r for r in turn.consent if r.level in NEVER_ANALYSED}


def same_source(then: AnonymisedTurn, now: AnonymisedTurn) -> bool:
    """Tell whether two versions of a turn come from the same words, as far as words shown in both can tell."""
    old, new = _shown(then), _shown(now)
    return len(old) == len(new) and all(a == b for a, b in zip(old, new, strict=True) if None not in (a, b))


def _shown(turn: AnonymisedTurn) -> list[str | None]:
    """Give each source word as the turn shows it, nothing for those that something stands for."""
    hidden = {word for a in turn.anchors for word in range(a.first_word, a.last_word + 1)}
    return [None if word in hidden else turn.text[s:e] for word, (s, e) in enumerate(spans(turn))]
