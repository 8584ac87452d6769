"""A per-session stage → one file per session, redone only where its inputs, code or settings changed.

The key of a session's work is written inside the file it made: data and keys travel together.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Protocol

from pipeline import store
from pipeline.contracts import ARTEFACTS
from pipeline.errors import UnreadableTranscript
from pipeline.executor import map_sessions
from pipeline.running.code import sealed
from pipeline.running.flow import Stage, stage
from pipeline.study import Study

REFUSED = "refused.json"


class Part(Protocol):
    """What one session brings to a stage: known by its digest, loaded only when needed."""

    @property
    def digest(self) -> str: ...

    def load(self) -> Any: ...


@dataclass(frozen=True)
class Rows:
    """The rows of an artefact that belong to one session."""

    rows: tuple[Any, ...]

    @property
    def digest(self) -> str:
        return _hash(*map(repr, self.rows))

    def load(self) -> list[Any]:
        return list(self.rows)


@dataclass(frozen=True)
class Refusal:
    """Why a transcript was left aside, in the user's words."""

    message: str


@dataclass(frozen=True)
class Task:
    """Everything one session's work needs, in a form that travels to another process."""

    stage: str
    parts: tuple[Part, ...]
    settings: dict[str, Any]

    @property
    def key(self) -> str:
        return _hash(sealed(self.stage), repr(sorted(self.settings.items())), *(p.digest for p in self.parts))


def _hash(*texts: str) -> str:
    digest = hashlib.sha256()
    for text in texts:
        digest.update(text.encode() + b"\0")
    return digest.hexdigest()


def refresh(study: Study, spec: Stage, inputs: dict[str, Any], settings: dict[str, Any]) -> list[Refusal]:
    """Bring the files of a per-session stage up to date; gives what was refused, with the reason."""
    folder = study / ARTEFACTS[spec.name].path(spec.name)
    folder.mkdir(parents=True, exist_ok=True)
    tasks = {s: Task(spec.name, parts, settings) for s, parts in _by_session(inputs).items()}
    stale = {s: t for s, t in tasks.items() if store.key_of(_file(folder, s)) != t.key}
    results = map_sessions(work, stale, label=spec.name, **study.params("executor"))
    refused = {s: r for s, r in results.items() if isinstance(r, Refusal)}
    for session, rows in results.items():
        if session not in refused:
            store.write(spec.name, rows, _file(folder, session), tasks[session].key)
    _remove_orphans(folder, tasks.keys() - refused.keys())
    store.save_json(folder / REFUSED, {s: r.message for s, r in refused.items()})
    return list(refused.values())


def _file(folder: Path, session: str) -> Path:
    return folder / f"{session}.parquet"


def _remove_orphans(folder: Path, sessions: set[str]) -> None:
    # A withdrawn participant's session must vanish with the transcript.
    for path in folder.glob("*.parquet"):
        if path.stem not in sessions:
            path.unlink()


def _by_session(inputs: dict[str, Any]) -> dict[str, tuple[Part, ...]]:
    sliced = [_slices(value) for value in inputs.values()]
    nothing = Rows(())
    return {session: tuple(s.get(session, nothing) for s in sliced) for session in sliced[0]}


def _slices(value: Any) -> dict[str, Part]:
    if isinstance(value, dict):
        return value
    rows: dict[str, list[Any]] = defaultdict(list)
    for row in value:
        rows[row.session].append(row)
    return {session: Rows(tuple(r)) for session, r in rows.items()}


def work(task: Task) -> Any:
    """Do one session's work, in this process or in another."""
    try:
        loaded = [part.load() for part in task.parts]
        return partial(stage(task.stage).function, **task.settings)(*loaded)
    except UnreadableTranscript as error:
        return Refusal(str(error))
