"""Codings that may leave → a table for a spreadsheet, in the form that import takes back."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place, Turns
from pipeline.anchoring.publishable import UNATTRIBUTED
from pipeline.anchoring.word_places import written
from pipeline.ingest.readers.common.encoding import decode
from pipeline.model.contracts import Coding, Status
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.errors import FiligraneError

COLUMNS = (
    "session", "tour", "code", "passage", "codeur", "statut", "mode", "mémo", "date", "mots", "lu",
)
STATUS: dict[Status, str] = {
    "coded": "codé", "accepted": "accepté", "modified": "modifié", "refused": "refusé", "arbitrated": "arbitré",
    "proposed": "proposé",
}
MODES = {"manual": "manuel", "blind": "à l'aveugle", "assisted": "assisté", "none": ""}
YES, NO = "oui", "non"
# A spreadsheet would take a cell that begins so for a formula.
FORMULAS = ("=", "+", "-", "@", "\t", "\r")
GUARD = "'"


@dataclass(frozen=True)
class CodingSources:
    """What is known of codings besides their rows: turns by session, the lines they come from, who read what."""

    turns: Mapping[str, Turns]
    lines: Mapping[str, CodingDecision]
    read: frozenset[tuple[str, str]]


def coding_sheet(codings: Iterable[Coding], known: CodingSources) -> str:
    """Write codings as CSV with semicolons, in order of session and passage; those without attribution come last."""
    rows = sorted(codings, key=lambda c: (c.session == UNATTRIBUTED, c.session, c.turn, c.start, c.code, c.author,
                                          c.text))
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(COLUMNS)
    for c in rows:
        line = known.lines.get(c.coding)
        turn, place, read = "", "", ""
        if c.session != UNATTRIBUTED:
            turn = str(c.turn)
            turns = known.turns[c.session]
            first = anchors.source_words(turns[c.turn], c.start, len(turns[c.turn].text))
            last = anchors.source_words(turns[c.last_turn], 0, c.end)
            place = written(Place(c.turn, first[0] if first else 0, c.last_turn, last[1] if last else 0))
            read = YES if (c.author, c.session) in known.read else NO
        writer.writerow(map(guarded, (
            c.session, turn, c.code, c.text, c.author, STATUS[c.status], MODES[c.mode], line.memo if line else "", c.at,
            place, read,
        )))
    return buffer.getvalue()


def guarded(cell: str) -> str:
    """
    Keep a spreadsheet from running a cell as a formula.

    >>> guarded("- Oui."), guarded("Oui.")
    ("'- Oui.", 'Oui.')
    """
    return GUARD + cell if cell.startswith((*FORMULAS, GUARD)) else cell


def unguarded(cell: str) -> str:
    """
    Give back what a cell said before it was guarded.

    >>> unguarded("'- Oui."), unguarded("'tain")
    ('- Oui.', "'tain")
    """
    return cell[1:] if cell.startswith(GUARD) and cell[1:].startswith((*FORMULAS, GUARD)) else cell


NEEDED = ("session", "tour", "code", "passage")
# What an export writes besides; a table made by hand has none of them.
MORE = ("codeur", "statut", "mémo", "mots", "lu")
CODES = ("", STATUS["coded"], STATUS["accepted"], STATUS["modified"])
DELIMITERS = ";,\t"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """
    One coding as a spreadsheet holds it.

    Attributes:
        line: counts from 1, the header included.
        words: its place in source words, when an export wrote it.
        read: whether its session was read whole; a table made by hand says so of all its sessions.
    """

    line: int
    session: str
    turn: int
    code: str
    passage: str
    memo: str = ""
    words: str = ""
    read: bool = True


def sheet_rows(path: Path, coder: str = "") -> list[SheetRow]:
    """
    Read the codings of a spreadsheet: those of one coder, where it tells whose they are.

    Raises:
        FiligraneError: the file cannot be read, lacks a column, or a turn is not a number.
    """
    if not path.is_file():
        raise FiligraneError(f"{path} est introuvable. Vérifiez le chemin du fichier à importer.")
    lines = iter(_xlsx(path) if path.suffix.lower() == ".xlsx" else _csv(path))
    header = [cell.strip().lower() for cell in next(lines, (1, []))[1]]
    missing = [c for c in NEEDED if c not in header]
    if missing:
        raise FiligraneError(f"{path} : il manque les colonnes {', '.join(missing)}. Ajoutez-les en première ligne.")
    places = {c: header.index(c) for c in (*NEEDED, *MORE) if c in header}
    told = (
        (n, {c: unguarded(cells[i]).strip() if i < len(cells) else "" for c, i in places.items()})
        for n, cells in lines if any(cells)
    )
    rows: list[SheetRow] = []
    for line, cells in told:
        # What was refused, proposed or arbitrated, or is another's, is no coding of this coder's.
        theirs = cells.get("codeur", "") in {"", coder} and cells.get("statut", "") in CODES
        if not theirs or cells["session"] == UNATTRIBUTED:
            continue
        try:
            turn = int(cells["tour"])
        except ValueError as error:
            trouble = f"« {cells['tour']} » (tour) n'est pas un nombre. Corrigez-le."
            raise FiligraneError(f"{path}, ligne {line} : {trouble}") from error
        rows.append(SheetRow(
            line, cells["session"], turn, cells["code"], cells["passage"], cells.get("mémo", ""),
            cells.get("mots", ""), cells.get("lu", YES) == YES,
        ))
    return rows


def _csv(path: Path) -> Iterator[tuple[int, list[str]]]:
    text = decode(path.read_bytes(), str(path))
    delimiter = max(DELIMITERS, key=text.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise FiligraneError(f"{path}, ligne {line} : ce tableau ne se lit pas ({error}). Corrigez-la.") from error


def _xlsx(path: Path) -> Iterable[tuple[int, list[str]]]:
    from zipfile import BadZipFile  # noqa: PLC0415 - openpyxl is heavy, and this is what it raises

    from openpyxl import load_workbook  # noqa: PLC0415 - heavy

    try:
        sheet = load_workbook(path, read_only=True, data_only=True).worksheets[0]
    except (BadZipFile, KeyError, OSError) as error:
        raise FiligraneError(f"{path} n'est pas un classeur lisible ({error}). Réenregistrez-le.") from error
    rows = enumerate(sheet.iter_rows(values_only=True), start=1)
    return [(n, ["" if c is None else str(c) for c in row]) for n, row in rows]
