"""A ``.html`` page → its paragraphs, headings and quotes; what it shows to nobody is set aside."""

from __future__ import annotations

import re
from typing import Any, NamedTuple

from pipeline.ingest.readers.common.encoding import decoded
from pipeline.ingest.readers.common.paragraphs import Typography, characters, typography
from pipeline.ingest.readers.common.refused_files import bounded, wordless
from pipeline.ingest.readers.common.tables import marks, row
from pipeline.ingest.session import Aside, Paragraph, ReadTranscript, Reason
from pipeline.model.errors import UnreadableTranscript

STYLES = {"blockquote": "quote", **{f"h{level}": "heading" for level in range(1, 7)}}
BLOCKS = {
    "address", "article", "aside", "blockquote", "body", "caption", "center", "dd", "details", "dialog", "div", "dl",
    "dt", "fieldset", "figcaption", "figure", "form", "head", "header", "hgroup", "hr", "html", "legend", "li", "main",
    "menu", "ol", "p", "pre", "section", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
    *STYLES,
}
ASIDES: dict[str, Reason] = {
    "script": "markup", "style": "markup", "template": "markup", "noscript": "markup", "svg": "markup",
    "math": "markup", "object": "markup", "title": "header", "nav": "page", "footer": "page", "button": "page",
    "select": "page", "textarea": "page", "del": "deleted",
}
BOLD = {"b", "strong", "th"}
ITALIC = {"i", "em"}
INLINE = set(
    "a abbr acronym applet area audio base basefont bdi bdo big blink br canvas cite code col colgroup command data "
    "datalist dfn em embed font frame frameset i iframe img input ins isindex kbd keygen label link map mark marquee "
    "meta meter noframes optgroup option output param picture progress q rb rp rt rtc ruby s samp small source span "
    "strike sub sup time track tt u var video wbr xml".split(),
)
KNOWN = BLOCKS | set(ASIDES) | BOLD | INLINE | {"o:p"}
DECISIVE = {"pre", *STYLES, *ASIDES, *BOLD, *ITALIC}
TAG = re.compile(r"</?([^\W\d_][^\s<>/]*)[^<>]*>|<(?![/!?]?[A-Za-z!])")
SPACES = re.compile(r"[ \t\n\r\f]+")
LONGEST_LABEL = 40  # characters: a wider first cell holds words, not the name of a speaker


class Blocks(NamedTuple):
    """
    What a piece of HTML holds.

    Attributes:
        found: text and style (``paragraph``, ``heading``, ``quote`` or ``bold``) of each block, in order.
        looks: for each of them, its typography.
        asides: scripts, styles, menus, deleted words.
        characters: of all text nodes, but spaces, with the marks that stand between the cells of a row.
    """

    found: list[tuple[str, str]]
    asides: list[Aside]
    characters: int
    looks: list[Typography] = []  # noqa: RUF012 - a named tuple shares it, and nothing is ever added to it


def blocks(html: str, file: str) -> Blocks:
    """
    Cut HTML into blocks; a tag that HTML does not know, as ``<rires>``, is a word of the transcriber and stays.

    Raises:
        UnreadableTranscript: elements are nested deeper than any page.
    """
    bounded(file, html.count("<"))
    root = _parsed(html, file)
    if root is None:
        return Blocks([], [], 0)
    walk = _Walk()
    walk.go(root)
    counted = sum(characters(node.text or "", node.tail or "") for node in root.iter())
    return Blocks(walk.found, walk.asides, counted + walk.marks, walk.looks)


def _parsed(html: str, file: str) -> Any:
    from lxml import etree  # noqa: PLC0415 - needed only where there is HTML
    from lxml.html import HTMLParser, document_fromstring  # noqa: PLC0415

    parser = HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True)
    try:
        root = document_fromstring(TAG.sub(_kept, html).encode("utf-8", "replace"), parser=parser)
    except etree.ParserError:  # nothing but spaces, comments or tags without text
        return None
    except (etree.LxmlError, ValueError, AssertionError) as error:
        raise _too_deep(file) from error
    if any("depth" in error.message for error in parser.error_log):
        raise _too_deep(file)
    return root


def _too_deep(file: str) -> UnreadableTranscript:
    return UnreadableTranscript(
        f"{file} a un code HTML abîmé : ouvrez-le dans un navigateur, copiez son texte et collez-le dans un .txt."
    )


def _kept(tag: re.Match[str]) -> str:
    return tag[0] if tag[1] and tag[1].lower() in KNOWN else "&lt;" + tag[0][1:]


class _Walk:
    """Goes through the nodes in order, without recursion: nesting is the file's, not ours to trust."""

    def __init__(self) -> None:
        self.found: list[tuple[str, str]] = []
        self.looks: list[Typography] = []
        self.asides: list[Aside] = []
        self.marks = 0
        self._text: list[str] = []
        self._runs: list[tuple[str, str]] = []
        self._plain = False  # something of the present block is not bold
        self._within: list[str] = []  # the open elements that decide of the text in them
        self._aside: Reason | None = None
        self._look = ""
        self._bold = self._kept = False  # in bold; with its spaces as they are
        self._rows: list[list[int]] = []  # of each open row, where each of its cells starts in ``found``

    def go(self, root: Any) -> None:
        from lxml import etree  # noqa: PLC0415

        for event, node in etree.iterwalk(root, events=("start", "end")):
            if event == "start":
                self._enter(node.tag)
                self._say(node.text or "")
            else:
                self._leave(node.tag)
                self._say(node.tail or "")
        self._cut()

    def _enter(self, tag: str) -> None:
        if tag in BLOCKS:
            self._cut()
        if tag == "tr":
            self._rows.append([])
        elif tag in {"td", "th"} and self._rows:
            self._rows[-1].append(len(self.found))
        elif tag == "br":
            self._text.append("\n")
            self._runs.append(("\n", self._look))
        if tag in DECISIVE:
            self._within.append(tag)
            self._decide()

    def _leave(self, tag: str) -> None:
        if tag in BLOCKS:
            self._cut()
        if tag == "tr" and self._rows:
            self._join(self._rows.pop())
        if self._within and self._within[-1] == tag:
            self._within.pop()
            self._decide()

    def _decide(self) -> None:
        self._aside = next((ASIDES[tag] for tag in self._within if tag in ASIDES), None)
        self._bold, self._kept = not BOLD.isdisjoint(self._within), "pre" in self._within
        looks = ["bold" if self._bold else "", "" if ITALIC.isdisjoint(self._within) else "italic"]
        self._look = " ".join(filter(None, looks))

    def _say(self, text: str) -> None:
        if self._aside and text.strip():
            self.asides.append(Aside(text.strip(), self._aside))
        elif text and not self._aside:
            self._text.append(text if self._kept else SPACES.sub(" ", text))
            self._runs.append((self._text[-1], self._look))
            self._plain |= not self._bold and bool(text.strip())

    def _cut(self) -> None:
        if not self._text:
            return
        text = re.sub(r" ?\n ?", "\n", "".join(self._text)).strip()
        style = next((STYLES[tag] for tag in reversed(self._within) if tag in STYLES), "paragraph")
        if text:
            self.found.append((text, "bold" if style == "paragraph" and not self._plain else style))
            self.looks.append(typography(self._runs))
        self._text, self._plain, self._runs = [], False, []

    def _join(self, starts: list[int]) -> None:
        if not starts:
            return
        # A table may also lay a whole page out: a row is joined only where its first cell may be a label.
        ends = [*starts[1:], len(self.found)]
        cells = ["\n".join(text for text, _ in self.found[a:b]) for a, b in zip(starts, ends, strict=True)]
        filled = [cell for cell in cells if cell]
        if len(filled) > 1 and len(filled[0]) <= LONGEST_LABEL:
            self.marks += marks(filled)
            self.found[starts[0]:] = [(row(filled), "paragraph")]
            self.looks[starts[0]:] = [Typography()]


def read(data: bytes, file: str) -> ReadTranscript:
    """
    Read a page as a browser shows it; scripts, menus and deleted words are set aside.

    Raises:
        UnreadableTranscript: the file is empty, is not text, or has no words.
    """
    text, encoding = decoded(data, file)
    found, asides, counted, looks = blocks(text, file)
    said = tuple(
        Paragraph(words, f"paragraphe {n}", style, look=shown.look, opening=shown.opening)
        for n, ((words, style), shown) in enumerate(zip(found, looks, strict=True), 1)
    )
    if not said:
        raise wordless(file)
    return ReadTranscript(said, tuple(asides), counted, "page web (.html)", encoding)
