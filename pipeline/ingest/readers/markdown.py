"""A ``.md`` file → its paragraphs, headings and quotes, without Markdown's or HTML's block marks."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

from pipeline.ingest.readers.common.encoding import decoded
from pipeline.ingest.readers.common.paragraphs import Block, characters
from pipeline.ingest.readers.common.refused_files import wordless
from pipeline.ingest.readers.common.tables import laid_out, row
from pipeline.ingest.readers.html import Blocks, blocks
from pipeline.ingest.readers.metadata import split_front_matter
from pipeline.ingest.readers.text import opening, paragraphs
from pipeline.ingest.session import Aside, Paragraph, ReadTranscript

HEADING = re.compile(r"#{1,6}\s+(.*?)\s*#*\Z")
QUOTE = re.compile(r"^>\s?", re.MULTILINE)
ITALIC = re.compile(r"([*_])(?![*_])((?:(?!\1).)+)\1\Z", re.DOTALL)
BOLD = re.compile(r"(\*\*|__)((?:(?!\1).)+)\1\Z", re.DOTALL)
CODE = re.compile(r"[<&]")
ESCAPED = re.compile(r"\\([\\`{}\[\]()#+.!~:'\"-])")
RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
PIPE = re.compile(r"(?<!\\)\|")
EDGES = re.compile(r"\A\||(?<!\\)\|\Z")


def read(data: bytes, file: str) -> ReadTranscript:
    """
    Read the paragraphs of a Markdown text, front matter set aside; words stay as written.

    Characters are those of the text shown: HTML's tags and entities are code, Markdown's marks are set aside.

    Raises:
        UnreadableTranscript: the file is empty, is not text, or has no words.
    """
    text, encoding = decoded(data, file)
    body = split_front_matter(text, file)[1]
    found = [_shown(block, file) if isinstance(block, str) else block for block in _blocks(body)]
    pieces = [piece for one in found for piece in one.found]
    if not pieces:
        raise wordless(file)
    # Italics are no style of their own, but a look that may tell who asks.
    said = tuple(
        Paragraph(words, f"paragraphe {n}", look=style) if style == "italic"
        else Paragraph(words, f"paragraphe {n}", style)
        for n, (words, style) in enumerate(pieces, 1)
    )
    asides = (*opening(text, body), *(aside for one in found for aside in one.asides))
    front = text[: len(text) - len(body)]
    counted = characters(front) + sum(one.characters for one in found)
    return ReadTranscript(said, asides, counted, "Markdown (.md)", encoding)


def _blocks(body: str) -> Iterator[str | Blocks]:
    """Give the paragraphs of a text, and between them the rows of its tables."""
    for tabled, lines in itertools.groupby(_in_tables(body.split("\n")), key=lambda line: line[1]):
        part = [line for line, _ in lines]
        if tabled:
            # The pipes of a table and its line of dashes are marks, not words.
            rows = [
                [_styled(cell.strip().replace(r"\|", "|"))[0] for cell in PIPE.split(EDGES.sub("", line.strip()))]
                for line in part if not RULE.fullmatch(line)
            ]
            header = not any(rows[0])
            written = laid_out([Block(row(cells), cells=tuple(cells)) for cells in rows[header:]])
            words = [(one.text, one.style) for one in written if one.text]
            aside = [Aside(piece.text, piece.reason) for one in written for piece in one.asides if piece.reason]
            shown = sum(characters(text) for text, _ in words) + sum(characters(a.text) for a in aside)
            marks = [line.strip() if RULE.fullmatch(line) else "|" * len(PIPE.findall(line)) for line in part]
            left = [Aside(mark, "markup") for mark in marks if mark]
            yield Blocks(words, [*aside, *left], shown + sum(characters(a.text) for a in left))
        else:
            yield from paragraphs("\n".join(part))


def _in_tables(lines: list[str]) -> list[tuple[str, bool]]:
    """Tell of each line whether it is a table's: those around a line of dashes and pipes."""
    tabled = [False] * len(lines)
    for n, line in enumerate(lines):
        if "|" not in line or not RULE.fullmatch(line) or n == 0 or "|" not in lines[n - 1]:
            continue
        rows = itertools.takewhile(lambda m: "|" in lines[m], range(n, len(lines)))
        tabled[n - 1] = True
        for m in rows:
            tabled[m] = True
    return list(zip(lines, tabled, strict=True))


def _shown(block: str, file: str) -> Blocks:
    if escaped := ESCAPED.findall(block):
        one = _shown(ESCAPED.sub(r"\1", block), file)
        marks = "\\" * len(escaped)
        return one._replace(asides=[*one.asides, Aside(marks, "markup")], characters=one.characters + len(marks))
    if not CODE.search(block):
        return _marked([(block, "paragraph")], [], characters(block))
    page = blocks(block, file)
    return _marked(page.found, page.asides, page.characters)


def _marked(found: list[tuple[str, str]], asides: list[Aside], counted: int) -> Blocks:
    styled = [_styled(text) if style == "paragraph" else (text, style, "") for text, style in found]
    marks = [Aside(mark, "markup") for _, _, mark in styled if mark]
    return Blocks([(text, style) for text, style, _ in styled if text], [*asides, *marks], counted)


def _styled(text: str) -> tuple[str, str, str]:
    """Give a block's words, its style, and the marks that told it."""
    if heading := HEADING.match(text):
        return heading[1], "heading", text[: heading.start(1)] + text[heading.end(1) :]
    if text.startswith(">"):
        return QUOTE.sub("", text), "quote", "".join(QUOTE.findall(text)).strip()
    if bold := BOLD.match(text):
        return bold[2].strip(), "bold", bold[1] * 2
    if italic := ITALIC.match(text):
        return italic[2].strip(), "italic", italic[1] * 2
    return text, "paragraph", ""
