"""Tables of a run → those that may leave: what holds words, or leads to them, only as ``publishable`` lets it.

The transcripts themselves are no table: passages that may not be quoted stand in them.
"""

from __future__ import annotations

import io
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import TYPE_CHECKING, Any

from pipeline.anchoring.publishable import UNATTRIBUTED, may_pass, publishable
from pipeline.model import lazy
from pipeline.model.contracts import ARTEFACTS, Coding
from pipeline.model.files import GUARD, guarded
from pipeline.publish import material_words as say
from pipeline.publish.exchange.coding_sheet import SHEET, CodingSources, coding_rows
from pipeline.publish.held_back import HeldBack

if TYPE_CHECKING:
    import pandas as pd

Rows = Sequence[Any]
# Where a coding or an excerpt stands in its turn tells nothing without the transcript.
LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    "excerpts": ("start", "end", "masks"), "codings": ("start", "end"),
    # What fired is words; a score beside a suggestion would anchor the reader.
    "suggestions": ("evidence", "score"),
    "groupings": ("representatives",), "theme_summaries": ("typical", "rank"), "code_summaries": ("rank",),
    "reinert_classes": ("typical",),
}
WITH_SESSION = ("excerpts", "codings", "participants", "guide_coverage", "session_summaries")
OF_EXCERPTS = ("suggestions", "themes", "topics", "reinert_passages")
MACHINE = ("suggestions", "topics", "groupings", "reinert_classes", "reinert_passages", "reinert_profiles")
NOTHING_WAITS = HeldBack()
TO_REVIEW = "to_review"  # what figures tell of suggestions that wait


class Cells(lazy.LazyRows[tuple[Any, ...]]):
    """Rows as they are told, cell by cell: written out when somebody takes them away, a million cells in all."""

    def __init__(self, rows: Rows, columns: Sequence[str], instead: Callable[[Any], dict[str, str]]) -> None:
        self._rows, self._columns, self._instead = rows, columns, instead

    def __len__(self) -> int:
        return len(self._rows)

    def __repr__(self) -> str:
        return repr(self.made)

    @property
    def made(self) -> tuple[tuple[Any, ...], ...]:
        """The cells of every row."""
        return tuple(tuple(_cell(row, c, other) for c in self._columns) for row in self._rows
                     for other in [self._instead(row)])


@dataclass(frozen=True, slots=True)
class PublicTable:
    """
    A table that may leave.

    Attributes:
        withheld: how many rows may not.
        unsigned: sessions of its words whose pseudonymisation nobody signed.
        waiting: how many rows wait until their interview may leave, and ``waits`` for what; a table that counts all
            interviews waits whole, and has no row.
    """

    name: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]
    withheld: int = 0
    unsigned: tuple[str, ...] = ()
    waiting: int = 0
    waits: HeldBack = NOTHING_WAITS


def tables(
    of: Mapping[str, Rows], signed: Iterable[str], *, suggestions: bool = True, waiting: bool = True,
    held: HeldBack = NOTHING_WAITS,
) -> dict[str, PublicTable]:
    """
    Give the tables that may leave, by name, empty ones left out.

    Args:
        of: the rows of the run, by artefact.
        signed: sessions whose pseudonymisation a person signed.
        suggestions: whether what the machine proposes may be seen at all.
        waiting: whether what it proposes and nobody has read yet is told beside what people decided.
        held: what interviews wait for before they leave.
    """
    # Excerpts that may be quoted → the id they leave under.
    excerpts = of.get("excerpts", ())
    given = [e for e in excerpts if may_pass(e.consent, "export")]
    through = publishable(given, purpose="export").rows
    known = {e.excerpt: as_it_leaves.excerpt for e, as_it_leaves in zip(given, through, strict=True)}
    reviewed = frozenset(signed)
    shown = [name for name in say.TITLES if of.get(name) and (suggestions or name not in MACHINE)]
    if not waiting:
        shown = [name for name in shown if name != "suggestions"]
        of = {**of, "codings": [c for c in of.get("codings", ()) if c.author_kind == "person"]}
    found = {}
    for name in shown:
        sessions = _sessions(name, of)
        going = [row for row in of[name] if not held.holds(sessions(row))] if held else of[name]
        table = _public(name, going, known, reviewed)
        stay = len(of[name]) - len(going)
        about = held.about({sessions(row) for row in of[name]}) if stay else NOTHING_WAITS
        found[name] = replace(table, waiting=stay, waits=about)
    kept = {name: table for name, table in found.items() if table.rows or table.waiting}
    return kept if waiting else {name: without(table, TO_REVIEW) for name, table in kept.items()}


def _sessions(name: str, of: Mapping[str, Rows]) -> Callable[[Any], str]:
    """Give what tells of which interview a row speaks; what counts all, or bears no attribution, speaks of any."""
    hidden = {e.excerpt for e in of.get("excerpts", ()) if e.consent == "unattributed"}
    if name in WITH_SESSION:
        return lambda row: UNATTRIBUTED if getattr(row, "consent", "") == "unattributed" else str(row.session)
    if name in OF_EXCERPTS:
        stands = {e.excerpt: e.session for e in of.get("excerpts", ())}
        return lambda row: UNATTRIBUTED if row.excerpt in hidden else stands.get(row.excerpt, UNATTRIBUTED)
    if name == "answers":
        wrote = {p.participant: p.session for p in of.get("participants", ())}
        return lambda row: wrote.get(row.participant, UNATTRIBUTED)
    return lambda _: UNATTRIBUTED


def without(table: PublicTable, column: str) -> PublicTable:
    """Take a column away, where there is one."""
    if column not in table.columns:
        return table
    at = table.columns.index(column)
    rows = [(*row[:at], *row[at + 1 :]) for row in table.rows]
    return replace(table, columns=(*table.columns[:at], *table.columns[at + 1 :]), rows=rows)


def beside(table: PublicTable, columns: Sequence[str], values: Iterable[Sequence[Any]]) -> PublicTable:
    """Add columns to a table, with their values row by row."""
    rows = [(*row, *more) for row, more in zip(table.rows, values, strict=True)]
    return replace(table, columns=(*table.columns, *columns), rows=rows)


def _public(name: str, rows: Rows, known: Mapping[str, str], signed: frozenset[str]) -> PublicTable:
    if name in {"excerpts", "codings"}:
        passed = publishable(rows, purpose="export", signed=signed)
        # Between two rows of a session, what bears no attribution would tell where it comes from.
        hidden_last = sorted(
            passed.rows, key=lambda r: (True, r.text) if r.session == UNATTRIBUTED else (False, "")
        )
        return _table(name, hidden_last, passed.withheld, passed.unsigned)
    if name in OF_EXCERPTS:
        kept = sorted(
            (row for row in rows if row.excerpt in known),
            key=lambda row: (False, "") if known[row.excerpt] == row.excerpt else (True, known[row.excerpt]),
        )
        return _table(name, kept, len(rows) - len(kept), (), lambda row: {"excerpt": known[row.excerpt]})
    return _table(name, rows, 0, ())


def _table(
    name: str, rows: Rows, withheld: int, unsigned: tuple[str, ...],
    instead: Callable[[Any], dict[str, str]] = lambda _: {},
) -> PublicTable:
    columns = _columns(name, rows)
    return PublicTable(name, columns, Cells(rows, columns, instead), withheld, unsigned)


def _columns(name: str, rows: Rows) -> tuple[str, ...]:
    row = ARTEFACTS[name].row
    found = [f.name for f in fields(row) if f.name not in LEFT_OUT.get(name, ())]
    if "attributes" not in found:
        return tuple(found)
    borne = {a: None for r in rows for a in r.attributes}
    return (*(c for c in found if c != "attributes"), *borne)


def _cell(row: Any, column: str, instead: Mapping[str, str]) -> Any:
    value = instead.get(column, getattr(row, column, None))
    if value is None:
        value = getattr(row, "attributes", {}).get(column, "")
    if isinstance(value, bool):
        return say.YES if value else say.NO
    return say.JOINED.join(map(str, value)) if isinstance(value, tuple) else value


@dataclass(frozen=True, slots=True)
class AttributeCrossing:
    """
    A code crossed with the values of an attribute.

    Attributes:
        counts: for each value, who bears it, of how many asked and coded, how many not coded yet, who bears it unasked.
    """

    code: str
    label: str
    counts: tuple[tuple[int, int, int, int], ...]


def matrix(attribute: str, values: Sequence[str], crossed: Iterable[AttributeCrossing]) -> PublicTable:
    """
    Lay codes out by the values of an attribute, in people, with the denominators of the page Matrice.

    Args:
        attribute: its name, in that of the table.
        values: in the order of columns; each makes four.
        crossed: a code, and its four counts for each value, in the same order.
    """
    names = (say.BEARING, say.ASKED_ABOUT, say.VALUE_NOT_YET, say.VALUE_UNASKED)
    heads = [name.format(value=v) for v in values for name in names]
    rows = tuple((c.code, c.label, *(n for counts in c.counts for n in counts)) for c in crossed)
    return PublicTable(f"matrix-{attribute}", (say.CODE, say.LABEL, *heads), rows)


# Signs that XML, and so a workbook, cannot hold.
ILLEGAL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
MOST_LETTERS = 31  # of the name of a sheet
FORBIDDEN = re.compile(r"[\[\]:*?/\\]")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PARQUET = "application/vnd.apache.parquet"


def frame(table: PublicTable, notice: Sequence[str]) -> pd.DataFrame:
    """Give a table as pandas holds it, every value as it is; the first line of ``notice`` stands on every row."""
    import pandas as pd  # noqa: PLC0415 - takes time to load, and few downloads are asked for

    made = pd.DataFrame(list(table.rows), columns=list(table.columns), dtype=object)
    made[say.NOTICE] = notice[0]
    return made


def as_csv(table: PublicTable, notice: Sequence[str]) -> bytes:
    """Write a table as French spreadsheets read it."""
    said = frame(table, notice).map(lambda cell: guarded(str(cell))).rename(columns=guarded)
    return said.to_csv(sep=";", index=False, lineterminator="\r\n").encode("utf-8-sig")


def as_xlsx(table: PublicTable, notice: Sequence[str]) -> bytes:
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
            cell = sheet.cell(rank, column)
            if isinstance(value, (int, float)):
                cell.value = value
            else:
                # Typed as text: never a formula, whatever somebody said.
                cell.value = ILLEGAL.sub("", str(value))
                cell.data_type = "s"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def coding_workbook(codings: Iterable[Coding], known: CodingSources, notice: Sequence[str]) -> bytes:
    """Write codings that may leave as a workbook that an import takes back."""
    # A workbook keeps text as it is; a cell that looks guarded would alone be read back without its guard.
    cells = tuple(tuple(guarded(c) if c.startswith(GUARD) else c for c in row) for row in coding_rows(codings, known))
    return as_xlsx(PublicTable(SHEET, known.columns, cells), notice)


def as_parquet(table: PublicTable, notice: Sequence[str]) -> bytes:
    """Write a Parquet file that says what it is in its metadata and on every row."""
    import pyarrow as pa  # noqa: PLC0415 - with the rest of what takes time to load
    import pyarrow.parquet as pq  # noqa: PLC0415 - the same

    made = pa.Table.from_pandas(frame(table, notice), preserve_index=False)
    content = io.BytesIO()
    pq.write_table(made.replace_schema_metadata({"notice": "\n".join(notice)}), content)
    return content.getvalue()


Writer = Callable[[PublicTable, Sequence[str]], bytes]
KINDS: Mapping[str, tuple[str, str, Writer]] = {
    "csv": ("CSV", "text/csv", as_csv), "xlsx": ("Excel (.xlsx)", XLSX, as_xlsx),
    "parquet": ("Parquet", PARQUET, as_parquet),
}
