"""One file of ``decisions/`` → its lines as decisions; where lines were only added, they alone are read."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar, get_type_hints

from pipeline import decision_files as files
from pipeline.decision_rows import HEADERS, OPTIONAL, Decision
from pipeline.errors import BrokenDecision

D = TypeVar("D", bound=Decision)


@dataclass(frozen=True)
class Read(Generic[D]):
    """What a file held the last time it was read."""

    content: bytes = b""
    header: tuple[str, ...] = ()
    decisions: tuple[D, ...] = ()

    def begins(self, content: bytes) -> bool:
        """Tell whether all that was read still stands, whole lines, at the beginning of ``content``."""
        return self.content.endswith(b"\n") and content.startswith(self.content)


@dataclass
class Memory(Generic[D]):
    """A file's last reading; replaced whole, so that two readers at once never see half of one."""

    last: Read[D] = field(default_factory=Read)


# A coder's file may hold twenty thousand lines, and each gesture adds one.
@lru_cache(maxsize=256)
def _memory(path: Path, kind: str) -> Memory[Any]:  # noqa: ARG001 - what is read is the key
    return Memory()


def lines(path: Path, kind: type[D]) -> tuple[D, ...]:
    """
    Read the lines of a file, in their order.

    Raises:
        BrokenDecision: a line that cannot be understood, named by file and number.
    """
    memory, content = _memory(path.absolute(), kind.__name__), path.read_bytes()
    memory.last = _further(path, kind, memory.last, content)
    return memory.last.decisions


def _further(path: Path, kind: type[D], before: Read[D], content: bytes) -> Read[D]:
    if content == before.content and content:
        return before
    if not before.begins(content):
        return _whole(path, kind, content)
    added = files.decoded(path, content[len(before.content):])
    rows = files.rows_of(path, added, _breaks(before.content) + 1)
    new = tuple(_decision(path, line, dict(zip(before.header, row, strict=False)), kind) for line, row in rows if row)
    return Read(content, before.header, before.decisions + new)


def _breaks(content: bytes) -> int:
    # What a reader of CSV counts as lines; a spreadsheet may have put « \r » inside a cell.
    return content.count(b"\n") + content.count(b"\r") - content.count(b"\r\n")


def _whole(path: Path, kind: type[D], content: bytes) -> Read[D]:
    rows = files.rows_of(path, files.decoded(path, content))
    header = tuple(checked(path, next(rows, (1, []))[1], kind))
    found = (_decision(path, line, dict(zip(header, row, strict=False)), kind) for line, row in rows if row)
    return Read(content, header, tuple(found))


def checked(path: Path, header: list[str], kind: type[Decision]) -> list[str]:
    """
    Give back the first line of a file.

    Raises:
        BrokenDecision: a column is not there that this kind of decision needs.
    """
    missing = [c for c in HEADERS[kind] if c not in (*header, *OPTIONAL.get(kind, ()))]
    if missing:
        raise BrokenDecision(f"{path} : il manque les colonnes {', '.join(missing)}. Rétablissez la première ligne.")
    return header


def _decision(path: Path, line: int, cells: dict[str, str], kind: type[D]) -> D:
    cells = dict.fromkeys(OPTIONAL.get(kind, ()), "") | cells
    try:
        values: dict[str, Any] = {column: cells[column] for column in HEADERS[kind]} | _whose(path)
    except KeyError as error:
        trouble = f"il manque la colonne « {error.args[0]} ». Complétez ou retirez la ligne."
        raise BrokenDecision(f"{path}, ligne {line} : {trouble}") from error
    for column in _numbers()[kind]:
        values[column] = _number(path, line, column, cells[column])
    return kind(line=line, **values)


# Worked out once: a coder's file may hold twenty thousand lines.
@lru_cache(maxsize=64)
def _whose(path: Path) -> dict[str, str]:
    return {"author": path.stem, "file": f"{path.parent.name}/{path.name}"}


@cache
def _numbers() -> dict[type[Decision], list[str]]:
    return {kind: [c for c in columns if get_type_hints(kind)[c] is int] for kind, columns in HEADERS.items()}


def _number(path: Path, line: int, column: str, cell: str) -> int:
    try:
        return int(cell or -1)
    except ValueError as error:
        trouble = f"« {cell} » ({column}) n'est pas un nombre. Corrigez-le."
        raise BrokenDecision(f"{path}, ligne {line} : {trouble}") from error
