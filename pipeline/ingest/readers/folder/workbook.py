"""The first sheet of an ``.xlsx`` workbook → its rows of words."""

from __future__ import annotations

import datetime as dt
import io
from typing import Any

from pipeline.ingest.readers.common.archive import opened
from pipeline.model.errors import UnreadableTranscript
from pipeline.model.files import normalised

SIGNATURE = b"PK\x03\x04"


def rows(data: bytes, file: str) -> list[list[str]]:
    """
    Read the cells of the first sheet as they are shown; formulas give their last value.

    Raises:
        UnreadableTranscript: the workbook is damaged, protected or too large.
    """
    opened(data, file).close()
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
