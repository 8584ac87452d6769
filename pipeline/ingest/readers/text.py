"""A ``.txt`` file → its paragraphs."""

from __future__ import annotations

import re
from collections import Counter

from pipeline.ingest.readers import iramuteq, srt
from pipeline.ingest.readers.common.encoding import decoded
from pipeline.ingest.readers.common.paragraphs import Block, asides, characters
from pipeline.ingest.readers.common.paragraphs import paragraphs as laid
from pipeline.ingest.readers.common.tables import laid_out, row
from pipeline.ingest.readers.metadata import split_front_matter
from pipeline.ingest.session import Aside, Paragraph, ReadTranscript

WIDEST_WRAPPED_LINE = 120
FEWEST_TABS, SHARE_OF_ROWS = 2, 0.8  # of a line, of the lines: columns
SUBTITLES = re.compile(r"\s*\d+\s*\n\d{1,2}:\d{2}:\d{2}[.,]\d{3} --> \d{1,2}:\d{2}:\d{2}[.,]\d{3}\s*\n")
BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


def read(data: bytes, file: str) -> ReadTranscript:
    """
    Read the paragraphs of a plain text, front matter set aside; a corpus of IRaMuTeQ is read as such.

    Raises:
        UnreadableTranscript: the file is empty, or is not text.
    """
    text, encoding = decoded(data, file)
    if iramuteq.sniff(text):
        return iramuteq.read(data, file)
    if SUBTITLES.match(text):
        return srt.read(data, file)
    body = split_front_matter(text, file)[1]
    if rows := columns(body):
        counted = characters(text) + sum(b.marks for b in rows)
        return ReadTranscript(
            laid(rows), (*opening(text, body), *asides(rows)), counted, "texte en colonnes (.txt)", encoding,
        )
    said = tuple(Paragraph(p, f"paragraphe {n}") for n, p in enumerate(paragraphs(body), 1))
    return ReadTranscript(said, opening(text, body), characters(text), "texte (.txt)", encoding)


def columns(body: str) -> list[Block]:
    """Read a text laid out in columns by tabs, one of them for who speaks; nothing when it is none."""
    lines = [line for line in body.split("\n") if line.strip()]
    tabs = Counter(line.count("\t") for line in lines)
    width = tabs.most_common(1)[0][0] if tabs else 0
    if width < FEWEST_TABS or tabs[width] < SHARE_OF_ROWS * len(lines):
        return []
    rows = [Block(row([c.strip() for c in line.split("\t")]), cells=tuple(line.split("\t"))) for line in lines]
    found = laid_out(rows)
    return found if found != rows else []


def opening(text: str, body: str) -> tuple[Aside, ...]:
    """Set aside the front matter that stands before the body."""
    front = text[: len(text) - len(body)]
    return (Aside(front, "front_matter"),) if front.strip() else ()


def paragraphs(body: str) -> list[str]:
    r"""
    Cut a text at its blank lines, or at every line when lines were not wrapped by hand.

    >>> paragraphs("un\ndeux\n\ntrois")
    ['un\ndeux', 'trois']
    >>> paragraphs("un\ndeux")
    ['un', 'deux']
    """
    wrapped = max(map(len, body.split("\n"))) <= WIDEST_WRAPPED_LINE and BLANK_LINE.search(body.strip())
    pieces = BLANK_LINE.split(body) if wrapped else body.split("\n")
    return [p.strip() for p in pieces if p.strip()]
