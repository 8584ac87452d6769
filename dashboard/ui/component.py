"""A style sheet, modules of JavaScript → a component of the page; what was done in it → a gesture as plain data.

Modules import each other as browsers and Node do. They are joined here, since Streamlit takes one text: nothing is
built, nothing is fetched, and what is tested alone is what runs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.ui.gesture import Gesture, last

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
        """Show what the data say; ``on_gesture`` is called when somebody has done something."""
        self._mount(key=key or self.key, data=shown, on_gesture_change=on_gesture)

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
