"""A per-session stage → one file per session, redone only where its inputs, code or settings changed.

The key of a session's work is written inside the file it made: data and keys travel together.
What a session brings is read when its turn comes and its file is written before the next one's work is waited for:
a run that is killed keeps every session it had finished, and memory holds a few sessions, however many there are.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from pipeline.model import lazy, store
from pipeline.model.contracts import ARTEFACTS
from pipeline.model.errors import UnreadableTranscript
from pipeline.model.files import UNFINISHED
from pipeline.model.study import Study
from pipeline.run.executor import map_sessions
from pipeline.run.flow import Stage, stage
from pipeline.run.seals import sealed

REFUSED = "refused.json"


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
        return _hash(sealed(self.stage), repr(sorted(self.settings.items())), *(p.digest for p in self.parts))


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
    """Bring the files of a per-session stage up to date; gives what was refused, with the reason."""
    folder = study / ARTEFACTS[spec.name].path(spec.name)
    folder.mkdir(parents=True, exist_ok=True)
    sliced = [_slices(value) for value in inputs.values()]
    nothing = SessionRows(())
    tasks = {
        s: SessionTask(spec.name, tuple(of.get(s, nothing) for of in sliced), settings) for s in sliced[0]
    }
    keys = {session: task.key for session, task in tasks.items()}
    stale = {s: t for s, t in tasks.items() if store.key_of(_file(folder, s)) != keys[s]}
    refused: dict[str, Refusal] = {}
    for session, result in map_sessions(work, stale, label=spec.name, **study.params("executor")):
        if isinstance(result, Refusal):
            refused[session] = result
        else:
            store.write(spec.name, result, _file(folder, session), keys[session])
    sessions = tasks.keys() - refused.keys()
    # A withdrawn participant's session must vanish with the transcript; so must what a killed run was writing.
    for path in folder.iterdir():
        if path.suffix in {".parquet", UNFINISHED} and path.stem not in sessions:
            path.unlink()
    store.save_json(folder / REFUSED, {s: r.message for s, r in refused.items()})
    return [refused[session] for session in sorted(refused)]


def _file(folder: Path, session: str) -> Path:
    return folder / f"{session}.parquet"


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
