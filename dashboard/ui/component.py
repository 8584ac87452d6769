"""A style sheet, modules of JavaScript → a component of the page; what was done in it → a gesture as plain data.

Modules import each other as browsers and Node do. They are joined here, since Streamlit takes one text: nothing is
built, nothing is fetched, and what is tested alone is what runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Generic, Literal, Protocol, TypeVar

import streamlit as st

from dashboard.words import run_words as wording
from dashboard.words import ui_words
from pipeline.ingest.readers.metadata import NOT_ASKED
from pipeline.model.errors import FiligraneError

DASHBOARD = Path(__file__).parents[1]
IMPORT = re.compile(r'^import \{[^}]*\} from "(\.[^"]+)";\n', re.MULTILINE)
ALIKE = "ui/assets/component.css"
EXPORT = re.compile(r"^export (?!default)", re.MULTILINE)


class Component:
    """
    Something of a page that the browser draws and that tells of gestures.

    It stands in the page itself, not in a shadow of it: browsers tell what is selected there.

    Args:
        name: what Streamlit calls it, ``filigrane_`` before; one component a name.
        html: the node its script looks for and fills.
        module: its script, from the folder of the dashboard.
        css: its style sheet, likewise.
        key: what its state is called in the session, where it is shown once.
    """

    def __init__(self, name: str, html: str, module: str, css: str, key: str = "") -> None:
        style = "".join((DASHBOARD / sheet).read_text("utf-8") for sheet in (ALIKE, css))
        self.key = key or name
        self._mount = st.components.v2.component(
            f"filigrane_{name}", html=html, css=style, js=joined(DASHBOARD / module), isolate_styles=False,
        )

    def mount(self, shown: dict[str, Any], on_gesture: Callable[[], None], key: str = "") -> None:
        """
        Show what the data say; ``on_gesture`` is called when somebody has done something.

        Args:
            shown: what the script reads; keys of the keyboard are added to its ``labels``.
            on_gesture: called when somebody has done something; what it was is read in the session of Streamlit.
            key: of Streamlit, where a page shows the component twice.
        """
        said = shown | {"labels": {"keys": ui_words.KEYS} | dict(shown.get("labels", {}))}
        self._mount(key=key or self.key, data=said, on_gesture_change=on_gesture)

    def gesture(self, key: str = "") -> Gesture:
        """Give what has just been done; empty when it cannot be understood."""
        return last(key or self.key)


def joined(module: Path) -> str:
    """Join a module of JavaScript and those it imports, each once, after those it needs."""
    return "\n".join(EXPORT.sub("", IMPORT.sub("", source)) for source in _needed(module.resolve(), set()))


def _needed(module: Path, met: set[Path]) -> Iterator[str]:
    if module in met:
        return
    met.add(module)
    source = module.read_text("utf-8")
    for found in IMPORT.finditer(source):
        yield from _needed((module.parent / found[1]).resolve(), met)
    yield source


Gesture = dict[str, Any]


class PageState(Protocol):
    """What a page has in hand; its token tells one screen from another."""

    @property
    def token(self) -> str:
        """The screen on which a gesture is made."""


D = TypeVar("D", bound=PageState)


@dataclass(frozen=True, slots=True)
class MessageKeys:
    """Where a page keeps what it says of the last gesture, and how many there were."""

    news: str
    error: str
    count: str


@dataclass(frozen=True, slots=True)
class GestureHandlers(Generic[D]):
    """
    What somebody may do on a page.

    Attributes:
        does: gestures by name.
        keys: where the page keeps what it says of them.
        stale: what is said of a gesture made on another screen, or of an unknown one.
        nobody: what is said where a name must be given first.
        reading: gestures that write nothing, and ask for no name.
    """

    does: Mapping[str, Callable[[D, Gesture], None]]
    keys: MessageKeys
    stale: str
    nobody: str
    reading: frozenset[str] = frozenset()

    def carry_out(self, made: Gesture, on: D, author: str) -> None:
        """
        Do what was asked; what cannot be done is told on the screen, and nothing is written.

        Args:
            made: the gesture, as ``Component.gesture`` reads it, with the token of the page it was made on.
            on: the state of the page, whose ``token`` must be the same.
            author: who makes it; empty refuses all gestures but those of ``reading``.
        """
        attempt(lambda: self._wanted(made, on, author)(on, made), self.keys)

    def _wanted(self, made: Gesture, on: D, author: str) -> Callable[[D, Gesture], None]:
        wanted = str(made.get("gesture"))
        if wanted not in self.does or made.get("token") != on.token:
            raise FiligraneError(self.stale)
        if not author and wanted not in self.reading:
            raise FiligraneError(self.nobody)
        return self.does[wanted]


def last(key: str) -> Gesture:
    """Give what somebody has just done on a component; empty when it cannot be understood."""
    said = st.session_state.get(key)
    made = said.get("gesture") if said else None
    return dict(made) if isinstance(made, dict) else {}


def attempt(doing: Callable[[], None], keys: MessageKeys) -> None:
    """Do something, or keep why it cannot be done, to be told; the screen is another afterwards."""
    st.session_state[keys.news] = st.session_state[keys.error] = ""
    try:
        doing()
    except FiligraneError as error:
        st.session_state[keys.error] = str(error)
    st.session_state[keys.count] = st.session_state.get(keys.count, 0) + 1


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
