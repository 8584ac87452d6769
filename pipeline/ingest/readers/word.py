"""A ``.docx`` file → its paragraphs, headings and quotes; a row of a table is one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from pipeline.ingest.readers.common.paragraphs import (
    PLAIN,
    Block,
    DocumentPiece,
    asides,
    block,
    characters,
    kind,
    paragraphs,
    typography,
)
from pipeline.ingest.readers.common.refused_files import damaged, wordless
from pipeline.ingest.readers.common.tables import laid_out, marks, row
from pipeline.ingest.readers.common.xml import archive_tree, open_archive
from pipeline.ingest.session import Aside, ReadTranscript, Reason

WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FORMULA = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/main}t"
COPY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TEXTS = (f"{WORD}t", f"{WORD}delText", FORMULA, DRAWING)
HYPHEN = f"{WORD}noBreakHyphen"
WRITTEN = {f"{WORD}tab": "\t", f"{WORD}br": "\n", f"{WORD}cr": "\n", HYPHEN: "\u2011"}
BLOCKS = {f"{WORD}p", f"{WORD}tr", f"{WORD}r", *TEXTS, *WRITTEN}
# What is not said: deletions, the copy of a text box for older versions of Word, formulas, settings (they hold tabs).
SET_ASIDE: dict[str, Reason] = {
    f"{WORD}del": "deleted", f"{WORD}moveFrom": "deleted", f"{WORD}delText": "deleted", COPY: "repeated",
    f"{WORD}txbxContent": "note",
    FORMULA: "markup", DRAWING: "markup", f"{WORD}pPr": "markup", f"{WORD}rPr": "markup",
}
# What sets a voice apart, beside bold; the same for everybody, it tells nothing.
LOOKS = {"i": "italic", "u": "underline", "color": "color", "highlight": "highlight", "caps": "caps", "rStyle": "style"}
VALUED = frozenset({"color", "highlight", "style"})
UNMARKED = frozenset({"0", "false", "none", "auto", "000000"})
ORDINARY_STYLE = re.compile(
    r"normal|standard|corps|body|text|paragraphe|default|sans|no ?spac|list|toc|header|footer|en-?t|pied", re.IGNORECASE
)
TYPES = "[Content_Types].xml"
MAIN = "word/document.xml"
# The other parts of a document by the end of their type: why they are no paragraphs, and where they stand.
PARTS: dict[str, tuple[Reason, str]] = {
    "footnotes+xml": ("note", "note"), "endnotes+xml": ("note", "note de fin"),
    "comments+xml": ("comment", "commentaire"), "header+xml": ("page", "en-tête"),
    "footer+xml": ("page", "pied de page"), "diagramData+xml": ("markup", "schéma"),
}


def read(data: bytes, file: str) -> ReadTranscript:
    """
    Read a Word document, tracked insertions accepted; deletions, notes, comments and headers are set aside.

    Raises:
        UnreadableTranscript: the file is empty, damaged, protected, or no Word document.
    """
    archive = open_archive(data, file)
    members = set(archive.namelist())
    declared = [(o.get("PartName", "")[1:], o.get("ContentType", "")) for o in archive_tree(archive, TYPES, file)]
    types = {
        part: what.rsplit(".", 1)[-1] for part, what in declared
        if part in members and ("wordprocessing" in what or "diagramData" in what)
    }
    main = next((part for part, what in types.items() if what.endswith("main+xml")), MAIN)
    document = archive_tree(archive, main, file)
    if not document.tag.startswith(WORD):
        raise damaged(data, file)
    part = next((part for part, what in types.items() if what == "styles+xml"), None)
    named = archive_tree(archive, part, file).iter(f"{WORD}style") if part else ()
    names = {s.get(f"{WORD}styleId", ""): s.find(f"{WORD}name") for s in named}
    styles = {style: kind(name.get(f"{WORD}val", "")) for style, name in names.items() if name is not None}
    found = laid_out([_block(node, reason, styles) for node, reason in _blocks(document)])
    parts = [(archive_tree(archive, part, file), *PARTS[what]) for part, what in sorted(types.items()) if what in PARTS]
    said = paragraphs(found)
    if not said:
        raise wordless(file)
    counted = sum(b.marks for b in found)
    for root in (document, *(root for root, _, _ in parts)):
        counted += characters(*(node.text or "" for node in root.iter(*TEXTS))) + len(list(root.iter(HYPHEN)))
    return ReadTranscript(
        said, (*asides(found), *(a for p in parts for a in _part(*p))), counted, "document Word (.docx)"
    )


def _blocks(element: Any, reason: Reason | None = None) -> Iterator[tuple[Any, Reason | None]]:
    for child in element:
        if child.tag in BLOCKS:
            yield child, reason
        else:
            yield from _blocks(child, reason or SET_ASIDE.get(child.tag))


def _block(node: Any, reason: Reason | None, styles: dict[str, str]) -> Block:
    if node.tag == f"{WORD}tr":
        return _row(node, reason, styles)
    taken = block(list(_pieces(node, reason)), _style(node, styles))
    look, opening = typography(list(_runs(node)))
    if not look and taken.style == "paragraph":
        # A style that somebody named: one may write each voice in a style of its own.
        named = node.find(f"{WORD}pPr/{WORD}pStyle")
        style = named.get(f"{WORD}val", "") if named is not None else ""
        look = f"style {style}" if style and not ORDINARY_STYLE.match(style) else PLAIN
    return taken._replace(look=look, opening=opening if taken.text else 0)


def _runs(node: Any) -> Iterator[tuple[str, str]]:
    """Give the runs of a paragraph with their looks; what is not said has none."""
    for run in node.iter(f"{WORD}r"):
        text = "".join(piece.text for piece in _pieces(run, None) if not piece.reason)
        if text and not any(parent.tag in SET_ASIDE for parent in run.iterancestors()):
            yield text, _look(run)


def _look(run: Any) -> str:
    marks = run.find(f"{WORD}rPr")
    if marks is None:
        return PLAIN
    found = ["bold"] if _bold(run) else []
    for tag, look in LOOKS.items():
        mark = marks.find(f"{WORD}{tag}")
        value = mark.get(f"{WORD}val", "") if mark is not None else None
        if value is not None and value not in UNMARKED:
            found.append(f"{look} {value}" if look in VALUED else look)
    return " ".join(found)


def _row(node: Any, reason: Reason | None, styles: dict[str, str]) -> Block:
    cells = [[_block(inner, why, styles) for inner, why in _blocks(cell, reason)] for cell in _cells(node)]
    texts = ["\n".join(b.text for b in cell if b.text) for cell in cells]
    inner = [b for cell in cells for b in cell]
    set_aside = tuple(piece for b in inner for piece in b.asides)
    within = sum(b.marks for b in inner)
    return Block(row(texts), set_aside, _style(node, styles), marks(texts) + within, tuple(texts), within)


def _cells(node: Any) -> Iterator[Any]:
    for child in node:
        if child.tag == f"{WORD}tc" or child.find(f".//{WORD}tc") is None:
            yield child
        else:
            yield from _cells(child)


def _pieces(node: Any, reason: Reason | None) -> Iterator[DocumentPiece]:
    reason = reason or SET_ASIDE.get(node.tag)
    if node.tag in TEXTS and node.text:
        yield DocumentPiece(node.text, reason)
    elif node.tag in WRITTEN:
        yield DocumentPiece(WRITTEN[node.tag], reason)
    for child in node:
        yield from _pieces(child, reason)


def _style(node: Any, styles: dict[str, str]) -> str:
    named = node.find(f"{WORD}pPr/{WORD}pStyle")
    style = styles.get(named.get(f"{WORD}val"), "paragraph") if named is not None else "paragraph"
    if style != "paragraph":
        return style
    said = [run for run in node.iter(f"{WORD}r") if any(p.text.strip() and not p.reason for p in _pieces(run, None))]
    weights = {_bold(run) for run in said}
    return "bold" if weights == {True} else style


def _bold(run: Any) -> bool:
    weight = run.find(f"{WORD}rPr/{WORD}b")
    return weight is not None and weight.get(f"{WORD}val") not in {"0", "false"}


def _part(root: Any, reason: Reason, place: str) -> Iterator[Aside]:
    # Each note and each comment is an aside; a header is one. What numbers are given to notes is nobody's text.
    texts = ["".join(piece.text for piece in _pieces(child, None)).strip() for child in root]
    written = [t for t in texts if t]
    if reason == "page":
        written = ["\n".join(written)] if written else []
    yield from (Aside(text, reason, f"{place} {n}") for n, text in enumerate(written, 1))
