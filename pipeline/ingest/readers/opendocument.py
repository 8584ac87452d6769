"""A ``.odt`` file → its paragraphs, headings and quotes; a row of a table is one paragraph."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from dataclasses import replace
from typing import Any, NamedTuple

from lxml import etree

from pipeline.ingest.readers.common.paragraphs import (
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
from pipeline.model.errors import UnreadableTranscript

NAMESPACE = "urn:oasis:names:tc:opendocument:xmlns:"
TEXT, STYLE = f"{{{NAMESPACE}text:1.0}}", f"{{{NAMESPACE}style:1.0}}"
FORMAT = f"{{{NAMESPACE}xsl-fo-compatible:1.0}}"
WEIGHT = f"{FORMAT}font-weight"
HEADING = f"{TEXT}h"
FAMILIES = {f"{TEXT}p": "paragraph", HEADING: "paragraph", f"{TEXT}span": "text"}
MOST_PARENTS = 20
SPACE = "_20_"  # how the name of a style writes a space
TABLE, OFFICE = f"{{{NAMESPACE}table:1.0}}", f"{{{NAMESPACE}office:1.0}}"
SVG = f"{{{NAMESPACE}svg-compatible:1.0}}"
# Who commented and when, and the automatic numbers of notes: data about the text, not text.
METADATA = ("{http://purl.org/dc/elements/1.1/}*", f"{{{NAMESPACE}meta:1.0}}*", f"{TEXT}note-citation")
PARAGRAPHS = {f"{TEXT}p", f"{TEXT}h"}
ROW, CELLS = f"{TABLE}table-row", {f"{TABLE}table-cell", f"{TABLE}covered-table-cell"}
SPACES, MOST_SPACES = f"{TEXT}s", 100
WRITTEN = {f"{TEXT}tab": "\t", f"{TEXT}line-break": "\n"}
INDEXES = (
    "table-of-content", "illustration-index", "table-index", "object-index", "user-index", "alphabetical-index",
    "bibliography",
)
SET_ASIDE: dict[str, Reason] = {
    f"{TEXT}note": "note", f"{OFFICE}annotation": "comment", f"{TEXT}tracked-changes": "deleted",
    f"{SVG}title": "markup", f"{SVG}desc": "markup", f"{OFFICE}forms": "markup",
    **{f"{TEXT}{index}": "repeated" for index in INDEXES},
}
AROUND = tuple(f"{STYLE}{part}{which}" for part in ("header", "footer") for which in ("", "-left", "-first"))
MANIFEST = "META-INF/manifest.xml"


class Style(NamedTuple):
    """
    What one style says: its name, the style it starts from, whether it is bold; ``None`` as its parent.

    ``look`` is the rest of its typography: « italic », « color #ff0000 ».
    """

    name: str
    parent: str
    bold: bool | None
    look: str = ""


class Styles:
    """The styles of a document by family and name; those met last replace those met first."""

    def __init__(self, roots: list[Any]) -> None:
        self._styles = {key: style for root in roots for key, style in map(_declared, root.iter(f"{STYLE}style"))}

    def kind(self, paragraph: Any, unsaid: Container[str]) -> str:
        """Tell whether a paragraph is a heading, a quote, all bold, or none of these; ``unsaid`` tags do not count."""
        if paragraph.tag == HEADING:
            return "heading"
        kinds = [kind(style.name) for style in self._parents(paragraph)]
        found = next((k for k in kinds if k != "paragraph"), "paragraph")
        weights = list(self._weights(paragraph, False, unsaid)) if found == "paragraph" else []
        return "bold" if weights and all(weights) else found

    def runs(self, paragraph: Any, unsaid: Container[str]) -> Iterator[tuple[str, str]]:
        """Give the words of a paragraph, run by run, with the look of each."""
        yield from self._runs(paragraph, "", False, unsaid)

    def _runs(self, node: Any, look: str, bold: bool, unsaid: Container[str]) -> Iterator[tuple[str, str]]:  # noqa: FBT001 - inherited
        styles = list(self._parents(node))
        look = next((style.look for style in styles if style.look), look)
        bold = next((style.bold for style in styles if style.bold is not None), bold)
        shown = f"bold {look}".strip() if bold else look
        yield " ".join((node.text or "").split("\n")), shown
        for child in node:
            if child.tag not in unsaid:
                yield from self._runs(child, look, bold, unsaid)
            yield " ".join((child.tail or "").split("\n")), shown

    def _parents(self, node: Any) -> Iterator[Style]:
        family = FAMILIES.get(node.tag, "")
        name = node.get(f"{TEXT}style-name", "")
        for _ in range(MOST_PARENTS):
            style = self._styles.get((family, name))
            if style is None:
                return
            yield style
            name = style.parent

    def _weights(self, node: Any, bold: bool, unsaid: Container[str]) -> Iterator[bool]:  # noqa: FBT001 - inherited
        bold = next((style.bold for style in self._parents(node) if style.bold is not None), bold)
        if (node.text or "").strip():
            yield bold
        for child in node:
            if child.tag not in unsaid:
                yield from self._weights(child, bold, unsaid)
            if (child.tail or "").strip():
                yield bold


def _declared(style: Any) -> tuple[tuple[str, str], Style]:
    properties = style.find(f"{STYLE}text-properties")
    weight = properties.get(WEIGHT) if properties is not None else None
    bold = None if weight is None else weight == "bold" or weight in {"600", "700", "800", "900"}
    name = style.get(f"{STYLE}name", "")
    shown = style.get(f"{STYLE}display-name") or name.replace(SPACE, " ")
    parent = style.get(f"{STYLE}parent-style-name", "")
    return (style.get(f"{STYLE}family", ""), name), Style(shown, parent, bold, _look(properties))


def _look(properties: Any) -> str:
    if properties is None:
        return ""
    found = ["italic"] if properties.get(f"{FORMAT}font-style") == "italic" else []
    if properties.get(f"{STYLE}text-underline-style", "none") != "none":
        found.append("underline")
    color = properties.get(f"{FORMAT}color", "")
    if color and color != "#000000":
        found.append(f"color {color}")
    return " ".join(found)


def read(data: bytes, file: str) -> ReadTranscript:
    """
    Read an OpenDocument text as corrected; deletions, notes, comments, headers and indexes are set aside.

    Raises:
        UnreadableTranscript: the file is empty, damaged, protected, or no OpenDocument text.
    """
    archive = open_archive(data, file)
    # OpenDocument encrypts its members by itself, and says so in its manifest only.
    if MANIFEST in archive.namelist() and any(
        str(node.tag).endswith("encryption-data") for node in archive_tree(archive, MANIFEST, file).iter()
    ):
        raise UnreadableTranscript(f"{file} est protégé par un mot de passe : enregistrez-le sans mot de passe.")
    content = archive_tree(archive, "content.xml", file)
    body = content.find(f"{OFFICE}body/{OFFICE}text")
    if body is None:
        raise damaged(data, file)
    pages = [archive_tree(archive, "styles.xml", file)] if "styles.xml" in archive.namelist() else []
    around = [part for root in pages for part in root.iter(*AROUND)]
    for root in (body, *around):
        etree.strip_elements(root, *METADATA, with_tail=False)
    found = laid_out([b for b in _blocks(body, None, Styles([*pages, content])) if b != Block("")])
    said = paragraphs(found)
    if not said:
        raise wordless(file)
    counted = sum(characters(*root.itertext()) for root in (body, *around)) + sum(b.marks for b in found)
    # OpenDocument keeps all deletions before the text: their paragraph is not known.
    within = [replace(aside, place="") if aside.reason == "deleted" else aside for aside in asides(found)]
    for part in around:
        place = "en-tête" if "header" in part.tag else "pied de page"
        text = "".join(piece.text for piece in _pieces(part, None)).strip()
        if text:
            within.append(Aside(text, "page", place))
    return ReadTranscript(said, tuple(within), counted, "document LibreOffice (.odt)")


def _blocks(element: Any, reason: Reason | None, styles: Styles) -> Iterator[Block]:
    yield _loose(element.text)
    for child in element:
        within = reason or SET_ASIDE.get(child.tag)
        if child.tag in PARAGRAPHS:
            taken = block(list(_pieces(child, within)), styles.kind(child, SET_ASIDE))
            look, opening = typography(list(styles.runs(child, SET_ASIDE)))
            yield taken._replace(look=look, opening=opening) if taken.text else taken
        elif child.tag == ROW:
            yield _row(child, within, styles)
        else:
            yield from _blocks(child, within, styles)
        yield _loose(child.tail)


def _loose(text: str | None) -> Block:
    # Between the paragraphs of a sound document there is nothing but line breaks.
    return Block("", (DocumentPiece(text, "markup"),) if text and text.strip() else ())


def _row(node: Any, reason: Reason | None, styles: Styles) -> Block:
    cells = [list(_blocks(cell, reason, styles)) for cell in node if cell.tag in CELLS]
    loose = [b for cell in node for b in ([_loose(cell.tail)] if cell.tag in CELLS else _blocks(cell, reason, styles))]
    texts = ["\n".join(b.text for b in cell if b.text) for cell in cells]
    inner = [b for cell in cells for b in cell]
    set_aside = tuple(piece for b in (*inner, *loose, _loose(node.text)) for piece in b.asides)
    within = sum(b.marks for b in inner)
    return Block(row(texts), set_aside, "paragraph", marks(texts) + within, tuple(texts), within)


def _pieces(node: Any, reason: Reason | None) -> Iterator[DocumentPiece]:
    yield DocumentPiece(_collapsed(node.text), reason)
    for child in node:
        within = reason or SET_ASIDE.get(child.tag)
        if child.tag == SPACES:
            number = child.get(f"{TEXT}c", "1")
            repeated = (min(int(number), MOST_SPACES) if re.fullmatch(r"[0-9]{1,9}", number) else 1)
            yield DocumentPiece(" " * repeated, within)
        elif child.tag in WRITTEN:
            yield DocumentPiece(WRITTEN[child.tag], within)
        # The paragraphs of a text box, of a note or of a comment stand apart.
        around = [DocumentPiece("\n", within)] if child.tag in PARAGRAPHS else []
        yield from (*around, *_pieces(child, within), *around)
        yield DocumentPiece(_collapsed(child.tail), reason)


def _collapsed(text: str | None) -> str:
    return re.sub(r"[ \t\r\n]+", " ", text or "")
