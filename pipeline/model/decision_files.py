"""One file of ``decisions/`` ↔ its rows, its decisions: changed whole or not at all, writers taking turns."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any, Generic, TypeVar, get_args, get_type_hints

from filelock import FileLock

from pipeline.model.decision_rows import HEADERS, OPTIONAL, Decision
from pipeline.model.errors import BrokenDecision
from pipeline.model.files import normalised, write_whole
from pipeline.model.study import Study

LONGEST_CELL = 10_000_000  # characters: the fingerprint of an interview of a hundred hours
# The limit is one for a whole process: every module that reads a table of the study needs the longest.
csv.field_size_limit(LONGEST_CELL)


def rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """
    Read the rows of a file with the line each begins on, the header first.

    Raises:
        BrokenDecision: a line that cannot be understood, named by file and number.
    """
    return rows_of(path, decoded(path, path.read_bytes()))


def rows_of(path: Path, written: str, first: int = 1) -> Iterator[tuple[int, list[str]]]:
    """
    Read rows that stand in a file from its line ``first`` on, each with the line it begins on.

    Args:
        path: the file, to be named where a row is broken.
        written: its text from that line on.
        first: the number of the line, from 1.

    Raises:
        BrokenDecision: a line that cannot be understood, named by file and number.
    """
    reader = csv.reader(io.StringIO(written, newline=""), strict=True)
    line = first
    try:
        for row in reader:
            yield line, row
            line = first + reader.line_num
    except csv.Error as error:
        trouble = "ses guillemets ne se referment pas"
        raise BrokenDecision(f"{path}, ligne {line} : {trouble} ({error}). Corrigez la ligne.") from error


def decoded(path: Path, content: bytes) -> str:
    """
    Read the content of a file as a spreadsheet may have saved it.

    Raises:
        BrokenDecision: it is not in UTF-8.
    """
    try:
        return normalised(content.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise BrokenDecision(f"{path} n'est pas en UTF-8 : enregistrez-le au format « CSV UTF-8 ».") from error


def csv_lines(written: Iterable[Sequence[Any]]) -> bytes:
    """Give rows as they stand on disk."""
    found: list[str] = []
    for row in written:
        # Cells are put between quotes where they hold a character of the line's end: « \r » alone breaks a line too.
        buffer = io.StringIO(newline="")
        csv.writer(buffer, lineterminator="\r\n").writerow(row)
        found.append(buffer.getvalue().removesuffix("\r\n") + "\n")
    return "".join(found).encode()


def lock(study: Study, name: str) -> FileLock:
    """Give what makes the writers of one file take turns; the system frees it when a writer dies."""
    path = study / f".filigrane/lock/{name}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    # A line takes a few milliseconds: who waits longer between two tries lets others pass for ever.
    return FileLock(path, poll_interval=0.005)


def rewrite(study: Study, file: str, cells: Mapping[tuple[int, str], str]) -> str:
    """
    Take words that nobody may read any more out of a file, the one reason to rewrite a decision.

    Args:
        study: where.
        file: its path inside ``decisions/``.
        cells: line and column → what the cell becomes; lines, columns and their order stay as they are.

    Returns:
        the SHA-256 of the file as it was, empty when nothing changed.
    """
    path = study / f"decisions/{file}"
    with lock(study, file.removesuffix(".csv").replace("/", "-")):
        (_, header), *body = rows(path)
        new = [[cells.get((n, c), cell) for c, cell in zip(header, row, strict=False)] for n, row in body]
        if new == [row for _, row in body]:
            return ""
        before = hashlib.sha256(path.read_bytes()).hexdigest()
        write_whole(path, csv_lines([header, *new]))
    return before


D = TypeVar("D", bound=Decision)
MODE = "mode"  # one that does not exist is kept, and the line listed with the orphans


@dataclass(frozen=True)
class FileRead(Generic[D]):
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

    last: FileRead[D] = field(default_factory=FileRead)


# A coder's file may hold twenty thousand lines, and each gesture adds one.
@lru_cache(maxsize=256)
def _memory(path: Path, kind: str) -> Memory[Any]:  # noqa: ARG001 - what is read is the key
    return Memory()


def decisions_of(path: Path, kind: type[D]) -> tuple[D, ...]:
    """
    Read the lines of a file, in their order.

    Raises:
        BrokenDecision: a line that cannot be understood, named by file and number.
    """
    memory = _memory(path.absolute(), kind.__name__)
    memory.last = _further(path, kind, memory.last, path.read_bytes())
    return memory.last.decisions


def _further(path: Path, kind: type[D], before: FileRead[D], content: bytes) -> FileRead[D]:
    if content == before.content and content:
        return before
    if not before.begins(content):
        rows = rows_of(path, decoded(path, content))
        header = tuple(checked(path, next(rows, (1, []))[1], kind))
        return FileRead(content, header, _decisions(path, kind, header, rows))
    added = decoded(path, content[len(before.content):])
    # What a reader of CSV counts as lines; a spreadsheet may have put « \r » inside a cell.
    breaks = (before.content.count(b"\n") + before.content.count(b"\r") - before.content.count(b"\r\n"))
    rows = rows_of(path, added, breaks + 1)
    return FileRead(content, before.header, before.decisions + _decisions(path, kind, before.header, rows))


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


def _decisions(
    path: Path, kind: type[D], header: Sequence[str], rows: Iterable[tuple[int, list[str]]]
) -> tuple[D, ...]:
    layout = Layout(path, kind, tuple(header))
    return tuple(layout.decision(line, row) for line, row in rows if row)


@dataclass(frozen=True)
class Layout(Generic[D]):
    """How the rows of one file become decisions, worked out once: it may hold twenty thousand lines."""

    path: Path
    kind: type[D]
    header: tuple[str, ...]

    @cached_property
    def whose(self) -> dict[str, str]:
        """Whose lines they are, and where they stand."""
        return {"author": self.path.stem, "file": f"{self.path.parent.name}/{self.path.name}"}

    @cached_property
    def pick(self) -> Callable[[Sequence[str | None]], tuple[str | None, ...]]:
        """What takes the cells of a row in the order of the columns; a column that is not there is the last cell."""
        at = {column: place for place, column in enumerate(self.header)}
        return itemgetter(*(at.get(column, -1) for column in HEADERS[self.kind]))

    @cached_property
    def numbers(self) -> list[str]:
        """The columns that hold numbers."""
        hints = get_type_hints(self.kind)
        return [column for column in HEADERS[self.kind] if hints[column] is int]

    @cached_property
    def words(self) -> dict[str, dict[str, str]]:
        """The columns that hold a word of a closed list, each word as it stands on disk leading to the same, typed."""
        hints = get_type_hints(self.kind)
        found = {column: _closed_list(hints[column]) for column in HEADERS[self.kind] if column != MODE}
        return {column: words for column, words in found.items() if words}

    def decision(self, line: int, row: Sequence[str]) -> D:
        """
        Turn a row into a decision.

        Raises:
            BrokenDecision: a cell that is not there, is no number, or holds a word that its column does not know.
        """
        short = [None] * (len(self.header) - len(row))
        values: dict[str, Any] = dict(zip(HEADERS[self.kind], self.pick([*row, *short, ""]), strict=True))
        if short:
            for missing in [c for c, cell in values.items() if cell is None]:
                if missing not in OPTIONAL.get(self.kind, ()):
                    trouble = f"il manque la colonne « {missing} ». Complétez ou retirez la ligne."
                    raise BrokenDecision(f"{self.path}, ligne {line} : {trouble}")
                values[missing] = ""
        for column in self.numbers:
            try:
                values[column] = int(values[column] or -1)
            except ValueError as error:
                trouble = f"« {values[column]} » ({column}) n'est pas un nombre. Corrigez-le."
                raise BrokenDecision(f"{self.path}, ligne {line} : {trouble}") from error
        for column, words in self.words.items():
            values[column] = self._word(line, column, values[column], words)
        return self.kind(**values | self.whose | {"line": line})

    def _word(self, line: int, column: str, cell: str, words: Mapping[str, str]) -> str:
        try:
            return words[cell]
        except KeyError as error:
            known = ", ".join(filter(None, words))
            trouble = f"« {cell} » ({column}) n'existe pas ({known}). Corrigez-le, ou retirez la ligne."
            raise BrokenDecision(f"{self.path}, ligne {line} : {trouble}") from error


def _closed_list(hint: Any) -> dict[str, str]:
    if isinstance(hint, type):
        return {str(word): word for word in hint} if issubclass(hint, StrEnum) else {}
    return {word: word for part in get_args(hint) for word in ([part] if isinstance(part, str) else get_args(part))}
