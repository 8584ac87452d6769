"""Rows of cells → a table one reads: wide ones scroll inside themselves, and can be reached by keyboard."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

from dashboard.ui.html import Html, element


def table(name: str, head: Sequence[str], body: Iterable[str], numbers: int = 0) -> Html:
    """Build a table; ``name`` says what it is, the last ``numbers`` columns hold figures."""
    first = len(head) - numbers
    columns = [element("th", words, scope="col", class_="n" if n >= first else "") for n, words in enumerate(head)]
    made = element("table", element("thead", element("tr", columns)), element("tbody", body), class_="croise")
    return element("div", made, class_="defile", tabindex="0", role="region", aria_label=name)


def line(name: str, cells: Iterable[str]) -> Html:
    """Build a row that begins with what it is about."""
    return element("tr", element("th", name, scope="row"), cells)


def figure(words: str) -> Html:
    """Build a cell that holds a figure."""
    return element("td", words, class_="n")


def open_link(words: str, page: str, parameters: Sequence[tuple[str, str]]) -> Html:
    """Link to a page whose address takes several values of one filter."""
    return element("a", words, href=f"{page}?{urlencode(parameters)}", target="_self", class_="lien")
