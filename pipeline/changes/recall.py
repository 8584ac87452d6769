"""A study now and at a revision of git → the cause of each line, by computing again with one input as it was.

A cause is an input that, put back as it was before while all else stays as it is now, takes the line away.
When none is enough to take it away, several would each have brought it: the cause is then an input that, changed
alone, brings it.
"""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, partial
from typing import Any

import numpy as np

from pipeline.anchoring import decisions
from pipeline.anchoring.interview_register import Register
from pipeline.anchoring.present_places import Follower
from pipeline.changes import change_words, past_tables
from pipeline.changes.causes import PRECEDENCE, Cause, ordered, same_source, taken_away
from pipeline.changes.changes import Change
from pipeline.changes.past_tables import Tables, cached, shown
from pipeline.changes.run_tables import LAYERS, Layer, Pair, RunSide
from pipeline.codebook.grid import Codebook, codebook
from pipeline.model import former_names, store
from pipeline.model.contracts import AnonymisedTurn, Excerpt, Vectors
from pipeline.model.decision_rows import Arbitration, CodingDecision
from pipeline.model.errors import FiligraneError
from pipeline.model.files import yaml_values
from pipeline.model.study import Study
from pipeline.stages.codings import codings
from pipeline.stages.embeddings import embeddings
from pipeline.stages.excerpts import excerpts
from pipeline.stages.suggestions import suggestions
from pipeline.stages.topic_embeddings import topic_embeddings

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
    side = RunSide(run(of))
    return {"counted": frozenset(side.counted), "suggested": frozenset(side.suggested)}


def mixed(base: Ingredients, other: Ingredients, cause: Cause) -> Ingredients:
    """
    Give what a run was made from, with one input of another run.

    Args:
        base: what a run was made from.
        other: what another run was made from.
        cause: which of its inputs to take; for the text of a turn, only where that cause tells both apart.
    """
    if cause == "decision":
        return replace(base, coding_decisions=other.coding_decisions, arbitrations=other.arbitrations)
    if cause == "codebook":
        return replace(base, codebook=other.codebook, definitions=other.definitions)
    if cause == "model":
        return replace(base, settings=other.settings, embed=other.embed)
    places = sorted(base.turns.keys() | other.turns.keys())
    turns: list[AnonymisedTurn] = []
    for place in places:
        here = base.turns.get(place)
        there = other.turns.get(place)
        told = difference(here, there, place[0] in base.withdrawn | other.withdrawn)
        turn = there if cause == told else here
        turns += [turn] if turn else []
    return replace(base, anonymised=turns)


def difference(one: AnonymisedTurn | None, other: AnonymisedTurn | None, withdrawn: bool) -> Cause | None:  # noqa: FBT001
    """
    Say which input tells two versions of a turn apart: the first that does.

    Args:
        one: the turn in one run, None where it was not there.
        other: the turn in the other.
        withdrawn: whether either run knows of a withdrawal in its session.
    """
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


WRITTEN = ("codebook", "decisions/codings", "decisions/arbitrations", "params.yaml")
SECTIONS = ("excerpts", "suggestions")
FOLDERS = ("embeddings", "topic_embeddings")
Make = Callable[[list[Excerpt]], Vectors]


def recalled(study: Study, revision: str, before: Tables, after: Tables) -> Replay:
    """
    Gather what both runs were made from, and make sure that they give their tables again.

    Args:
        study: where.
        revision: a revision of git that the run before was made at.
        before: the tables of that run.
        after: the tables of the last one.

    Raises:
        FiligraneError: git or the cache lacks something, or a file changed since the run.
    """
    with tempfile.TemporaryDirectory() as folder:
        there = Study(folder)
        _check_out(study, revision, there)
        kept = _kept(study, revision)
        then = _ingredients(there, before, kept, register=decisions.interviews(study))
    gone = frozenset(RunSide(before).sessions - RunSide(after).sessions)
    now = _ingredients(study, after, [store.load(study, name) for name in ("definitions", *FOLDERS)], gone)
    for made, tables, name in ((now, after, change_words.NOW), (then, before, change_words.THEN)):
        again = RunSide(run(made))
        was = RunSide(tables)
        if any(again.pairs(layer).keys() != was.pairs(layer).keys() for layer in LAYERS):
            raise FiligraneError(change_words.NOT_THE_SAME.format(name))
    return Replay(then, now)


def _check_out(study: Study, revision: str, there: Study) -> None:
    command = ["git", "-C", str(study.root), "ls-tree", "-r", "-z", "--name-only", "--end-of-options", revision]
    listed = subprocess.run(command, capture_output=True, check=False).stdout.decode().split("\0")
    for place in (p for p in listed if p.startswith(WRITTEN)):
        path = there / place
        path.parent.mkdir(parents=True, exist_ok=True)
        text = shown(study, revision, place)
        path.write_text(former_names.of_params(text) if place == former_names.PARAMS else text, "utf-8", newline="")


def _kept(study: Study, revision: str) -> list[Vectors]:
    stages = yaml_values(former_names.of_lock(shown(study, revision, past_tables.LOCK)))["stages"]
    outs = {o["path"]: str(o["md5"]) for name in ("definitions", *FOLDERS) for o in stages[name]["outs"]}
    meanings = store.read("definitions", cached(study, outs["build/definitions.parquet"]))
    kept = [meanings]
    for name in FOLDERS:
        digest = outs[f"build/{name}"]
        listed = sorted(store.load_json(cached(study, digest)), key=lambda entry: str(entry["relpath"]))
        parts = [store.read(name, cached(study, e["md5"])) for e in listed if e["relpath"].endswith(".parquet")]
        kept.append(store.merge(name, parts))
    return kept


def _ingredients(
    study: Study, tables: Tables, kept: list[Vectors], gone: frozenset[str] = frozenset(),
    register: Register | None = None,
) -> Ingredients:
    # What was decided then is read where its words stand today, as the tables of then are.
    follower = Follower(register or decisions.interviews(study))
    coded = decisions.in_force(follower.follow(decisions.as_written(study, CodingDecision)))
    ruled = decisions.in_force(follower.follow(decisions.as_written(study, Arbitration)))
    withdrawn = gone if decisions.withdrawals(study) else frozenset[str]()
    meanings, *vectors = kept
    near = looked_up(tables.excerpts, vectors[0], partial(embeddings, **study.params("embeddings")))
    about = looked_up(tables.excerpts, vectors[1], partial(topic_embeddings, **study.params("topic_embeddings")))
    return Ingredients(
        tables.anonymised, codebook(study), meanings, coded, ruled,
        {name: study.params(name) for name in SECTIONS},
        lambda cut: (near(cut), about(cut)), withdrawn,
    )


def looked_up(known: Iterable[Excerpt], vectors: Vectors, make: Make) -> Make:
    """
    Give excerpts their vectors, from those that were made of the same words.

    Args:
        known: excerpts of a run that was made.
        vectors: theirs.
        make: makes vectors of excerpts, called for words that were never met.
    """
    # A vector is made from the words of an excerpt alone: those that were made once need not be made again.
    rows = dict(zip(vectors.excerpts, vectors.matrix, strict=True))
    made = {e.text: rows[e.excerpt] for e in known if e.excerpt in rows}

    def embed(cut: list[Excerpt]) -> Vectors:
        new = [e for e in cut if e.text not in made]
        more = make(new) if new else Vectors((), np.zeros((0, 0), np.float32))
        texts = {e.excerpt: e.text for e in new}
        made.update({texts[i]: row for i, row in zip(more.excerpts, more.matrix, strict=True)})
        return Vectors(tuple(e.excerpt for e in cut), np.array([made[e.text] for e in cut]))

    return embed
