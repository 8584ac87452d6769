"""A document ↔ a Word file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from io import BytesIO
from typing import TYPE_CHECKING, Any

from pipeline.publish.documents.parts import (
    Items,
    ParagraphBlock,
    Part,
    Prompt,
    Quotation,
    Table,
    Title,
    inside,
    quoted,
)
from pipeline.publish.documents.zipped import settled

if TYPE_CHECKING:
    from docx.document import Document

QUOTE, LIST, GRID = "Quote", "List Bullet", "Table Grid"


def write(parts: Sequence[Part]) -> bytes:
    """
    Write a document as a Word file.

    Raises:
        ValueError: a text holds a sign that XML cannot.
    """
    import docx  # noqa: PLC0415 - takes time to load, and few documents are asked for

    document: Document = docx.Document()
    document.core_properties.author = ""
    document.core_properties.comments = ""
    styles = {name: document.styles[name] for name in (QUOTE, LIST, GRID)}
    for part in parts:
        _add(document, part, styles)
    content = BytesIO()
    document.save(content)
    return settled(content.getvalue())


def _add(document: Document, part: Part, styles: Mapping[str, Any]) -> None:
    match part:
        case Title():
            document.add_heading(part.text, part.level)
        case ParagraphBlock():
            document.add_paragraph(part.text)
        case Items():
            for line in part.lines:
                document.add_paragraph(line, styles[LIST])
        case Quotation():
            document.add_paragraph(quoted(part.text), styles[QUOTE])
        case Prompt():
            document.add_paragraph().add_run(f"☐ {part.text}").italic = True
        case Table():
            _table(document, part, styles[GRID])


def _table(document: Document, part: Table, style: Any) -> None:
    table = document.add_table(0, len(part.head), style)
    for row in (part.head, *part.rows):
        for cell, text in zip(table.add_row().cells, row, strict=True):
            cell.text = text
    for cell in table.rows[0].cells:
        for run in cell.paragraphs[0].runs:
            run.bold = True


def quotations(content: bytes) -> list[str]:
    """Read back the words quoted in a Word file."""
    import docx  # noqa: PLC0415 - takes time to load

    document: Document = docx.Document(BytesIO(content))
    # By its id: to look a style up by name for each paragraph takes seconds in a long document.
    style = document.styles[QUOTE].style_id
    return [inside(p.text) for p in document.element.body.p_lst if p.style == style]
