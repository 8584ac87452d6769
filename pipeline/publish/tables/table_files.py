"""A table that may leave → CSV, XLSX or Parquet, each row saying what it is and no cell being a formula."""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from pipeline.publish.exchange.coding_sheet import guarded
from pipeline.publish.tables import table_words as say
from pipeline.publish.tables.public_tables import Public

if TYPE_CHECKING:
    import pandas as pd

# Signs that XML, and so a workbook, cannot hold.
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
MOST_LETTERS = 31  # of the name of a sheet
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PARQUET = "application/vnd.apache.parquet"


def frame(table: Public, notice: Sequence[str]) -> pd.DataFrame:
    """Give a table as pandas holds it, every value as it is; the first line of ``notice`` stands on every row."""
    import pandas as pd  # noqa: PLC0415 - takes time to load, and few downloads are asked for

    made = pd.DataFrame(list(table.rows), columns=list(table.columns), dtype=object)
    made[say.NOTICE] = notice[0]
    return made


def as_csv(table: Public, notice: Sequence[str]) -> bytes:
    """Write a table as French spreadsheets read it."""
    said = frame(table, notice).map(lambda cell: guarded(str(cell))).rename(columns=guarded)
    return said.to_csv(sep=";", index=False, lineterminator="\r\n").encode("utf-8-sig")


def as_xlsx(table: Public, notice: Sequence[str]) -> bytes:
    """Write a workbook: what it is on the first sheet, the table on the second."""
    from openpyxl import Workbook  # noqa: PLC0415 - takes time to load, and few downloads are asked for

    book = Workbook()
    about = book.active
    about.title = say.ABOUT_SHEET
    for line in notice:
        about.append([line])
    sheet = book.create_sheet(FORBIDDEN.sub(" ", table.name)[:MOST_LETTERS])
    told = ((*row, notice[0]) for row in table.rows)
    for rank, row in enumerate(((*table.columns, say.NOTICE), *told), 1):
        for column, value in enumerate(row, 1):
            _write(sheet.cell(rank, column), value)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _write(cell: Any, value: Any) -> None:
    if isinstance(value, (int, float)):
        cell.value = value
    else:
        # Typed as text: never a formula, whatever somebody said.
        cell.value = ILLEGAL.sub("", str(value))
        cell.data_type = "s"


def as_parquet(table: Public, notice: Sequence[str]) -> bytes:
    """Write a Parquet file that says what it is in its metadata and on every row."""
    import pyarrow as pa  # noqa: PLC0415 - with the rest of what takes time to load
    import pyarrow.parquet as pq  # noqa: PLC0415 - the same

    made = pa.Table.from_pandas(frame(table, notice), preserve_index=False)
    content = io.BytesIO()
    pq.write_table(made.replace_schema_metadata({"notice": "\n".join(notice)}), content)
    return content.getvalue()


Writer = Callable[[Public, Sequence[str]], bytes]
KINDS: Mapping[str, tuple[str, str, Writer]] = {
    "csv": ("CSV", "text/csv", as_csv), "xlsx": ("Excel (.xlsx)", XLSX, as_xlsx),
    "parquet": ("Parquet", PARQUET, as_parquet),
}
