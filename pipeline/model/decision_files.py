"""One file of ``decisions/`` ↔ its rows, changed whole or not at all, several writers taking turns."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from filelock import FileLock

from pipeline.model.atomic_files import write_whole
from pipeline.model.errors import BrokenDecision
from pipeline.model.normalise import normalised
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
    return rows_of(path, text(path))


def rows_of(path: Path, written: str, first: int = 1) -> Iterator[tuple[int, list[str]]]:
    """
    Read rows that stand in a file from its line ``first`` on, each with the line it begins on.

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


def text(path: Path) -> str:
    """
    Read a file as a spreadsheet may have saved it.

    Raises:
        BrokenDecision: it is not in UTF-8.
    """
    return decoded(path, content(path))


def content(path: Path) -> bytes:
    """Read a file as it stands on disk."""
    return path.read_bytes()


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


def lines(written: Iterable[Sequence[Any]]) -> bytes:
    """Give rows as they stand on disk."""
    return "".join(map(_line, written)).encode()


def _line(row: Sequence[Any]) -> str:
    # Cells are put between quotes where they hold a character of the line's end: « \r » alone breaks a line too.
    buffer = io.StringIO(newline="")
    csv.writer(buffer, lineterminator="\r\n").writerow(row)
    return buffer.getvalue().removesuffix("\r\n") + "\n"


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
        write_whole(path, lines([header, *new]))
    return before
