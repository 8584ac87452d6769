"""A ``.csv``, ``.tsv`` or ``.xlsx`` table with one turn a line → its paragraphs: who speaks, when, what is said."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.ingest.readers.common.character_count import characters
from pipeline.ingest.readers.common.pieces import Block, asides
from pipeline.ingest.readers.common.pieces import paragraphs as laid
from pipeline.ingest.readers.common.table_rows import row
from pipeline.ingest.readers.common.tables import laid_out
from pipeline.ingest.readers.common.timed import finished
from pipeline.ingest.readers.folder import table
from pipeline.ingest.session import Aside, Paragraph, ReadTranscript
from pipeline.language.transcript_conventions import fold
from pipeline.model.errors import UnreadableTranscript

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


def holds_turns(data: bytes, file: str) -> bool:
    """Tell whether a table is a transcript: a column says who speaks, or when, and another what."""
    try:
        header, rows = table.read(data, file)
    except UnreadableTranscript:
        return False
    return bool(rows) and (bool(_told(header, rows)) or _timed(header) is not None)


def read(data: bytes, file: str) -> ReadTranscript:
    """
    Read one turn a line.

    Raises:
        UnreadableTranscript: the table cannot be read.
    """
    header, rows = table.read(data, file)
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
