"""A ``.txt`` file → its paragraphs."""

from __future__ import annotations

import re

from pipeline.readers.encoding import decode
from pipeline.readers.frontmatter import split
from pipeline.readers.session import Paragraph

WIDEST_WRAPPED_LINE = 120
BLANK_LINE = re.compile(r"\n[^\S\n]*\n")


def read(data: bytes, file: str) -> list[Paragraph]:
    """
    Read the paragraphs of a plain text, front matter set aside.

    Raises:
        UnreadableTranscript: the file is empty, or is not text.
    """
    body = split(decode(data, file), file)[1]
    return [Paragraph(text, f"paragraphe {n}") for n, text in enumerate(paragraphs(body), 1)]


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
