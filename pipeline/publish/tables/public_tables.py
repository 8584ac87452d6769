"""Tables of a run → those that may leave: what holds words, or leads to them, only as ``publishable`` lets it.

The transcripts themselves are no table: passages that may not be quoted stand in them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from typing import Any

from pipeline.anchoring.publishable import UNATTRIBUTED, may_pass, publishable
from pipeline.model import lazy
from pipeline.model.contracts import ARTEFACTS
from pipeline.publish.tables import table_words as say

Rows = Sequence[Any]
# Where a coding or an excerpt stands in its turn tells nothing without the transcript.
LEFT_OUT: Mapping[str, tuple[str, ...]] = {
    "excerpts": ("start", "end", "masks"), "codings": ("start", "end"),
    # What fired is words; a score beside a suggestion would anchor the reader.
    "suggestions": ("evidence", "score"),
    "groupings": ("representatives",), "theme_summaries": ("typical", "rank"), "code_summaries": ("rank",),
}
OF_EXCERPTS = ("suggestions", "themes", "topics")
MACHINE = ("suggestions", "topics", "groupings")


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
class Public:
    """
    A table that may leave.

    Attributes:
        withheld: how many rows may not.
        unsigned: sessions of its words whose pseudonymisation nobody signed.
    """

    name: str
    columns: tuple[str, ...]
    rows: Sequence[tuple[Any, ...]]
    withheld: int = 0
    unsigned: tuple[str, ...] = ()


def tables(of: Mapping[str, Rows], signed: Iterable[str], *, suggestions: bool = True) -> dict[str, Public]:
    """
    Give the tables that may leave, by name, empty ones left out.

    Args:
        of: the rows of the run, by artefact.
        signed: sessions whose pseudonymisation a person signed.
        suggestions: whether what the machine proposes may be seen at all.
    """
    # Excerpts that may be quoted → the id they leave under.
    excerpts = of.get("excerpts", ())
    given = [e for e in excerpts if may_pass(e.consent, "export")]
    through = publishable(given, purpose="export").rows
    known = {e.excerpt: as_it_leaves.excerpt for e, as_it_leaves in zip(given, through, strict=True)}
    reviewed = frozenset(signed)
    shown = [name for name in say.TITLES if of.get(name) and (suggestions or name not in MACHINE)]
    found = {name: _public(name, of[name], known, reviewed) for name in shown}
    return {name: table for name, table in found.items() if table.rows}


def _public(name: str, rows: Rows, known: Mapping[str, str], signed: frozenset[str]) -> Public:
    if name in {"excerpts", "codings"}:
        passed = publishable(rows, purpose="export", signed=signed)
        hidden_last = sorted(passed.rows, key=_hidden)
        return _table(name, hidden_last, passed.withheld, passed.unsigned)
    if name in OF_EXCERPTS:
        kept = sorted((row for row in rows if row.excerpt in known), key=lambda row: _moved(row.excerpt, known))
        return _table(name, kept, len(rows) - len(kept), (), lambda row: {"excerpt": known[row.excerpt]})
    return _table(name, rows, 0, ())


# Between two rows of a session, what bears no attribution would tell where it comes from.
def _hidden(row: Any) -> tuple[bool, str]:
    hidden = row.session == UNATTRIBUTED
    return hidden, row.text if hidden else ""


def _moved(excerpt: str, known: Mapping[str, str]) -> tuple[bool, str]:
    hidden = known[excerpt] != excerpt
    return hidden, known[excerpt] if hidden else ""


def _table(
    name: str, rows: Rows, withheld: int, unsigned: tuple[str, ...],
    instead: Callable[[Any], dict[str, str]] = lambda _: {},
) -> Public:
    columns = _columns(name, rows)
    return Public(name, columns, Cells(rows, columns, instead), withheld, unsigned)


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
class Crossed:
    """A code crossed with the values of an attribute: in each, who bears it, of how many asked, and who unasked."""

    code: str
    label: str
    counts: tuple[tuple[int, int, int], ...]


def matrix(attribute: str, values: Sequence[str], crossed: Iterable[Crossed]) -> Public:
    """Lay codes out by the values of an attribute, in people, with the denominators of the page Matrice."""
    heads = [name.format(value=v) for v in values for name in (say.BEARING, say.ASKED_ABOUT, say.UNASKED)]
    rows = tuple((c.code, c.label, *(n for counts in c.counts for n in counts)) for c in crossed)
    return Public(f"matrix-{attribute}", (say.CODE, say.LABEL, *heads), rows)
