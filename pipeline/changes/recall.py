"""A study now, and at a revision of git → what the codings and suggestions of each were made from, to compute again."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable, Iterable
from functools import partial

import numpy as np

from pipeline.anchoring import decisions
from pipeline.anchoring.interview_register import Register
from pipeline.anchoring.present_places import Follower
from pipeline.changes import change_words, past_tables
from pipeline.changes.past_tables import Tables, cached, shown
from pipeline.changes.replay import Ingredients, Replay, run
from pipeline.changes.run_tables import LAYERS, Side
from pipeline.codebook.grid import codebook
from pipeline.model import former_names, store
from pipeline.model.contracts import Excerpt, Vectors
from pipeline.model.decision_rows import Arbitration, CodingDecision
from pipeline.model.errors import FiligraneError
from pipeline.model.files import yaml_values
from pipeline.model.study import Study
from pipeline.stages.embeddings import embeddings
from pipeline.stages.topic_embeddings import topic_embeddings

WRITTEN = ("codebook", "decisions/codings", "decisions/arbitrations", "params.yaml")
SECTIONS = ("excerpts", "suggestions")
FOLDERS = ("embeddings", "topic_embeddings")
Make = Callable[[list[Excerpt]], Vectors]


def recalled(study: Study, revision: str, before: Tables, after: Tables) -> Replay:
    """
    Gather what both runs were made from, and make sure that they give their tables again.

    Raises:
        FiligraneError: git or the cache lacks something, or a file changed since the run.
    """
    with tempfile.TemporaryDirectory() as folder:
        there = Study(folder)
        _check_out(study, revision, there)
        kept = _kept(study, revision)
        then = _ingredients(there, before, kept, register=decisions.interviews(study))
    gone = frozenset(Side(before).sessions - Side(after).sessions)
    now = _ingredients(study, after, [store.load(study, name) for name in ("definitions", *FOLDERS)], gone)
    for made, tables, name in ((now, after, change_words.NOW), (then, before, change_words.THEN)):
        again = Side(run(made))
        was = Side(tables)
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
    return [meanings, *(_folder(study, name, outs[f"build/{name}"]) for name in FOLDERS)]


def _folder(study: Study, name: str, digest: str) -> Vectors:
    listed = sorted(store.load_json(cached(study, digest)), key=lambda entry: str(entry["relpath"]))
    parts = [store.read(name, cached(study, e["md5"])) for e in listed if e["relpath"].endswith(".parquet")]
    merged: Vectors = store.merge(name, parts)
    return merged


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
    """Give excerpts their vectors, from those that were made of the same words."""
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
