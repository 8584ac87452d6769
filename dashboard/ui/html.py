"""Texts and markup → markup: whatever was not built here is escaped, and shows as written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from urllib.parse import urlencode

# Texts put together with it by « + », « % » or ``format`` are escaped; an f-string gives a text, which is escaped too.
from markupsafe import Markup as Html
from markupsafe import escape

__all__ = ["Html", "element", "join", "link", "list_of"]


def element(name: str, *children: str | Iterable[str], **attributes: str) -> Html:
    """
    Build an element; texts among its children are escaped, a final underscore in an attribute is dropped.

    >>> element("p", "1 < 2", element("b", ":smile: $x$"), class_="a&b")
    Markup('<p class="a&amp;b">1 &lt; 2<b>:smile: $x$</b></p>')
    """
    written = "".join(f' {n.rstrip("_").replace("_", "-")}="{escape(str(v))}"' for n, v in attributes.items() if v)
    # The one place where markup is made: names are ours, all the rest is escaped.
    return Html(f"<{name}{written}>{join(*children)}</{name}>")  # noqa: S704


def join(*children: str | Iterable[str]) -> Html:
    """Put texts and elements side by side."""
    return Html("").join(c if isinstance(c, str) else join(*c) for c in children)


def link(words: str, page: str, class_: str = "lien", **parameters: str) -> Html:
    """Link to another page of the dashboard; its address says what it shows, so it can be kept and shared."""
    address = f"{page}?{urlencode(parameters)}" if parameters else page
    return element("a", words, href=address, target="_self", class_=class_)


def list_of(items: Iterable[str], class_: str = "") -> Html:
    """Build a list, nothing when it would be empty."""
    found = [element("li", item) for item in items]
    return element("ul", found, class_=class_) if found else Html("")


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
