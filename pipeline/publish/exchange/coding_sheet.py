"""Codings that may leave → a table for a spreadsheet, in the form that import takes back."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place, Turns
from pipeline.anchoring.publishable import UNATTRIBUTED
from pipeline.anchoring.word_places import written
from pipeline.ingest.readers.common.encoding import decode
from pipeline.model.contracts import Coding, Status
from pipeline.model.decision_rows import NOWHERE, CodingDecision
from pipeline.model.errors import FiligraneError
from pipeline.model.files import guarded, unguarded
from pipeline.publish.held_back import HeldBack

COLUMNS = (
    "session", "tour", "code", "passage", "codeur", "statut", "mode", "mémo", "date", "mots", "lu",
)
CHECK = "empreinte"  # knows the turns again, where the words of some passage stay
STATUS: dict[Status, str] = {
    "coded": "codé", "accepted": "accepté", "modified": "modifié", "refused": "refusé", "arbitrated": "arbitré",
    "proposed": "proposé",
}
MODES = {"manual": "manuel", "blind": "à l'aveugle", "assisted": "assisté", "none": ""}
YES, NO = "oui", "non"


@dataclass(frozen=True)
class CodingSources:
    """
    What is known of codings besides their rows.

    Attributes:
        turns: by session.
        lines: those that codings come from, by id.
        read: who read which session whole.
        wordless: codings whose words stay: their place and their code leave alone.
        doubted: tells whether a word of a memo is to be settled, so that it stays.
    """

    turns: Mapping[str, Turns]
    lines: Mapping[str, CodingDecision]
    read: frozenset[tuple[str, str]]
    wordless: frozenset[str] = frozenset()
    doubted: Callable[[str], bool] = field(default=lambda _: False)

    @property
    def columns(self) -> tuple[str, ...]:
        """The heads of the table."""
        return (*COLUMNS, CHECK) if self.wordless else COLUMNS

    def memo(self, coding: Coding) -> str:
        """Give what its author noted of a coding, if anything."""
        line = self.lines.get(coding.coding)
        return line.memo if line else ""


def coding_rows(codings: Iterable[Coding], known: CodingSources) -> list[tuple[str, ...]]:
    """Lay codings out under ``columns``, in order of session and passage; those without attribution come last."""
    rows = sorted(codings, key=lambda c: (c.session == UNATTRIBUTED, c.session, c.turn, c.start, c.code, c.author,
                                          c.text))
    made: list[tuple[str, ...]] = []
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
        memo = known.memo(c)
        made.append((
            c.session, turn, c.code, "" if c.coding in known.wordless else c.text, c.author, STATUS[c.status],
            MODES[c.mode], "" if known.doubted(memo) else memo, c.at, place, read,
            *([line.check if line else ""] if known.wordless else []),
        ))
    return made


def coding_sheet(codings: Iterable[Coding], known: CodingSources) -> str:
    """Write codings as CSV with semicolons."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerow(known.columns)
    writer.writerows(map(guarded, row) for row in coding_rows(codings, known))
    return buffer.getvalue()


SHEET = "codages"


def words_stay(codings: Iterable[Coding], held: HeldBack) -> frozenset[str]:
    """
    Name the codings whose words stay when their author takes them away.

    Where somebody coded, what they put and what they noted is theirs; the words are those of whoever was interviewed.
    """
    return frozenset(c.coding for c in codings if c.consent != "free" or held.holds(c.session))


NEEDED = ("session", "tour", "code", "passage")
# What an export writes besides; a table made by hand has none of them.
MORE = ("codeur", "statut", "mémo", "mots", "lu", CHECK)
# The same columns, as the tables of coded segments of MAXQDA, NVivo, Taguette and QualCoder head them.
OTHER_HEADS = {
    "session": ("document name", "nom du document", "dokumentname", "document", "file name", "filename", "file",
                "nom du fichier", "fichier", "source"),
    "code": ("code name", "codename", "nom du code", "tag", "node", "nœud"),
    "passage": ("segment", "coded segment", "segment codé", "coded text", "texte codé", "content", "text", "texte"),
    "codeur": ("coder", "coder name", "owner", "created by", "créé par", "auteur"),
    "mémo": ("comment", "commentaire", "memo", "coded_memo"),
}
CODES = ("", STATUS["coded"], STATUS["accepted"], STATUS["modified"])
DELIMITERS = ";,\t"


@dataclass(frozen=True, slots=True)
class SheetRow:
    """
    One coding as a spreadsheet holds it.

    Attributes:
        line: counts from 1, the header included.
        words: its place in source words, when an export wrote it.
        turn: ``NOWHERE`` in a table of another tool, which knows none; ``session`` is then the name of a document.
        read: whether its session was read whole; a table made by hand says so of all its sessions.
        check: knows again the turns it stands in, where its words stayed behind.
    """

    line: int
    session: str
    turn: int
    code: str
    passage: str
    memo: str = ""
    words: str = ""
    read: bool = True
    check: str = ""


def sheet_rows(path: Path, coder: str = "") -> list[SheetRow]:
    """
    Read the codings of a spreadsheet: those of one coder, where it tells whose they are.

    Raises:
        FiligraneError: the file cannot be read, lacks a column, or a turn is not a number.
    """
    if not path.is_file():
        raise FiligraneError(f"{path} est introuvable. Vérifiez le chemin du fichier à importer.")
    read = xlsx_lines if path.suffix.lower() == ".xlsx" else csv_lines
    lines = iter(read(path.read_bytes(), str(path)))
    header = [cell.strip().lower().removeprefix("\ufeff") for cell in next(lines, (1, []))[1]]
    elsewhere = "tour" not in header and "session" not in header
    header = _our_heads(header) if elsewhere else header
    missing = [c for c in NEEDED if c not in header and not (elsewhere and c == "tour")]
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
            turn = int(cells.get("tour", NOWHERE))
        except ValueError as error:
            trouble = f"« {cells['tour']} » (tour) n'est pas un nombre. Corrigez-le."
            raise FiligraneError(f"{path}, ligne {line} : {trouble}") from error
        rows.append(SheetRow(
            line, cells["session"], turn, cells["code"], cells["passage"], cells.get("mémo", ""),
            cells.get("mots", ""), cells.get("lu", NO if elsewhere else YES) == YES, cells.get(CHECK, ""),
        ))
    return rows


def _our_heads(header: list[str]) -> list[str]:
    """
    Name the columns of a table of coded segments as ours are.

    >>> _our_heads(["color", "document name", "code", "segment"])
    ['color', 'session', 'code', 'passage']
    """
    known = {next((h for h in heads if h in header), ""): ours for ours, heads in OTHER_HEADS.items()
             if ours not in header}
    return [known.get(head, head) for head in header]


def csv_lines(data: bytes, file: str) -> Iterator[tuple[int, list[str]]]:
    """
    Give the rows of a table of text, each with its line; ``file`` names it in messages.

    Raises:
        FiligraneError: it cannot be read.
    """
    text = decode(data, file)
    delimiter = max(DELIMITERS, key=text.split("\n", 1)[0].count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    try:
        for cells in reader:
            yield line, cells
            line = reader.line_num + 1
    except csv.Error as error:
        raise FiligraneError(f"{file}, ligne {line} : ce tableau ne se lit pas ({error}). Corrigez-la.") from error


def xlsx_lines(data: bytes, file: str) -> Iterable[tuple[int, list[str]]]:
    """
    Give the rows of the first sheet of a workbook, each with its line; ``file`` names it in messages.

    Raises:
        FiligraneError: it cannot be read.
    """
    from zipfile import BadZipFile  # noqa: PLC0415 - openpyxl is heavy, and this is what it raises

    from openpyxl import load_workbook  # noqa: PLC0415 - heavy

    try:
        sheets = load_workbook(io.BytesIO(data), read_only=True, data_only=True).worksheets
    except (BadZipFile, KeyError, OSError, ValueError) as error:
        raise FiligraneError(f"{file} n'est pas un classeur lisible ({error}). Réenregistrez-le.") from error
    every = [[["" if c is None else str(c) for c in row] for row in s.iter_rows(values_only=True)] for s in sheets]
    # An export says on a first sheet what it is.
    heads = ({cell.strip().lower() for cell in rows[0]} if rows else set() for rows in every)
    found = next((rows for rows, head in zip(every, heads, strict=True) if head.issuperset(NEEDED)), every[0])
    return list(enumerate(found, start=1))
