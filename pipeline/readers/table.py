"""A CSV file, as spreadsheets save it in France or elsewhere → its header and its rows."""

from __future__ import annotations

import csv
import io

from pipeline.errors import UnreadableTranscript
from pipeline.readers.encoding import decode

DELIMITERS = ";,\t"


def read(data: bytes, file: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """
    Read a header and the rows below it; empty rows are left out, short ones filled up.

    Raises:
        UnreadableTranscript: the file is empty, is not text, or a quotation mark is never closed.
    """
    text = decode(data, file)
    first_line = text.lstrip("\n").split("\n")[0]
    delimiter = max(DELIMITERS, key=first_line.count)
    try:
        rows = [row for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter) if any(row)]
    except csv.Error as error:
        raise UnreadableTranscript(f"{file} : ce tableau ne se lit pas ({error}). Réenregistrez-le en CSV.") from error
    header = tuple(rows[0])
    return header, tuple(tuple(row) + ("",) * (len(header) - len(row)) for row in rows[1:])
