"""Rows and columns ↔ a table that somebody fills in: typed, ticked, or pasted from a spreadsheet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from typing import Literal

from dashboard.ui.component import Component
from dashboard.words import review_words as wording
from pipeline.ingest.readers.metadata import NOT_ASKED

_TABLE = Component(
    "cells", '<section class="saisie"></section>', "ui/assets/cells.js", css="ui/assets/cells.css",
)


@dataclass(frozen=True, slots=True)
class Column:
    """
    A column to fill in.

    Attributes:
        hint: said in small under its name.
        known: values that are there already, offered as one types.
    """

    key: str
    label: str
    kind: Literal["text", "tick"] = "text"
    hint: str = ""
    known: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TableCell:
    """What a cell shows, what the file holds, whether it may be changed here, and what holds while it is empty."""

    value: str
    was: str
    locked: bool = False
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row: what stands before its cells, and whether a group begins with it."""

    key: str
    heads: tuple[str, ...]
    cells: tuple[TableCell, ...] = ()
    first: bool = False


@dataclass(frozen=True, slots=True)
class EditableTable:
    """A table to fill in; ``token`` tells what one types into it from what one typed into another."""

    name: str
    title: str
    heads: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    token: str = ""
    labels: dict[str, str] = field(default_factory=lambda: {"locked": wording.LOCKED})


def mount(shown: EditableTable, on_change: Callable[[], None]) -> None:
    """Show a table; ``on_change`` is called when cells were filled in."""
    _TABLE.mount(asdict(shown) | {"no": sorted(NOT_ASKED)}, on_change, key=_key(shown.name))


def entered(name: str, token: str) -> Sequence[tuple[str, str, str]]:
    """Give what was just filled in: row, column, value; nothing when it was said of another table."""
    made = _TABLE.gesture(_key(name))
    cells = made.get("cells") if made.get("gesture") == "set" and made.get("token") == token else None
    said = []
    for one in cells or ():
        row, column, value = (one.get(name) if isinstance(one, dict) else None for name in ("row", "column", "value"))
        if isinstance(row, str) and isinstance(column, str) and isinstance(value, str):
            said.append((row, column, value))
    return said


def _key(name: str) -> str:
    return f"cells-{name}"
