"""A table of ``transcripts/`` ↔ its cells: what is not touched keeps its place and its words."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from pipeline.ingest.readers import spreadsheet
from pipeline.ingest.readers.common.encoding import decode
from pipeline.model.errors import UnreadableTranscript
from pipeline.model.files import write_whole
from pipeline.model.study import Study


def content(study: Study, place: str) -> bytes | None:
    """Give a file as it is, None when it is not there."""
    path = study / place
    return path.read_bytes() if path.exists() else None


def put(study: Study, place: str, was: bytes | None) -> None:
    """Make a file what it was, at one stroke; None takes it away."""
    if was is None:
        (study / place).unlink(missing_ok=True)
    else:
        write_whole(study / place, was)


DELIMITERS = ";,\t"
# A spreadsheet of France opens this as it is: accents right, one cell to a column.
NEW_DELIMITER, MARK = ";", "\ufeff"


@dataclass
class Sheet:
    """A header, and the rows below it as wide as the header."""

    header: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)
    delimiter: str = NEW_DELIMITER

    @classmethod
    def read(cls, data: bytes | None, file: str) -> Sheet:
        """
        Read a table as a spreadsheet saved it; none there is an empty one.

        Raises:
            UnreadableTranscript: it cannot be read.
        """
        if not data:
            return cls()
        if data.startswith(spreadsheet.WORKBOOK):
            cells, delimiter = spreadsheet.workbook_rows(data, file), NEW_DELIMITER
        else:
            text = decode(data, file)
            first = text.lstrip("\n").split("\n")[0]
            delimiter = max(DELIMITERS, key=first.count)
            try:
                cells = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
            except csv.Error as error:
                raise UnreadableTranscript(
                    f"{file} : ce tableau ne se lit pas ({error}). Réenregistrez-le en CSV."
                ) from error
        filled = [row for row in cells if any(c.strip() for c in row)]
        header = [c.strip().lower() for c in filled[0]] if filled else []
        width = len(header)
        return cls(header, [(row + [""] * width)[:width] for row in filled[1:]], delimiter)

    def column(self, name: str) -> int:
        """Find a column, added at the end where there is none."""
        if name not in self.header:
            self.header.append(name)
            for row in self.rows:
                row.append("")
        return self.header.index(name)

    def cell(self, row: Sequence[str], name: str) -> str:
        """Give a cell, empty where there is no such column."""
        return row[self.header.index(name)].strip() if name in self.header else ""

    def put(self, row: list[str], name: str, value: str) -> None:
        """Write a cell."""
        row[self.column(name)] = value

    def drop(self, name: str) -> int:
        """Take a column away; gives how many cells of it were filled in."""
        filled = sum(bool(self.cell(row, name)) for row in self.rows)
        place = self.header.index(name)
        for row in (self.header, *self.rows):
            del row[place]
        return filled

    def add(self, cells: Iterable[tuple[str, str]], after: int | None = None) -> list[str]:
        """Add a row, after another or at the end."""
        told = dict(cells)
        for name in told:
            self.column(name)
        row = [told.get(name, "") for name in self.header]
        self.rows.insert(len(self.rows) if after is None else after + 1, row)
        return row

    def fill(self, cells: Mapping[str, str]) -> None:
        """Put cells in the row of their file and person, where what is there stays; or in a row of their own."""
        stem, who = PurePath(cells["fichier"]).stem, cells.get("locuteur", "")
        of_file = [r for r in self.rows if self.cell(r, "fichier") in {cells["fichier"], stem}
                   or (not self.cell(r, "fichier") and self.cell(r, "session") == stem)]
        row = next((r for r in of_file if not who or self.cell(r, "locuteur") in {who, ""}), None)
        if row is None:
            row = self.add(cells.items())
        for name, value in cells.items():
            if not self.cell(row, name):
                self.put(row, name, value)

    def written(self) -> bytes:
        """Give the table as it stands on disk."""
        text = io.StringIO(newline="")
        csv.writer(text, delimiter=self.delimiter, lineterminator="\n").writerows([self.header, *self.rows])
        return (MARK + text.getvalue()).encode()
