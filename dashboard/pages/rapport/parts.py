"""The parts of a document → the same on a page; what is left to write stands out."""

from __future__ import annotations

from dashboard.ui.html import Html, element, list_of
from pipeline.publish.documents.parts import Items, ParagraphBlock, Part, Prompt, Quotation, Table, Title, quoted

LOWEST = 6


def shown(part: Part) -> Html:
    """Show one part; the page has its own first title."""
    match part:
        case Title():
            return element(f"h{min(part.level, LOWEST)}", part.text)
        case ParagraphBlock():
            return element("p", part.text)
        case Items():
            return list_of(part.lines)
        case Quotation():
            return element("blockquote", quoted(part.text), class_="dit")
        case Prompt():
            return element("p", f"☐ {part.text}", class_="a-completer")
        case Table():
            head = element("tr", (element("th", cell, scope="col") for cell in part.head))
            rows = (element("tr", (element("td", cell) for cell in row)) for row in part.rows)
            return element("table", element("thead", head), element("tbody", rows))
