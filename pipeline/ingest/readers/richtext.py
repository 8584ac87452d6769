"""A ``.rtf`` file → its paragraphs, headings and quotes; a row of a table is one paragraph."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.ingest.readers.common.character_count import characters
from pipeline.ingest.readers.common.limits import LARGEST_FILE, weighed
from pipeline.ingest.readers.common.looks import PLAIN, typography
from pipeline.ingest.readers.common.not_transcripts import damaged, wordless
from pipeline.ingest.readers.common.pieces import Block, DocumentPiece, asides, block, paragraphs
from pipeline.ingest.readers.common.richtext_runs import RichTextSource, TextRun
from pipeline.ingest.readers.common.table_rows import marks, row
from pipeline.ingest.readers.common.tables import laid_out
from pipeline.ingest.session import ReadTranscript

OPENING = re.compile(rb"[\s\x00]*(?:\xef\xbb\xbf)?\{\\rtf")
BINARY = re.compile(rb"\\bin([0-9]{1,9}) ?")
PICTURE = re.compile(rb"[0-9a-fA-F\r\n]{400,}")  # so many digits without a space are no words


def read(data: bytes, file: str) -> ReadTranscript:
    """
    Read a Rich Text document as corrected; deletions, notes, comments, headers and list numbers are set aside.

    Raises:
        UnreadableTranscript: the file is empty, cut short, damaged, or no Rich Text.
    """
    weighed(data, file, LARGEST_FILE)
    if not OPENING.match(data):
        raise damaged(data, file)
    kept, start = [], 0
    while binary := BINARY.search(data, start):
        kept.append(data[start : binary.start()])
        start = binary.end() + int(binary[1])
    source = RichTextSource(weighed(PICTURE.sub(b"", b"".join([*kept, data[start:]])), file))
    try:
        blocks = _Blocks(source.runs())
    except ValueError as error:
        raise damaged(data, file) from error
    if not source.whole:
        raise damaged(data, file)
    found = laid_out(blocks.found)
    said = paragraphs(found)
    if not said:
        raise wordless(file)
    counted = blocks.characters + sum(b.marks for b in found)
    return ReadTranscript(said, tuple(asides(found)), counted, "document RTF (.rtf)")


class _Blocks:
    """Puts runs together into paragraphs, and cells into rows."""

    def __init__(self, runs: Iterable[TextRun]) -> None:
        self.found: list[Block] = []
        self.characters = 0  # of all runs, before anything is put together
        self._pieces: list[DocumentPiece] = []
        self._cells: list[Block] = []
        self._weights: set[bool] = set()
        self._runs: list[tuple[str, str]] = []
        for run in runs:
            self.characters += characters(run.text)
            if run.text or (run.broken and (run.reason or run.broken.startswith("nest"))):
                self._pieces.append(DocumentPiece(run.text or "\n", run.reason))
                if run.text.strip() and not run.reason:
                    self._weights.add(run.bold)
                if not run.reason:
                    self._runs.append((run.text or "\n", "bold" if run.bold else PLAIN))
            elif run.broken == "cell":
                self._cells.append(self._taken(run.style))
            elif run.broken == "row":
                self._end_row(run.style)
            elif run.broken and run.in_table:
                self._pieces.append(DocumentPiece("\n", None))
            elif run.broken:
                self._cut(run.style)
        self._cut("paragraph")

    def _cut(self, style: str) -> None:
        if self._cells:
            self._end_row(style)
        self.found.append(self._taken(style))

    def _end_row(self, style: str) -> None:
        texts = [cell.text for cell in self._cells]
        set_aside = tuple(piece for cell in self._cells for piece in cell.asides)
        self.found.append(Block(row(texts), set_aside, style, marks(texts), tuple(texts)))
        self._cells = []

    def _taken(self, style: str) -> Block:
        bold = style == "paragraph" and self._weights == {True}
        look, opening = typography(self._runs)
        taken = block(self._pieces, "bold" if bold else style)._replace(look=look, opening=opening)
        self._pieces, self._weights, self._runs = [], set(), []
        return taken
