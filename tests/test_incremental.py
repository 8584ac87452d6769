"""Work kept by session: only what changed is done again, and nothing shows that it was done in two times."""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from pipeline.model import store
from pipeline.model.contracts import Excerpt, Turn, Vectors
from pipeline.model.errors import UnreadableTranscript
from pipeline.model.study import Study
from pipeline.run import incremental
from pipeline.run.flow import Stage
from pipeline.run.incremental import REFUSED, SessionInput, refresh

SETTINGS = {"longest": 3}
FOLDER = "build/private/turns"


@dataclass(frozen=True)
class Said(SessionInput):
    """What one session brings: a text, or nothing that can be read."""

    session: str
    text: str

    @property
    def digest(self) -> str:
        return self.text

    def load(self) -> Said:
        if self.text == "illisible":
            raise UnreadableTranscript(f"{self.session}.txt : illisible. Enregistrez-le en texte.")
        return self


class Workshop:
    """A per-session stage that remembers which sessions it worked on."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def turns(self, said: Said, *, longest: int) -> list[Turn]:
        self.done.append(said.session)
        return [Turn(said.session, 0, "ENQ", "interviewer", None, None, said.text[:longest], "")]


@pytest.fixture
def workshop(monkeypatch: pytest.MonkeyPatch) -> Workshop:
    """Put a tiny stage in the place of ``turns``."""
    shop = Workshop()
    spec = Stage("turns", shop.turns, ("transcripts",), ("longest",), by_session=True)
    monkeypatch.setattr(incremental, "stage", lambda _name: spec)
    monkeypatch.setattr(incremental, "sealed", lambda _name: "the code")
    return shop


def run(root: Path, texts: dict[str, str], settings: dict[str, Any] | None = None) -> Study:
    """Bring the turns of some sessions up to date."""
    (root / "params.yaml").write_text("executor:\n  engine: inline\n", "utf-8")
    study = Study(root)
    spec = incremental.stage("turns")  # type: ignore[attr-defined]  # the one the fixture puts there
    refresh(study, spec, {"transcripts": said(texts)}, settings or SETTINGS)
    return study


def said(texts: dict[str, str]) -> dict[str, Said]:
    return {session: Said(session, text) for session, text in texts.items()}


def made(root: Path) -> dict[str, bytes]:
    """Give every file made, byte for byte."""
    return {path.name: path.read_bytes() for path in (root / FOLDER).iterdir()}


def test_only_the_session_that_changed_is_done_again(tmp_path: Path, workshop: Workshop) -> None:
    """One transcript changes: one session's work."""
    run(tmp_path, {"E01": "un", "E02": "deux"})
    run(tmp_path, {"E01": "un", "E02": "autre"})

    assert workshop.done == ["E01", "E02", "E02"]


def test_what_a_session_brings_is_known_by_its_rows_wherever_they_are_kept(tmp_path: Path) -> None:
    """A file of its own, a part of a table, or rows at hand: same digest, same rows, in this process or another."""
    turns = {
        s: [Turn(s, n, "ENQ", "interviewer", None, None, f"{s} {n}", "") for n in range(3)] for s in ("E01", "E02")
    }
    study = Study(tmp_path)
    for session, rows in turns.items():
        store.write("turns", rows, tmp_path / FOLDER / f"{session}.parquet", "key")
    store.write("turns", [], tmp_path / FOLDER / "E03.parquet", "key")
    store.write("turns", [row for rows in turns.values() for row in rows], tmp_path / "all.parquet")
    kept = incremental.parts(study, "turns")
    table = store.read_by_session("turns", tmp_path / "all.parquet")
    pieces = {session: incremental.Piece(part) for session, part in table.parts.items()}

    assert kept.keys() == pieces.keys() == turns.keys()
    for session, rows in turns.items():
        (known,) = {part.digest for part in (kept[session], pieces[session], incremental.SessionRows(tuple(rows)))}
        assert known
        assert kept[session].load() == pieces[session].load() == rows
        assert pickle.loads(pickle.dumps(pieces[session])).load() == rows  # noqa: S301 - ours


def test_nothing_is_done_again_when_nothing_changed(tmp_path: Path, workshop: Workshop) -> None:
    """Same transcripts, code and settings: no work."""
    run(tmp_path, {"E01": "un"})
    run(tmp_path, {"E01": "un"})

    assert workshop.done == ["E01"]


@pytest.mark.parametrize("change", ["settings", "code"])
def test_other_settings_or_other_code_redo_everything(
    tmp_path: Path, workshop: Workshop, monkeypatch: pytest.MonkeyPatch, change: str
) -> None:
    """What was computed otherwise is never taken for up to date."""
    run(tmp_path, {"E01": "un"})
    if change == "code":
        monkeypatch.setattr(incremental, "sealed", lambda _name: "other code")
    run(tmp_path, {"E01": "un"}, {"longest": 1} if change == "settings" else None)

    assert workshop.done == ["E01", "E01"]


def test_a_run_killed_on_its_way_keeps_the_sessions_it_finished(
    tmp_path: Path, workshop: Workshop, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed at the sixth of twelve sessions: five files are there, seven sessions are left to do, same bytes."""
    texts = {f"E{n:02}": str(n) for n in range(12)}
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()

    work = incremental.work

    def killed(task: incremental.SessionTask) -> Any:
        if len(workshop.done) == 5:
            raise KeyboardInterrupt
        return work(task)

    with monkeypatch.context() as patch:
        patch.setattr(incremental, "work", killed)
        with pytest.raises(KeyboardInterrupt):
            run(tmp_path / "a", texts)
    assert set(made(tmp_path / "a")) == {f"E{n:02}.parquet" for n in range(5)}

    (tmp_path / "a" / FOLDER / ".E05.parquet.part").write_bytes(b"half a file")
    run(tmp_path / "a", texts)
    assert workshop.done == sorted(texts)
    run(tmp_path / "b", texts)
    assert made(tmp_path / "a") == made(tmp_path / "b")


@pytest.mark.usefixtures("workshop")
def test_an_incremental_run_equals_a_run_from_nothing(tmp_path: Path) -> None:
    """Added, changed, withdrawn sessions: the files are those of a run from nothing, byte for byte."""
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    run(tmp_path / "a", {"E01": "un", "E02": "deux", "E03": "trois"})
    run(tmp_path / "a", {"E01": "un", "E02": "autre", "E04": "illisible"})
    run(tmp_path / "b", {"E01": "un", "E02": "autre", "E04": "illisible"})

    assert made(tmp_path / "a") == made(tmp_path / "b")


@pytest.mark.usefixtures("workshop")
def test_a_withdrawn_session_vanishes(tmp_path: Path) -> None:
    """No file of a session outlives its transcript."""
    run(tmp_path, {"E01": "un", "E02": "deux"})
    run(tmp_path, {"E01": "un"})

    assert set(made(tmp_path)) == {"E01.parquet", REFUSED}


@pytest.mark.usefixtures("workshop")
def test_a_refused_transcript_leaves_the_others_in_place(tmp_path: Path) -> None:
    """One unreadable file is named with its remedy; every other session is there."""
    run(tmp_path, {"E01": "un", "E02": "illisible", "E03": "trois"})

    assert set(made(tmp_path)) == {"E01.parquet", "E03.parquet", REFUSED}
    assert "Enregistrez-le en texte." in made(tmp_path)[REFUSED].decode()


@pytest.mark.usefixtures("workshop")
def test_a_session_that_becomes_unreadable_keeps_no_stale_file(tmp_path: Path) -> None:
    """Yesterday's turns are not passed off as today's."""
    run(tmp_path, {"E01": "un"})
    run(tmp_path, {"E01": "illisible"})

    assert set(made(tmp_path)) == {REFUSED}


class Measuring:
    """A per-session stage that gives each passage a vector of its own, and remembers which it was given."""

    def __init__(self) -> None:
        self.done: list[str] = []

    def embeddings(self, excerpts: list[Excerpt], *, backend: str) -> Vectors:
        self.done += [e.excerpt for e in excerpts]
        ordered = sorted(excerpts, key=lambda e: e.excerpt)
        matrix = np.array([[len(e.text), len(backend)] for e in ordered], np.float32).reshape(-1, 2)
        return Vectors(tuple(e.excerpt for e in ordered), matrix if ordered else np.empty((0, 0), np.float32))


@pytest.fixture
def measuring(monkeypatch: pytest.MonkeyPatch) -> Measuring:
    """Put a stage of vectors in the place of ``embeddings``."""
    shop = Measuring()
    spec = Stage("embeddings", shop.embeddings, ("excerpts",), ("backend",), by_session=True)
    monkeypatch.setattr(incremental, "stage", lambda _name: spec)
    monkeypatch.setattr(incremental, "sealed", lambda _name: "the code")
    return shop


def embed(root: Path, texts: dict[str, str], backend: str = "use") -> dict[str, bytes]:
    """Bring the vectors of the passages of one session up to date; gives the files, byte for byte."""
    root.mkdir(exist_ok=True)
    (root / "params.yaml").write_text("executor:\n  engine: inline\n", "utf-8")
    rows = [Excerpt(name, "E01", 0, 0, len(text), "A", text, "", "free", ()) for name, text in texts.items()]
    spec = incremental.stage("embeddings")  # type: ignore[attr-defined]  # the one the fixture puts there
    refresh(Study(root), spec, {"excerpts": {"E01": incremental.SessionRows(tuple(rows))}}, {"backend": backend})
    return {path.name: path.read_bytes() for path in (root / "build/embeddings").iterdir()}


def test_a_passage_that_changed_leaves_the_vectors_of_the_others(tmp_path: Path, measuring: Measuring) -> None:
    """Changed, added, gone: only what is new is embedded, and the bytes are those of a run from nothing."""
    embed(tmp_path / "a", {"a": "un", "b": "deux", "d": "trois"})
    measuring.done.clear()
    again = embed(tmp_path / "a", {"a": "un", "b": "autre", "c": "nouveau"})

    assert measuring.done == ["b", "c"]
    assert again == embed(tmp_path / "b", {"a": "un", "b": "autre", "c": "nouveau"})


def test_a_passage_that_goes_takes_its_vector_with_it(tmp_path: Path, measuring: Measuring) -> None:
    """Nothing is embedded again, and nothing is left of it."""
    embed(tmp_path / "a", {"a": "un", "b": "deux"})
    measuring.done.clear()
    again = embed(tmp_path / "a", {"a": "un"})

    assert measuring.done == []
    assert again == embed(tmp_path / "b", {"a": "un"})


def test_other_vectors_are_asked_of_every_passage(
    tmp_path: Path, measuring: Measuring, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No vector of another backend or of other code is kept."""
    embed(tmp_path, {"a": "un", "b": "deux"})
    embed(tmp_path, {"a": "un", "b": "deux"}, backend="lexical")
    monkeypatch.setattr(incremental, "sealed", lambda _name: "other code")
    embed(tmp_path, {"a": "un", "b": "deux"}, backend="lexical")

    assert measuring.done == ["a", "b"] * 3
