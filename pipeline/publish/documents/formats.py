"""A document → Word, OpenDocument or Markdown, read back before it is given: its quotes are the same to the byte."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO
from itertools import groupby
from typing import TYPE_CHECKING, Any

from pipeline.model.errors import FiligraneError
from pipeline.publish.documents.parts import (
    Items,
    ParagraphBlock,
    Part,
    Prompt,
    Quotation,
    Table,
    Title,
    inside,
    markdown,
    quotations,
    quoted,
)

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

ZIP_DATE = (1980, 1, 1, 0, 0, 0)  # the first day that the format knows
MIMETYPE = "mimetype"


def settled(content: bytes) -> bytes:
    """Pack an archive again, its members in their order and without the hour they were written at."""
    packed = BytesIO()
    with zipfile.ZipFile(BytesIO(content)) as before, zipfile.ZipFile(packed, "w") as after:
        for name in before.namelist():
            # OpenDocument wants its type first, in clear.
            how = zipfile.ZIP_STORED if name == MIMETYPE else zipfile.ZIP_DEFLATED
            after.writestr(zipfile.ZipInfo(name, ZIP_DATE), before.read(name), how)
    return packed.getvalue()


WORD_QUOTE, WORD_LIST, WORD_GRID = "Quote", "List Bullet", "Table Grid"


def write_docx(parts: Sequence[Part]) -> bytes:
    """
    Write a document as a Word file.

    Raises:
        ValueError: a text holds a sign that XML cannot.
    """
    import docx  # noqa: PLC0415 - takes time to load, and few documents are asked for

    document: WordDocument = docx.Document()
    document.core_properties.author = ""
    document.core_properties.comments = ""
    styles = {name: document.styles[name] for name in (WORD_QUOTE, WORD_LIST, WORD_GRID)}
    for part in parts:
        _add_to_docx(document, part, styles)
    content = BytesIO()
    document.save(content)
    return settled(content.getvalue())


def _add_to_docx(document: WordDocument, part: Part, styles: Mapping[str, Any]) -> None:
    match part:
        case Title():
            document.add_heading(part.text, part.level)
        case ParagraphBlock():
            document.add_paragraph(part.text)
        case Items():
            for line in part.lines:
                document.add_paragraph(line, styles[WORD_LIST])
        case Quotation():
            document.add_paragraph(quoted(part.text), styles[WORD_QUOTE])
        case Prompt():
            document.add_paragraph().add_run(f"☐ {part.text}").italic = True
        case Table():
            table = document.add_table(0, len(part.head), styles[WORD_GRID])
            for row in (part.head, *part.rows):
                for cell, text in zip(table.add_row().cells, row, strict=True):
                    cell.text = text
            for cell in table.rows[0].cells:
                for run in cell.paragraphs[0].runs:
                    run.bold = True


def quotations_of_docx(content: bytes) -> list[str]:
    """Read back the words quoted in a Word file."""
    import docx  # noqa: PLC0415 - takes time to load

    document: WordDocument = docx.Document(BytesIO(content))
    # By its id: to look a style up by name for each paragraph takes seconds in a long document.
    style = document.styles[WORD_QUOTE].style_id
    return [inside(p.text) for p in document.element.body.p_lst if p.style == style]


ODT_QUOTE, ODT_PROMPT = "Quotations", "Invite"
ODT_DATE = datetime(2000, 1, 1)  # noqa: DTZ001 - a date that says nothing, so that the same words give the same bytes
ODT_STYLES = {
    ODT_QUOTE: {"fo:margin-left": "1cm", "fo:margin-right": "1cm", "fo:margin-bottom": "0.2cm"},
    ODT_PROMPT: {"fo:margin-left": "0.5cm", "fo:margin-bottom": "0.2cm"},
}


def write_odt(parts: Sequence[Part]) -> bytes:
    """
    Write a document as an OpenDocument text.

    Raises:
        ValueError: a text holds a sign that XML cannot.
    """
    import odfdo  # noqa: PLC0415 - takes time to load, and few documents are asked for

    document = odfdo.Document("text")
    document.body.clear()
    document.set_language("fr-FR")
    document.meta.creation_date = document.meta.date = ODT_DATE
    for name, area in ODT_STYLES.items():
        style = odfdo.Style("paragraph", name=name, parent_style="Standard")
        style.set_properties(area, area="paragraph")
        style.set_properties({"fo:font-style": "italic"}, area="text")
        document.insert_style(style)
    for part in parts:
        for element in _elements(odfdo, part):
            document.body.append(element)
    content = BytesIO()
    document.save(content)
    return settled(content.getvalue())


def _elements(odfdo: Any, part: Part) -> Iterator[Any]:
    match part:
        case Title():
            yield odfdo.Header(part.level, part.text)
        case ParagraphBlock():
            yield odfdo.Paragraph(part.text, formatted=True)
        case Items():
            yield odfdo.List(list(part.lines))
        case Quotation():
            yield odfdo.Paragraph(quoted(part.text), style=ODT_QUOTE, formatted=True)
        case Prompt():
            yield odfdo.Paragraph(f"☐ {part.text}", style=ODT_PROMPT, formatted=True)
        case Table():
            table = odfdo.Table("Tableau", width=len(part.head), height=len(part.rows) + 1)
            for y, row in enumerate((part.head, *part.rows)):
                for x, text in enumerate(row):
                    table.set_value((x, y), text)
            yield table


def quotations_of_odt(content: bytes) -> list[str]:
    """Read back the words quoted in an OpenDocument text."""
    import odfdo  # noqa: PLC0415 - takes time to load

    found = odfdo.Document(BytesIO(content)).body.paragraphs
    return [inside(p.inner_text) for p in found if p.style == ODT_QUOTE]


# What CommonMark and its cousins take for a mark, anywhere or at the beginning of a line.
MARKS = re.compile(r"([\\`*_\[\]<>|~&$^]|(?m:^[#+=-])|(?m:(?<=^\d)[.)])|:(?=\w+:))")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
QUOTE, BREAK = "> ", "\\\n> "


def write_markdown(parts: Sequence[Part]) -> bytes:
    """Write a document in Markdown."""
    told: list[str] = []
    for part in parts:
        match part:
            case Quotation():
                told.append(QUOTE + MARKS.sub(r"\\\1", quoted(part.text)).replace("\n", BREAK) + "\n")
            case Prompt():
                told.append(markdown([ParagraphBlock(f"☐ {part.text}")]))
            case Title() | ParagraphBlock() | Items() | Table():
                told.append(markdown([part]))
    return "\n".join(told).encode()


def quotations_of_markdown(content: bytes) -> list[str]:
    """Read back the words quoted in a Markdown document."""
    runs = groupby(content.decode().split("\n"), key=lambda line: line.startswith(QUOTE))
    said: list[str] = []
    for quoting, run in runs:
        if quoting:
            *broken, last = [line.removeprefix(QUOTE) for line in run]
            text = "\n".join([*(line.removesuffix("\\") for line in broken), last])
            said.append(inside(ESCAPED.sub(r"\1", text)))
    return said


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file: how it is written, how its quotes are read back."""

    name: str
    mime: str
    write: Callable[[Sequence[Part]], bytes]
    quotations: Callable[[bytes], list[str]]


WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument.text"
FORMATS: Mapping[str, Format] = {
    "docx": Format("Word (.docx)", WORD, write_docx, quotations_of_docx),
    "odt": Format("LibreOffice (.odt)", OPEN_DOCUMENT, write_odt, quotations_of_odt),
    "md": Format("Markdown (.md)", "text/markdown", write_markdown, quotations_of_markdown),
}


def written(parts: Sequence[Part], kind: str) -> bytes:
    """
    Write a document, and read its quotes back.

    Raises:
        FiligraneError: a quote does not come back as it was said: it names its rank, and nothing is written.
    """
    of = FORMATS[kind]
    try:
        content = of.write(parts)
    except ValueError as error:
        trouble = f"Rien n'est écrit : un texte contient un signe qu'un fichier .{kind} ne peut pas porter ({error})."
        raise FiligraneError(f"{trouble} Coupez ce signe, ou prenez un autre format.") from error
    said = quotations(parts)
    back = of.quotations(content)
    if said != back:
        wrong = next((n for n, (a, b) in enumerate(zip(said, back, strict=False), 1) if a != b), len(back) + 1)
        raise FiligraneError(
            f"La citation n° {wrong} ne se relit pas lettre pour lettre dans le fichier .{kind} : rien n'est écrit. "
            "Elle contient sans doute un signe invisible ; prenez un autre format, ou coupez ce signe."
        )
    return content
