"""A document ↔ an OpenDocument text, as LibreOffice writes them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
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
    from odfdo import Document

QUOTE, PROMPT = "Quotations", "Invite"
FIXED = datetime(2000, 1, 1)  # noqa: DTZ001 - a date that says nothing, so that the same words give the same bytes
STYLES = {
    QUOTE: {"fo:margin-left": "1cm", "fo:margin-right": "1cm", "fo:margin-bottom": "0.2cm"},
    PROMPT: {"fo:margin-left": "0.5cm", "fo:margin-bottom": "0.2cm"},
}


def write(parts: Sequence[Part]) -> bytes:
    """
    Write a document as an OpenDocument text.

    Raises:
        ValueError: a text holds a sign that XML cannot.
    """
    import odfdo  # noqa: PLC0415 - takes time to load, and few documents are asked for

    document = odfdo.Document("text")
    document.body.clear()
    _settle(document)
    for part in parts:
        for element in _elements(odfdo, part):
            document.body.append(element)
    content = BytesIO()
    document.save(content)
    return settled(content.getvalue())


def _settle(document: Document) -> None:
    import odfdo  # noqa: PLC0415 - takes time to load

    document.set_language("fr-FR")
    document.meta.creation_date = document.meta.date = FIXED
    for name, area in STYLES.items():
        style = odfdo.Style("paragraph", name=name, parent_style="Standard")
        style.set_properties(area, area="paragraph")
        style.set_properties({"fo:font-style": "italic"}, area="text")
        document.insert_style(style)


def _elements(odfdo: Any, part: Part) -> Iterator[Any]:
    match part:
        case Title():
            yield odfdo.Header(part.level, part.text)
        case ParagraphBlock():
            yield odfdo.Paragraph(part.text, formatted=True)
        case Items():
            yield odfdo.List(list(part.lines))
        case Quotation():
            yield odfdo.Paragraph(quoted(part.text), style=QUOTE, formatted=True)
        case Prompt():
            yield odfdo.Paragraph(f"☐ {part.text}", style=PROMPT, formatted=True)
        case Table():
            table = odfdo.Table("Tableau", width=len(part.head), height=len(part.rows) + 1)
            for y, row in enumerate((part.head, *part.rows)):
                for x, text in enumerate(row):
                    table.set_value((x, y), text)
            yield table


def quotations(content: bytes) -> list[str]:
    """Read back the words quoted in an OpenDocument text."""
    import odfdo  # noqa: PLC0415 - takes time to load

    found = odfdo.Document(BytesIO(content)).body.paragraphs
    return [inside(p.inner_text) for p in found if p.style == QUOTE]
