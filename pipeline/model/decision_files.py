"""One file of ``decisions/`` ↔ its rows, its decisions: changed whole or not at all, writers taking turns."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property, lru_cache
from operator import itemgetter
from pathlib import Path
from typing import Any, Generic, TypeVar, get_args, get_type_hints

from filelock import FileLock

from pipeline.model.decision_rows import HEADERS, OPTIONAL, Decision
from pipeline.model.decision_tables import csv_lines, decoded, is_in_house, rows, rows_of, table_rows
from pipeline.model.errors import BrokenDecision
from pipeline.model.files import guarded, normalised, unguarded, write_whole
from pipeline.model.study import Study

# How synchronisers, systems and people name a copy of a file; what comes before is the file's own name.
COPY = re.compile(
    r"(?P<of>.+?)(?: \([^()]*(?:conflit|conflict|cop(?:ie|y))[^()]*\)| ?\(\d+\)| - cop(?:ie|y)(?: \(\d+\))?"
    r"| cop(?:ie|y)(?: \d+)?|\.sync-conflict-.+|[-_ ]conflict.*|~)",
    re.IGNORECASE,
)


def author_of(path: Path) -> str:
    """Name who wrote a file: its name; that of a copy left beside it by a synchroniser is no other person's."""
    name = normalised(path.stem)
    copy = COPY.fullmatch(name)
    return copy["of"] if copy and (path.parent / f"{copy['of']}.csv").exists() else name


def cell_of(decision: Decision, column: str) -> Any:
    """Give what a decision writes in a column, which no spreadsheet takes for a formula."""
    value = getattr(decision, column, "")
    return guarded(value) if column in SAID else value


def lock(study: Study, name: str) -> FileLock:
    """Give what makes the writers of one file take turns; the system frees it when a writer dies."""
    path = study / f".filigrane/lock/{name}.lock"
    path.parent.mkdir(parents=True, exist_ok=True)
    # A line takes a few milliseconds: who waits longer between two tries lets others pass for ever.
    return FileLock(path, poll_interval=0.005)


def rewrite(study: Study, file: str, cells: Mapping[tuple[int, str], str], log: Callable[[str], None]) -> bool:
    """
    Take words that nobody may read any more out of a file, the one reason to rewrite a decision.

    Args:
        study: where.
        file: its path inside ``decisions/``.
        cells: line and column → what the cell becomes; lines, columns and their order stay as they are.
        log: notes the SHA-256 of the file as it was, before it is rewritten: whatever is killed then, it is noted.

    Returns:
        whether anything changed.
    """
    path = study / f"decisions/{file}"
    with lock(study, file.removesuffix(".csv").replace("/", "-")):
        (_, header), *body = rows(path)
        new = [[cells.get((n, c), cell) for c, cell in zip(header, row, strict=False)] for n, row in body]
        if new == [row for _, row in body]:
            return False
        log(hashlib.sha256(path.read_bytes()).hexdigest())
        write_whole(path, csv_lines([header, *new]))
    return True


D = TypeVar("D", bound=Decision)
WHOLE = re.compile(r"[.,]0*$")  # a spreadsheet may write 1 as 1.0
VERSION = "definition"  # of the definition of a code
# What people say in their own words: kept as it stands, and guarded where a spreadsheet would run it.
SAID = frozenset({"quote", "memo", "reason", "text", "summary", "content", "value", "shown", "speaker", "label"})
# Empty in most lines: some spreadsheets leave out the empty cells that end a row.
LEFT_EMPTY = frozenset({"replaces", "memo", "reason", "speaker", "quotes"})
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
    if not before.begins(content) or not is_in_house(before.content):
        rows = ((line, row) for line, row in table_rows(path, content) if any(cell.strip() for cell in row))
        first = next(rows, None)
        if first is None:
            return FileRead()
        header = tuple(checked(path, first[1], kind))
        return FileRead(content, header, _decisions(path, kind, header, rows))
    added = decoded(path, content[len(before.content):])
    # What a reader of CSV counts as lines; a spreadsheet may have put « \r » inside a cell.
    breaks = (before.content.count(b"\n") + before.content.count(b"\r") - before.content.count(b"\r\n"))
    more = rows_of(path, added, breaks + 1)
    return FileRead(content, before.header, before.decisions + _decisions(path, kind, before.header, more))


def checked(path: Path, header: list[str], kind: type[Decision]) -> list[str]:
    """
    Give back the first line of a file, whatever its capitals and spaces.

    Args:
        path: for the message.
        header: its first line, cell by cell.
        kind: which decisions the file holds; columns that came later (``OPTIONAL``) may be absent.

    Raises:
        BrokenDecision: a column is not there that this kind of decision needs.
    """
    header = _folded(header)
    missing = [c for c in HEADERS[kind] if c not in (*header, *OPTIONAL.get(kind, ()))]
    if missing:
        raise BrokenDecision(f"{path} : il manque les colonnes {', '.join(missing)}. Rétablissez la première ligne.")
    return header


def _folded(cells: Iterable[str]) -> list[str]:
    return [cell.strip().casefold() for cell in cells]


def _decisions(
    path: Path, kind: type[D], header: Sequence[str], rows: Iterable[tuple[int, list[str]]]
) -> tuple[D, ...]:
    layout = Layout(path, kind, tuple(header))
    return tuple(
        # Two files put end to end have the first line twice.
        layout.decision(line, row) for line, row in rows if any(c.strip() for c in row) and not layout.repeats(row)
    )


@dataclass(frozen=True)
class Layout(Generic[D]):
    """How the rows of one file become decisions, worked out once: it may hold twenty thousand lines."""

    path: Path
    kind: type[D]
    header: tuple[str, ...]

    @cached_property
    def whose(self) -> dict[str, str]:
        """Whose lines they are, and where they stand."""
        return {"author": author_of(self.path), "file": f"{self.path.parent.name}/{self.path.name}"}

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
    def free(self) -> list[str]:
        """The columns that hold neither a number nor a word of a closed list."""
        return [column for column in HEADERS[self.kind] if column not in {*self.numbers, *self.words}]

    @cached_property
    def words(self) -> dict[str, dict[str, str]]:
        """The columns that hold a word of a closed list, each word as it stands on disk leading to the same, typed."""
        hints = get_type_hints(self.kind)
        found = {column: _closed_list(hints[column]) for column in HEADERS[self.kind] if column != MODE}
        return {column: words for column, words in found.items() if words}

    def repeats(self, row: Sequence[str]) -> bool:
        """Tell whether a row is the first line again."""
        return row[0].strip().casefold() == self.header[0] and _folded(row) == list(self.header)

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
                if missing not in {*OPTIONAL.get(self.kind, ()), *LEFT_EMPTY}:
                    trouble = f"il manque la colonne « {missing} ». Complétez ou retirez la ligne."
                    raise BrokenDecision(f"{self.path}, ligne {line} : {trouble}")
                values[missing] = ""
        for column in self.numbers:
            try:
                values[column] = int(WHOLE.sub("", values[column]) or -1)
            except ValueError as error:
                trouble = f"« {values[column]} » ({column}) n'est pas un nombre. Corrigez-le."
                raise BrokenDecision(f"{self.path}, ligne {line} : {trouble}") from error
        for column, words in self.words.items():
            values[column] = self._word(line, column, values[column], words)
        for column in self.free:
            cell = values[column]
            values[column] = unguarded(cell) if column in SAID else cell.strip()
        if MODE in values:
            values[MODE] = values[MODE].casefold()
        if VERSION in values:
            values[VERSION] = WHOLE.sub("", values[VERSION])
        return self.kind(**values | self.whose | {"line": line})

    def _word(self, line: int, column: str, cell: str, words: Mapping[str, str]) -> str:
        # A spreadsheet, or whoever types in it, may have put a capital.
        found = words.get(cell, words.get(cell.strip().casefold()))
        if found is None:
            known = ", ".join(filter(None, words))
            trouble = f"« {cell} » ({column}) n'existe pas ({known}). Corrigez-le, ou retirez la ligne."
            raise BrokenDecision(f"{self.path}, ligne {line} : {trouble}")
        return found


def _closed_list(hint: Any) -> dict[str, str]:
    if isinstance(hint, type):
        return {str(word): word for word in hint} if issubclass(hint, StrEnum) else {}
    return {word: word for part in get_args(hint) for word in ([part] if isinstance(part, str) else get_args(part))}
