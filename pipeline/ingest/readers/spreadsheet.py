"""A CSV file or a workbook → its header and its rows; one that holds turns → a paragraph per row."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Sequence
from typing import Any

from pipeline.ingest.readers.common.encoding import decode
from pipeline.ingest.readers.common.paragraphs import Block, asides, characters, finished
from pipeline.ingest.readers.common.paragraphs import paragraphs as laid
from pipeline.ingest.readers.common.refused_files import MOST_CELLS, MOST_PARAGRAPHS, bounded
from pipeline.ingest.readers.common.tables import laid_out, row
from pipeline.ingest.readers.common.xml import open_archive
from pipeline.ingest.session import Aside, Paragraph, ReadTranscript
from pipeline.language.transcript_conventions import fold
from pipeline.model.errors import UnreadableTranscript
from pipeline.model.files import normalised

WORKBOOK = b"PK\x03\x04"
DELIMITERS = ";,\t"
FORMAT = "tableau de tours de parole"
TEXT = frozenset({
    "text", "texte", "transcript", "transcription", "dialog", "dialogue", "propos", "parole", "paroles", "phrase",
})
STARTS = frozenset({
    "start", "start time", "start_time", "debut", "begin", "tc in", "in", "time", "temps", "heure", "timecode",
})
ENDS = frozenset({"end", "end time", "end_time", "fin", "tc out", "out"})
SECONDS = re.compile(r"\d+(?:[.,]\d+)?")
CLOCK = re.compile(r"(?:(\d+):)?(\d{1,2}):(\d{1,2})(?:[.,](\d{1,3}))?")


def workbook_rows(data: bytes, file: str) -> list[list[str]]:
    """
    Read the cells of the first sheet as they are shown; formulas give their last value.

    Raises:
        UnreadableTranscript: the workbook is damaged, protected or too large.
    """
    open_archive(data, file).close()
    from openpyxl import load_workbook  # noqa: PLC0415 - slow to import, and needed by this format only

    try:
        sheet = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets[0]
        return [[_shown(cell) for cell in row] for row in sheet.iter_rows(values_only=True)]
    except Exception as error:  # a damaged workbook can raise nearly anything from openpyxl and expat
        raise UnreadableTranscript(
            f"{file} : ce classeur ne se lit pas. Ouvrez-le dans un tableur et réenregistrez-le en .xlsx ou en .csv."
        ) from error


def _shown(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return f"{cell:g}" if isinstance(cell, float) else normalised(str(cell)).strip()


def read_table(data: bytes, file: str) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """
    Read a header and the rows below it; empty rows are left out, short ones filled up.

    Raises:
        UnreadableTranscript: the file is empty, is not text, or a quotation mark is never closed.
    """
    try:
        if data.startswith(WORKBOOK):
            cells = workbook_rows(data, file)
        else:
            text = decode(data, file)
            delimiter = max(DELIMITERS, key=text.lstrip("\n").split("\n")[0].count)
            cells = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise UnreadableTranscript(f"{file} : ce tableau ne se lit pas ({error}). Réenregistrez-le en CSV.") from error
    rows = [row for row in cells if any(row)]
    if not rows:
        raise UnreadableTranscript(f"{file} : ce tableau est vide. Remettez-y ses lignes, ou retirez-le du dossier.")
    header = tuple(rows[0])
    bounded(file, len(rows), "lignes", MOST_PARAGRAPHS)
    bounded(file, len(rows) * len(header), "cases", MOST_CELLS)
    return header, tuple(tuple(row) + ("",) * (len(header) - len(row)) for row in rows[1:])


def holds_turns(data: bytes, file: str) -> bool:
    """Tell whether a table is a transcript: a column says who speaks, or when, and another what."""
    try:
        header, rows = read_table(data, file)
    except UnreadableTranscript:
        return False
    return bool(rows) and (bool(_told(header, rows)) or _timed(header) is not None)


def read(data: bytes, file: str) -> ReadTranscript:
    """
    Read one turn a line.

    Raises:
        UnreadableTranscript: the table cannot be read.
    """
    header, rows = read_table(data, file)
    cells = [cell for line in (header, *rows) for cell in line]
    told = _told(header, rows)
    if told:
        counted = characters(*cells) + sum(b.marks for b in told)
        return ReadTranscript(laid(told), tuple(asides(told)), counted, FORMAT)
    return _captions(header, rows, characters(*cells), file)


def _told(header: Sequence[str], rows: Sequence[Sequence[str]]) -> list[Block]:
    blocks = [Block(row(list(line)), cells=tuple(line)) for line in (header, *rows)]
    found = laid_out(blocks)
    return found if found != blocks else []


def _timed(header: Sequence[str]) -> tuple[int, int, int] | None:
    """Give the columns of starts, ends and words of a table without voices, as Whisper writes."""
    named = [fold(cell) for cell in header]
    start, end, text = (next((n for n, cell in enumerate(named) if cell in one), None) for one in (STARTS, ENDS, TEXT))
    return None if start is None or text is None else (start, start if end is None else end, text)


def _captions(header: Sequence[str], rows: Sequence[Sequence[str]], counted: int, file: str) -> ReadTranscript:
    columns = _timed(header)
    if columns is None:
        raise UnreadableTranscript(f"{file} n'est pas un tableau de tours de parole.")
    start, end, text = columns
    # Whisper writes thousandths, other programs seconds.
    unit = 1 if fold(header[start]) == "start" and all(line[start].isdigit() for line in rows) else 1000
    said = [
        Paragraph(
            line[text].strip(), f"ligne {n}", start_ms=_milliseconds(line[start], unit),
            end_ms=_milliseconds(line[end], unit) if end != start else None,
        )
        for n, line in enumerate(rows, 2) if line[text].strip()
    ]
    rest = [" ".join(cell for n, cell in enumerate(line) if n != text) for line in rows]
    others = (Aside(" ".join(header), "header", "ligne 1"), *(Aside(times, "time") for times in rest if times.strip()))
    return finished(ReadTranscript(tuple(said), others, counted, FORMAT), file)


def _milliseconds(cell: str, unit: int) -> int | None:
    cell = cell.strip()
    if SECONDS.fullmatch(cell):
        return round(float(cell.replace(",", ".")) * unit)
    found = CLOCK.fullmatch(cell)
    if not found:
        return None
    hours, minutes, seconds, fraction = found.groups()
    return (int(hours or 0) * 3600 + int(minutes) * 60 + int(seconds)) * 1000 + int((fraction or "").ljust(3, "0"))
