"""A ``.md`` file → its paragraphs, headings and quotes, without Markdown's or HTML's block marks."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from pipeline.readers.encoding import decode
from pipeline.readers.frontmatter import split
from pipeline.readers.session import Paragraph
from pipeline.readers.text import paragraphs

HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*\Z")
QUOTE = re.compile(r"^>\s?", re.MULTILINE)
BOLD = re.compile(r"(\*\*|__)((?:(?!\1).)+)\1\Z", re.DOTALL)
BLOCKS = {"blockquote": "quote", "br": "", "div": "paragraph", "li": "paragraph", "p": "paragraph"} | {
    f"h{level}": "heading" for level in range(1, 7)
}
INLINE = {
    "a", "abbr", "b", "cite", "code", "em", "figure", "figcaption", "hr", "i", "img", "ol", "q", "s", "small", "span",
    "strong", "sub", "sup", "table", "tbody", "td", "th", "thead", "tr", "u", "ul",
}


def read(data: bytes, file: str) -> list[Paragraph]:
    """
    Read the paragraphs of a Markdown text, front matter set aside; words stay as written.

    Raises:
        UnreadableTranscript: the file is empty, or is not text.
    """
    body = split(decode(data, file), file)[1]
    pieces = [piece for block in paragraphs(body) for piece in _without_html(block)]
    return [Paragraph(text, f"paragraphe {n}", style) for n, (text, style) in enumerate(pieces, 1)]


def _styled(text: str) -> tuple[str, str]:
    if heading := HEADING.match(text):
        return heading[1], "heading"
    if text.startswith(">"):
        return QUOTE.sub("", text), "quote"
    if bold := BOLD.match(text):
        return bold[2].strip(), "bold"
    return text, "paragraph"


def _without_html(block: str) -> list[tuple[str, str]]:
    if not re.search(r"[<&]", block):
        return [_styled(block)]
    parser = _Blocks()
    parser.feed(block)
    parser.close()
    parser.cut()
    return [_styled(text) if style == "paragraph" else (text, style) for text, style in parser.found]


class _Blocks(HTMLParser):
    """Gathers the text of HTML blocks; a tag that HTML does not know, as ``<rires>``, stays in the text."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, str]] = []
        self._text: list[str] = []
        self._style = "paragraph"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - their name
        if tag == "br":
            self._text.append("\n")
        elif tag in BLOCKS:
            self.cut(BLOCKS[tag])
        elif tag not in INLINE:
            self._text.append(self.get_starttag_text() or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in BLOCKS:
            self.cut()

    def handle_data(self, data: str) -> None:
        self._text.append(data)

    def cut(self, style: str = "paragraph") -> None:
        """End the present block; ``style`` is the next one's."""
        text = "".join(self._text).strip()
        if text:
            self.found.append((text, self._style))
        self._text, self._style = [], style
