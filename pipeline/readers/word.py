"""A ``.docx`` file → its paragraphs, headings and quotes; a row of a table is one paragraph."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from pipeline.errors import UnreadableTranscript
from pipeline.readers.session import Paragraph

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
WRITTEN = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011"}
STYLES = (
    ("heading", "heading"), ("titre", "heading"), ("title", "heading"), ("subtitle", "heading"),
    ("quote", "quote"), ("intense quote", "quote"), ("citation", "quote"),
)
OLD_WORD = b"\xd0\xcf\x11\xe0"


def read(data: bytes, file: str) -> list[Paragraph]:
    """
    Read the paragraphs of a Word document, tracked insertions accepted and deletions left out.

    Raises:
        UnreadableTranscript: the file is empty, damaged, protected, or no Word document.
    """
    document = _opened(data, file)
    styles = {s.style_id: _kind(s.name or "") for s in document.styles}
    pieces = [(_text(block), _style(block, styles)) for block in _blocks(document.element.body)]
    said = [(text, style) for text, style in pieces if text]
    if not said:
        raise UnreadableTranscript(f"{file} ne contient aucun texte. Remettez-y la transcription, ou retirez-le.")
    return [Paragraph(text, f"paragraphe {n}", style) for n, (text, style) in enumerate(said, 1)]


def _opened(data: bytes, file: str) -> Any:
    import docx  # noqa: PLC0415 - slow to import, and needed by this format only
    from docx.opc.exceptions import OpcError  # noqa: PLC0415

    try:
        return docx.Document(io.BytesIO(data))
    except (OpcError, zipfile.BadZipFile, zlib.error, KeyError, ValueError, SyntaxError, OSError) as error:
        raise UnreadableTranscript(_why(data, file)) from error


def _why(data: bytes, file: str) -> str:
    if not data.strip():
        return f"{file} est vide. Remettez-y la transcription, ou retirez le fichier."
    if data.startswith(OLD_WORD):
        return f"{file} est un ancien document Word, ou il est protégé par un mot de passe : enregistrez-le en .docx."
    return f"{file} n'est pas un document Word lisible. Ouvrez-le dans Word ou LibreOffice, réenregistrez-le en .docx."


def _blocks(element: Any) -> Iterator[Any]:
    for child in element:
        if child.tag in {f"{WORD}p", f"{WORD}tr"}:
            yield child
        elif child.tag in {f"{WORD}tbl", f"{WORD}sdt", f"{WORD}sdtContent", f"{WORD}ins"}:
            yield from _blocks(child)


def _text(block: Any) -> str:
    if block.tag != f"{WORD}tr":
        return "".join(_written(block)).strip()
    cells = ["\n".join(filter(None, map(_text, _blocks(cell)))) for cell in block.iter(f"{WORD}tc")]
    return _row([c for c in cells if c])


def _row(cells: list[str]) -> str:
    # A transcript set in a table has the time in one column, or none, then the speaker, then the words.
    if len(cells) > 2 and cells[0][0].isdigit():
        return f"[{cells[0]}] {_row(cells[1:])}"
    return f"{cells[0]} : {' '.join(cells[1:])}" if len(cells) > 1 else "".join(cells)


def _written(element: Any) -> Iterator[str]:
    for node in element:
        name = str(node.tag).removeprefix(WORD)
        if name == "t":
            yield node.text or ""
        elif name in WRITTEN:
            yield WRITTEN[name]
        elif name not in {"pPr", "rPr", "del", "moveFrom"} and node.tag != COPY:
            yield from _written(node)


def _style(block: Any, styles: dict[str, str]) -> str:
    named = block.find(f"{WORD}pPr/{WORD}pStyle")
    kind = styles.get(named.get(f"{WORD}val"), "paragraph") if named is not None else "paragraph"
    return "bold" if kind == "paragraph" and _all_bold(block) else kind


def _kind(name: str) -> str:
    return next((kind for start, kind in STYLES if name.lower().startswith(start)), "paragraph")


def _all_bold(block: Any) -> bool:
    runs = [r for r in block.iter(f"{WORD}r") if "".join(_written(r)).strip()]
    marks = [r.find(f"{WORD}rPr/{WORD}b") for r in runs]
    return bool(marks) and all(m is not None and m.get(f"{WORD}val") not in {"0", "false"} for m in marks)
