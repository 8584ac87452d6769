"""A table of decisions, as spreadsheets and hands leave it ↔ its rows, each with its line."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pipeline.model.errors import BrokenDecision
from pipeline.model.files import normalised

LONGEST_CELL = 10_000_000  # characters: the fingerprint of an interview of a hundred hours
BOM_OF_UTF_16 = (b"\xff\xfe", b"\xfe\xff")
OF_A_FRENCH_SPREADSHEET = "cp1252"
SEPARATORS = ",;\t"
SAID_SEPARATOR = re.compile(r"sep=.", re.IGNORECASE)  # a first line for spreadsheets alone
MARKS_OF_GIT = ("<<<<<<< ", "=======", ">>>>>>> ")
# The limit is one for a whole process: every module that reads a table of the study needs the longest.
csv.field_size_limit(LONGEST_CELL)


def rows(path: Path) -> Iterator[tuple[int, list[str]]]:
    """
    Read the rows of a file with the line each begins on, the header first.

    Raises:
        BrokenDecision: a line that cannot be understood, named by file and number.
    """
    return table_rows(path, path.read_bytes())


def table_rows(path: Path, content: bytes) -> Iterator[tuple[int, list[str]]]:
    """
    Read the rows of the content of a file with the line each begins on, the header first.

    Raises:
        BrokenDecision: a line that cannot be understood, named by file and number.
    """
    text = decoded(path, content)
    said, _, rest = text.partition("\n")
    if SAID_SEPARATOR.fullmatch(said.strip()):
        return rows_of(path, rest, 2, separator_of(rest))
    return rows_of(path, text, separator=separator_of(text))


def rows_of(path: Path, written: str, first: int = 1, separator: str = ",") -> Iterator[tuple[int, list[str]]]:
    """
    Read rows that stand in a file from its line ``first`` on, each with the line it begins on.

    Args:
        path: the file, to be named where a row is broken.
        written: its text from that line on.
        first: the number of the line, from 1.
        separator: what stands between cells.

    Raises:
        BrokenDecision: a line that cannot be understood, named by file and number.
    """
    reader = csv.reader(io.StringIO(written, newline=""), strict=True, delimiter=separator)
    line = first
    try:
        for row in reader:
            if row and row[0].startswith(MARKS_OF_GIT):
                trouble = "git y a laissé une marque de conflit"
                remedy = "Gardez les lignes des deux côtés, sans celles qui commencent par <<<<<<<, ======= ou >>>>>>>."
                raise BrokenDecision(f"{path}, ligne {line} : {trouble}. {remedy}")
            yield line, row
            line = first + reader.line_num
    except csv.Error as error:
        trouble = "ses guillemets ne se referment pas"
        raise BrokenDecision(f"{path}, ligne {line} : {trouble} ({error}). Corrigez la ligne.") from error


def decoded(path: Path, content: bytes) -> str:
    """
    Read the content of a file as a spreadsheet may have saved it.

    Raises:
        BrokenDecision: it is in no encoding that a spreadsheet writes.
    """
    if b"\0" in content and not content.startswith(BOM_OF_UTF_16):
        line = content.count(b"\n", 0, content.index(b"\0")) + 1
        trouble = "des caractères nuls, comme en laisse une panne ou un autre genre de fichier"
        raise BrokenDecision(f"{path}, ligne {line} : {trouble}. Retirez-les, ou reprenez le fichier d'une sauvegarde.")
    encodings = ("utf-16",) if content.startswith(BOM_OF_UTF_16) else ("utf-8-sig", OF_A_FRENCH_SPREADSHEET)
    for encoding in encodings:
        try:
            return normalised(content.decode(encoding))
        except UnicodeDecodeError:
            continue
    raise BrokenDecision(f"{path} n'est pas en UTF-8 : enregistrez-le au format « CSV UTF-8 ».")


def separator_of(text: str) -> str:
    r"""
    Tell what stands between the cells of a table, by its first line.

    >>> separator_of("id;at;session\\n"), separator_of("")
    (';', ',')
    """
    first = text.partition("\n")[0]
    return max(SEPARATORS, key=first.count)


def in_house(path: Path, content: bytes) -> bytes:
    """
    Write a file that a spreadsheet saved otherwise as the house writes them, cell by cell; others stay to the byte.

    Raises:
        BrokenDecision: a line that cannot be understood, named by file and number.
    """
    return content if is_in_house(content) else csv_lines(row for _, row in table_rows(path, content) if any(row))


def is_in_house(content: bytes) -> bool:
    """Tell whether a file is in UTF-8, with commas: what may be added to."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return False
    first = content.partition(b"\n")[0].decode("utf-8", "replace")
    return separator_of(first) == "," and not SAID_SEPARATOR.fullmatch(first.strip("\ufeff\r "))


def csv_lines(written: Iterable[Sequence[Any]]) -> bytes:
    """Give rows as they stand on disk."""
    found: list[str] = []
    for row in written:
        # Cells are put between quotes where they hold a character of the line's end: « \r » alone breaks a line too.
        buffer = io.StringIO(newline="")
        csv.writer(buffer, lineterminator="\r\n").writerow(row)
        found.append(buffer.getvalue().removesuffix("\r\n") + "\n")
    return "".join(found).encode()
