"""A per-session stage → one file per session, redone only where its inputs, code or settings changed.

The key of a session's work is written inside the file it made: data and keys travel together.
What a session brings is read when its turn comes and its file is written before the next one's work is waited for:
a run that is killed keeps every session it had finished, and memory holds a few sessions, however many there are.
Where each row brings a vector of its own, the key is that of each row: a session in which one passage changed keeps the
vectors of all others (record 0068).
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from pipeline.model import lazy, store
from pipeline.model.contracts import ARTEFACTS, Vectors
from pipeline.model.errors import UnreadableTranscript
from pipeline.model.files import UNFINISHED
from pipeline.model.study import Study
from pipeline.run.executor import map_sessions
from pipeline.run.flow import Stage, sealed, stage

REFUSED = "refused.json"
BETWEEN, ROW_KEY = "\n", 16  # keys of rows: one a line, of so many signs


class SessionInput(Protocol):
    """What one session brings to a stage: known by its digest, loaded only when needed."""

    @property
    def digest(self) -> str: ...

    def load(self) -> Any: ...


@dataclass(frozen=True)
class SessionRows:
    """The rows of an artefact that belong to one session."""

    rows: tuple[Any, ...]

    @property
    def digest(self) -> str:
        return _hash(*map(repr, self.rows))

    def load(self) -> list[Any]:
        return list(self.rows)


@dataclass(frozen=True)
class KeptRows:
    """The rows that one file of an artefact holds, read when they are wanted and not kept."""

    artefact: str
    path: Path

    @property
    def digest(self) -> str:
        return SessionRows(tuple(self.load())).digest

    def load(self) -> list[Any]:
        return list(store.read(self.artefact, self.path))


@dataclass(frozen=True)
class Piece:
    """The rows of one session in a table, made when they are wanted and not kept."""

    rows: lazy.LazySession[Any]

    @property
    def digest(self) -> str:
        return SessionRows(self.rows.afresh()).digest

    def load(self) -> list[Any]:
        return list(self.rows.afresh())

    def __reduce__(self) -> tuple[type[SessionRows], tuple[tuple[Any, ...]]]:
        # To another process go the rows of the session, never the table they are a part of.
        return SessionRows, (self.rows.afresh(),)


@dataclass(frozen=True)
class SomeRows:
    """Some of the rows that a session brings, by their places."""

    whole: SessionInput
    places: tuple[int, ...]

    @property
    def digest(self) -> str:
        return SessionRows(tuple(self.load())).digest

    def load(self) -> list[Any]:
        rows = self.whole.load()
        return [rows[place] for place in self.places]


@dataclass(frozen=True)
class Refusal:
    """Why a transcript was left aside, in the user's words."""

    message: str


@dataclass(frozen=True)
class SessionTask:
    """Everything one session's work needs, in a form that travels to another process."""

    stage: str
    parts: tuple[SessionInput, ...]
    settings: dict[str, Any]

    @property
    def key(self) -> str:
        made_by = (sealed(self.stage), repr(sorted(self.settings.items())))
        if self.row_by_row:
            (brought,) = self.parts
            rows = sorted(brought.load(), key=attrgetter("excerpt"))  # in the order of their vectors
            return BETWEEN.join(_hash(*made_by, repr(row))[:ROW_KEY] for row in rows)
        return _hash(*made_by, *(p.digest for p in self.parts))

    @property
    def row_by_row(self) -> bool:
        """Whether each row brings a vector that depends on it alone."""
        return ARTEFACTS[self.stage].row is Vectors

    def without(self, kept: Vectors) -> SessionTask:
        """Leave out the rows whose vector is kept."""
        (brought,) = self.parts
        known = set(kept.excerpts)
        left = tuple(place for place, row in enumerate(brought.load()) if row.excerpt not in known)
        return replace(self, parts=(SomeRows(brought, left),))


def _hash(*texts: str) -> str:
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode() + b"\0")
    return digest.hexdigest()


def parts(study: Study, name: str) -> dict[str, SessionInput]:
    """Give what an artefact holds of each session, still to be read; a session without a row brings nothing."""
    if ARTEFACTS[name].by_session:
        return {path.stem: KeptRows(name, path) for path in store.files(study, name) if store.count(path)}
    (path,) = store.files(study, name)
    return {session: Piece(rows) for session, rows in store.read_by_session(name, path).parts.items()}


def refresh(study: Study, spec: Stage, inputs: dict[str, Any], settings: dict[str, Any]) -> list[Refusal]:
    """
    Bring the files of a per-session stage up to date; gives what was refused, with the reason.

    Args:
        study: where.
        spec: the stage.
        inputs: artefact → its rows or, session by session, what will be read when its turn comes; the first says which
            sessions there are.
        settings: of the stage; another value redoes every session.
    """
    folder = study / ARTEFACTS[spec.name].path(spec.name)
    folder.mkdir(parents=True, exist_ok=True)
    sliced = [_slices(value) for value in inputs.values()]
    nothing = SessionRows(())
    tasks = {
        s: SessionTask(spec.name, tuple(of.get(s, nothing) for of in sliced), settings) for s in sliced[0]
    }
    keys = {session: task.key for session, task in tasks.items()}
    stale = {s: t for s, t in tasks.items() if store.key_of(_file(folder, s)) != keys[s]}
    for session, task in stale.items():
        if task.row_by_row:
            stale[session] = task.without(_still_true(spec.name, _file(folder, session), keys[session]))
    refused: dict[str, Refusal] = {}
    for session, result in map_sessions(work, stale, label=spec.name, **study.params("executor")):
        if isinstance(result, Refusal):
            refused[session] = result
        else:
            path = _file(folder, session)
            kept_too = stale[session].row_by_row
            made = _completed(_still_true(spec.name, path, keys[session]), result) if kept_too else result
            store.write(spec.name, made, path, keys[session])
    sessions = tasks.keys() - refused.keys()
    # A withdrawn participant's session must vanish with the transcript; so must what a killed run was writing.
    for path in folder.iterdir():
        if path.suffix in {".parquet", UNFINISHED} and path.stem not in sessions:
            path.unlink()
    store.save_json(folder / REFUSED, {s: r.message for s, r in refused.items()})
    return [refused[session] for session in sorted(refused)]


def each_session(study: Study, spec: Stage, settings: dict[str, Any]) -> Iterator[list[Any]]:
    """
    Give what a stage makes of each session, in the order they are ready: wherever the work is done, by two at a time.

    Nothing is kept of it: this is for a stage that costs less than to know whether it must be done again.
    """
    (first,) = spec.inputs
    brought = parts(study, first)
    tasks = {session: SessionTask(spec.name, (piece,), settings) for session, piece in brought.items()}
    return (made for _, made in map_sessions(work, tasks, label=spec.name, **study.params("executor")))


def _file(folder: Path, session: str) -> Path:
    return folder / f"{session}.parquet"


def _still_true(name: str, path: Path, key: str) -> Vectors:
    """Give the vectors of a file whose rows are those of today, by the key of each."""
    written = (store.key_of(path) or "").split(BETWEEN)
    today = set(key.split(BETWEEN))
    held = store.read(name, path) if today.intersection(written) else Vectors((), np.empty((0, 0), np.float32))
    if len(held.excerpts) != len(written):
        return Vectors((), np.empty((0, 0), np.float32))
    true = [row for row, of in enumerate(written) if of in today]
    return Vectors(tuple(held.excerpts[row] for row in true), held.matrix[true])


def _completed(kept: Vectors, made: Vectors) -> Vectors:
    parts = [part for part in (kept, made) if part.excerpts]
    if len(parts) < 2:
        return parts[0] if parts else made
    names = [*kept.excerpts, *made.excerpts]
    order = sorted(range(len(names)), key=names.__getitem__)
    return Vectors(tuple(names[i] for i in order), np.vstack([kept.matrix, made.matrix])[order])


def _slices(value: Any) -> dict[str, SessionInput]:
    if isinstance(value, dict):
        return value
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in value:
        rows[row.session].append(row)
    return {session: SessionRows(tuple(r)) for session, r in rows.items()}


def work(task: SessionTask) -> Any:
    """Do one session's work, in this process or in another."""
    try:
        loaded = [part.load() for part in task.parts]
        return partial(stage(task.stage).function, **task.settings)(*loaded)
    except UnreadableTranscript as error:
        return Refusal(str(error))
