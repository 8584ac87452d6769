"""A ``.html`` page → its paragraphs, headings and quotes; a row of a table is one paragraph."""

from __future__ import annotations

from pipeline.ingest.readers.common.blocks import blocks
from pipeline.ingest.readers.common.encoding import decoded
from pipeline.ingest.readers.common.not_transcripts import wordless
from pipeline.ingest.session import Paragraph, ReadTranscript


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
