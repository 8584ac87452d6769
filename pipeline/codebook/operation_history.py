"""``codebook/history.csv`` and ``codebook/history/`` ↔ what was done to the grid, by whom, and the files before."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import astuple, dataclass, fields
from pathlib import Path

from pipeline.codebook import operation_words
from pipeline.codebook.grid_state import Grid
from pipeline.model import decision_files
from pipeline.model.errors import BrokenCodebook, FiligraneError
from pipeline.model.files import write_whole
from pipeline.model.study import Study

PLACE, KEPT = "codebook/history.csv", "codebook/history"
UNDO = "undo"


@dataclass(frozen=True, slots=True)
class Done:
    """
    An operation that was made.

    Attributes:
        undoes: the id of the operation that it takes back.
        codebook_before, codebook_after, themes_before, themes_after: the SHA-256 of each file.
    """

    id: str
    at: str
    author: str
    operation: str
    what: str
    codebook_before: str
    codebook_after: str
    themes_before: str
    themes_after: str
    undoes: str = ""


def history(study: Study) -> list[Done]:
    """
    Read what was done, in order.

    Raises:
        BrokenCodebook: a line that lacks columns.
    """
    path = study / PLACE
    lines = list(decision_files.rows(path))[1:] if path.exists() else []
    for number, row in lines:
        if row and len(row) != len(fields(Done)):
            raise BrokenCodebook(operation_words.BROKEN_HISTORY.format(path, number))
    return [Done(*row) for _, row in lines if row]


def last(done: Sequence[Done]) -> Done | None:
    """Give the last operation that still holds: the one to undo."""
    undone = {d.undoes for d in done}
    return next((d for d in reversed(done) if d.operation != UNDO and d.id not in undone), None)


def remember(study: Study, line: Done, before: Grid) -> None:
    """Add a line, and keep the files as they were before it."""
    for content, name in zip((before.codebook, before.themes), before.hashes, strict=True):
        path = snapshot(study, name)
        path.parent.mkdir(exist_ok=True)
        if not path.exists():
            write_whole(path, content)
    path = study / PLACE
    there = path.read_bytes() if path.exists() else decision_files.csv_lines([[f.name for f in fields(Done)]])
    ended = there if there.endswith(b"\n") else there + b"\n"
    write_whole(path, ended + decision_files.csv_lines([astuple(line)]))


def kept(study: Study, name: str) -> bytes:
    """
    Give a file as it was, by its SHA-256.

    Raises:
        FiligraneError: it is no longer kept.
    """
    path = snapshot(study, name)
    if not path.exists():
        raise FiligraneError(operation_words.LOST_SNAPSHOT.format(path))
    return path.read_bytes()


def snapshot(study: Study, name: str) -> Path:
    """Say where a former file is kept."""
    return study / f"{KEPT}/{name}.yaml"
