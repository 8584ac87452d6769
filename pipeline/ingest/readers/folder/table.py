"""A CSV file or a workbook, as spreadsheets save them in France or elsewhere → its header and its rows."""

from __future__ import annotations

import csv
import io

from pipeline.ingest.readers.common.encoding import decode
from pipeline.ingest.readers.folder import workbook
from pipeline.model.errors import UnreadableTranscript

DELIMITERS = ";,\t"


def read(data: bytes, file: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """
    Read a header and the rows below it; empty rows are left out, short ones filled up.

    Raises:
        UnreadableTranscript: the file is empty, is not text, or a quotation mark is never closed.
    """
    cells = workbook.rows(data, file) if data.startswith(workbook.SIGNATURE) else _cells(data, file)
    rows = [row for row in cells if any(row)]
    if not rows:
        raise UnreadableTranscript(f"{file} : ce tableau est vide. Remettez-y ses lignes, ou retirez-le du dossier.")
    header = tuple(rows[0])
    return header, tuple(tuple(row) + ("",) * (len(header) - len(row)) for row in rows[1:])


def _cells(data: bytes, file: str) -> list[list[str]]:
    text = decode(data, file)
    first_line = text.lstrip("\n").split("\n")[0]
    delimiter = max(DELIMITERS, key=first_line.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableTranscript(f"{file} : ce tableau ne se lit pas ({error}). Réenregistrez-le en CSV.") from error
