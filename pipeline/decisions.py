"""``decisions/*/PERSON.csv`` ↔ what people decided: append-only, one file per person, never rewritten."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, TypeVar, get_type_hints

from filelock import FileLock

from pipeline.errors import BrokenDecision
from pipeline.study import Study

D = TypeVar("D", bound="Decision")
PROVENANCE = ("author", "file", "line")


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """A line that a person wrote; ``replaces`` names the line it corrects or undoes."""

    id: str
    at: str
    session: str
    turn: int
    replaces: str = ""
    author: str = ""
    file: str = ""
    line: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class CodingDecision(Decision):
    """A code put on a passage, a suggestion accepted or refused, a session marked read…"""

    first_word: int
    last_turn: int
    last_word: int
    quote: str
    code: str
    decision: str
    mode: str
    definition: str
    memo: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IdentifierDecision(Decision):
    """What becomes of words that could name someone; never holds a name in clear."""

    first_word: int
    last_word: int
    type: str
    action: str
    entity: str
    replacement: str
    scope: str
    check: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsentDecision(Decision):
    """What a speaker allows for a passage."""

    first_word: int
    last_turn: int
    last_word: int
    level: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RoleDecision(Decision):
    """The role of a speaker label in a session (``turn`` is -1), or the label it is a misspelling of."""

    label: str
    role: str
    same_as: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Arbitration(Decision):
    """The reading kept when two coders disagree; both originals stay."""

    first_word: int
    last_turn: int
    last_word: int
    quote: str
    code: str
    decision: str
    reason: str


HEADERS: dict[type[Decision], tuple[str, ...]] = {
    CodingDecision: (
        "id", "at", "session", "turn", "first_word", "last_turn", "last_word", "quote", "code", "decision", "mode",
        "definition", "replaces", "memo",
    ),
    IdentifierDecision: (
        "id", "at", "session", "turn", "first_word", "last_word", "type", "action", "entity", "replacement", "scope",
        "check", "replaces",
    ),
    ConsentDecision: (
        "id", "at", "session", "turn", "first_word", "last_turn", "last_word", "level", "reason", "replaces",
    ),
    RoleDecision: ("id", "at", "session", "turn", "label", "role", "same_as", "replaces"),
    Arbitration: (
        "id", "at", "session", "turn", "first_word", "last_turn", "last_word", "quote", "code", "decision", "reason",
        "replaces",
    ),
}
FOLDERS: dict[type[Decision], str] = {
    CodingDecision: "codings", IdentifierDecision: "identifiers", ConsentDecision: "consent", RoleDecision: "roles",
    Arbitration: "arbitrations",
}


def codings(study: Study) -> list[CodingDecision]:
    """Read the coding decisions in force, of everyone."""
    return in_force(read(study, CodingDecision))


def identifiers(study: Study) -> list[IdentifierDecision]:
    """Read the identifier decisions in force, of everyone."""
    return in_force(read(study, IdentifierDecision))


def consent(study: Study) -> list[ConsentDecision]:
    """Read the consent decisions in force, of everyone."""
    return in_force(read(study, ConsentDecision))


def roles(study: Study) -> list[RoleDecision]:
    """Read the role decisions in force, of everyone."""
    return in_force(read(study, RoleDecision))


def arbitrations(study: Study) -> list[Arbitration]:
    """Read the arbitrations in force, of everyone."""
    return in_force(read(study, Arbitration))


def read(study: Study, kind: type[D]) -> list[D]:
    """
    Read every line of every person's file, in order of file and line.

    Raises:
        BrokenDecision: a line that cannot be understood, named by file and number.
    """
    folder = study / f"decisions/{FOLDERS[kind]}"
    return [d for path in sorted(folder.glob("*.csv")) for d in _read_file(path, kind)]


def _read_file(path: Path, kind: type[D]) -> list[D]:
    reader = csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
    header = next(reader, [])
    missing = [c for c in HEADERS[kind] if c not in header]
    if missing:
        raise BrokenDecision(f"{path} : il manque les colonnes {', '.join(missing)}. Rétablissez la première ligne.")
    return [_decision(path, reader.line_num, dict(zip(header, row, strict=False)), kind) for row in reader if row]


def _decision(path: Path, line: int, cells: dict[str, str], kind: type[D]) -> D:
    hints = get_type_hints(kind)
    values: dict[str, Any] = {"author": path.stem, "file": f"{path.parent.name}/{path.name}", "line": line}
    for column in HEADERS[kind]:
        values[column] = _value(path, line, column, cells.get(column), hints[column])
    return kind(**values)


def _value(path: Path, line: int, column: str, cell: str | None, kind: type) -> Any:
    if cell is None:
        raise BrokenDecision(f"{path}, ligne {line} : il manque la colonne « {column} ». Complétez ou retirez la ligne.")
    if kind is int:
        try:
            return int(cell or -1)
        except ValueError as error:
            raise BrokenDecision(f"{path}, ligne {line} : « {cell} » ({column}) n'est pas un nombre.") from error
    return cell


def in_force(decisions: Iterable[D]) -> list[D]:
    """
    Keep what still holds: for one author, the last line about an ``id``, and no line replaced later.

    >>> first = RoleDecision(id="a", at="", session="E01", turn=-1, label="L", role="participant", same_as="")
    >>> undo = RoleDecision(id="b", at="", session="E01", turn=-1, label="L", role="", same_as="", replaces="a")
    >>> [d.id for d in in_force([first, undo])]
    ['b']
    """
    last = {(d.author, d.id): d for d in decisions}
    replaced = {(d.author, d.replaces) for d in last.values() if d.replaces}
    return [d for key, d in last.items() if key not in replaced]


def append(study: Study, author: str, decisions: Sequence[Decision]) -> Path:
    """
    Add lines to a person's file, whole or not at all, on disk before this returns.

    Several writers take turns; the file is replaced at one stroke, so that a crash leaves no half line.
    """
    kind = type(decisions[0])
    path = study / f"decisions/{FOLDERS[kind]}/{author}.csv"
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = study / f".filigrane/lock/{FOLDERS[kind]}-{author}.lock"
    lock.parent.mkdir(parents=True, exist_ok=True)
    with FileLock(lock):
        _replace(path, _present(path, kind) + _lines(decisions, kind))
    return path


def _present(path: Path, kind: type[Decision]) -> bytes:
    present = path.read_bytes() if path.exists() else b""
    if not present:
        return (",".join(HEADERS[kind]) + "\n").encode()
    # A spreadsheet may have saved the file without its last line break.
    return present if present.endswith(b"\n") else present + b"\n"


def _lines(decisions: Sequence[Decision], kind: type[Decision]) -> bytes:
    buffer = io.StringIO(newline="")
    rows = [[getattr(d, c) for c in HEADERS[kind]] for d in decisions]
    csv.writer(buffer, lineterminator="\n").writerows(rows)
    return buffer.getvalue().encode()


def _replace(path: Path, content: bytes) -> None:
    temporary = path.with_name(f".{path.name}.part")
    with temporary.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(temporary, path)


def columns(decision: Decision) -> dict[str, Any]:
    """Give a decision as it is written on disk, without the provenance its file tells."""
    return {f.name: getattr(decision, f.name) for f in fields(decision) if f.name not in PROVENANCE}
