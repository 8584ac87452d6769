"""Cells of a document's table → one paragraph per row, or who speaks and what is said, by column."""

from __future__ import annotations

import itertools
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.ingest.readers.common.paragraphs import Block, DocumentPiece, characters
from pipeline.language.transcript_conventions import fold
from pipeline.language.transcript_lines import CLOCK

NUMBER_OR_TIME = re.compile(r"\d")
BRACKETED_TIME = re.compile(r"[\[(]\s*\d[\d:.,hms\s–-]*[\])]\Z")
BARE_TIME = re.compile(r"\d{1,2}(?:[:h]\d{2}){1,2}(?:[.,]\d+)?\Z")
FEWEST_ROWS = 3
LONGEST_SPEAKER = 60  # characters
MOST = 0.7  # share of the cells of a column that makes its kind
NUMBER = re.compile(r"\d{1,6}[.)]?")
SECONDS = re.compile(r"\d{1,6}[.,]\d{1,6}")
TIME = re.compile(rf"[\[(]?\s*(?:{CLOCK}(?:[:;]\d{{2}})?)(?:\s?[-–—]+>?\s?{CLOCK})?\s*[\])]?")
# What heads a column of speakers, of words.
SPEAKERS = frozenset({
    "locuteur", "locutrice", "locuteurs", "locuteur·rice", "locuteur.rice", "intervenant", "intervenants",
    "intervenant.e", "speaker", "speakers", "qui", "qui parle", "nom", "name", "personne", "interlocuteur",
    "interlocuteurs", "voix", "participant", "participants", "loc", "loc.", "parleur", "role", "speaker name",
    "enonciateur",
})
# What heads the columns of a table that has one of questions and one of answers.
QUESTIONS = frozenset({"question", "questions", "questions posees", "relances", "enqueteur", "enquetrice"})
ANSWERS = frozenset({"reponse", "reponses", "reponses obtenues", "enquete", "enquetee", "verbatim", "verbatims"})


def row(cells: list[str]) -> str:
    """
    Write a row as a transcript would, empty cells left out.

    >>> row(["00:01", "ENQ", "Bonjour ?"])
    '[00:01] ENQ : Bonjour ?'
    >>> row(["[00:01]", "", "ENQ : Bonjour ?"])
    '[00:01] ENQ : Bonjour ?'
    """
    return _written([c for c in cells if c])


def marks(cells: list[str]) -> int:
    """Count the characters that ``row`` writes and that are in no cell."""
    return characters(row(cells)) - characters(*cells)


def _written(cells: list[str]) -> str:
    if len(cells) > 1 and BRACKETED_TIME.match(cells[0]):
        return f"{cells[0]} {_written(cells[1:])}"
    opening = {0: None, 1: None, 2: BARE_TIME}.get(len(cells), NUMBER_OR_TIME)
    if opening and opening.match(cells[0]):
        return f"[{cells[0]}] {_written(cells[1:])}"
    return f"{cells[0]} : {' '.join(cells[1:])}" if len(cells) > 1 else "".join(cells)


@dataclass(frozen=True)
class Columns:
    """Which columns of a table hold times, line numbers, who speaks, and what is said."""

    times: tuple[int, ...]
    numbers: tuple[int, ...]
    speaker: int
    words: int
    header: bool


def laid_out(found: Sequence[Block]) -> list[Block]:
    """Write again the rows of each table that has a column of speakers; the other blocks stay as they are."""
    written: list[Block] = []
    for tabled, group in itertools.groupby(found, key=lambda block: bool(block.cells)):
        blocks = list(group)
        columns = _columns([b.cells for b in blocks]) if tabled else None
        # A table may have two columns, one of questions and one of answers.
        header = tuple(map(fold, blocks[0].cells))
        if len(header) == 2 and header[0] in QUESTIONS and header[1] in ANSWERS:
            written += [_exchange(b, blocks[0].cells) for b in blocks]
        else:
            written += [_row(b, columns, first=n == 0) for n, b in enumerate(blocks)] if columns else blocks
    return written


def _exchange(block: Block, header: tuple[str, ...]) -> Block:
    cells = [cell.strip() for cell in block.cells]
    if block.cells == header:
        titles = DocumentPiece(" ".join(cells), "header")
        return block._replace(text="", asides=(*block.asides, titles), marks=block.marks_within)
    spoken = [f"{label} : {cell}" for label, cell in zip(("Question", "Réponse"), cells, strict=False) if cell]
    text = "\n".join(spoken)
    return block._replace(text=text, marks=block.marks_within + characters(text) - characters(*cells))


def _columns(rows: Sequence[tuple[str, ...]]) -> Columns | None:
    width = max(map(len, rows))
    whole = [row for row in rows if len(row) == width]
    if width < 2 or len(whole) < FEWEST_ROWS:
        return None
    cells = [[row[n].strip() for row in whole] for n in range(width)]
    header = next((n for n in range(width) if fold(cells[n][0]) in SPEAKERS), None)
    body = [column[1:] if header is not None else column for column in cells]
    times = tuple(n for n in range(width) if _mostly(TIME, body[n]) or (n < width - 1 and _mostly(SECONDS, body[n])))
    numbers = tuple(n for n in range(width) if n not in times and _mostly(NUMBER, body[n]))
    rest = [n for n in range(width) if n not in {*times, *numbers}]
    words = max(rest, key=lambda n: sum(map(len, body[n])), default=None)
    speaker = header if header in rest else next((n for n in rest if n != words and _speakers(body[n])), None)
    if speaker is None or words is None or speaker == words:
        return None
    return Columns(times, numbers, speaker, words, header is not None)


def _mostly(shape: re.Pattern[str], column: Sequence[str]) -> bool:
    filled = [cell for cell in column if cell]
    return bool(filled) and sum(shape.fullmatch(cell) is not None for cell in filled) >= MOST * len(filled)


def _speakers(column: Sequence[str]) -> bool:
    """Tell whether cells are labels: short, no sentence, met again and again."""
    filled = [cell for cell in column if cell]
    short = all(
        len(cell) <= LONGEST_SPEAKER and "\n" not in cell and not cell.endswith(("?", "!", "…")) for cell in filled
    )
    again = sum(n for n in Counter(filled).values() if n > 1)
    return len(filled) > 1 and short and again >= 0.5 * len(filled)


def _row(block: Block, columns: Columns, *, first: bool) -> Block:
    cells = [cell.strip() for cell in block.cells]
    if first and columns.header:
        titles = DocumentPiece(" ".join(filter(None, cells)), "header")
        return block._replace(text="", asides=(*block.asides, titles), marks=block.marks_within)
    if len(cells) <= max(columns.speaker, columns.words):
        return block._replace(text=" ".join(filter(None, cells)), style="heading", marks=0) if block.text else block
    clock = [cells[n] for n in columns.times if TIME.fullmatch(cells[n])]
    aside = [DocumentPiece(cells[n], "time") for n in columns.times if cells[n] and cells[n] not in clock]
    aside += [DocumentPiece(cells[n], "counter") for n in columns.numbers if cells[n]]
    others = [
        cell for n, cell in enumerate(cells)
        if n not in {*columns.times, *columns.numbers, columns.speaker, columns.words} and cell
    ]
    speaker = cells[columns.speaker].rstrip(" :;")
    label = f"{speaker} : " if speaker else ""
    stamp = f"[{' - '.join(c.strip('[]() ') for c in clock)}] " if clock else ""
    text = f"{stamp}{label}{' '.join([cells[columns.words], *others])}".strip()
    written = characters(text, *(piece.text for piece in aside))
    marks = block.marks_within + written - characters(*cells)
    return block._replace(text=text, asides=(*block.asides, *aside), marks=marks)
