"""A PDF → its lines as they are printed, and which of them are its pages': running titles, page numbers."""

from __future__ import annotations

import ctypes
import math
import re
import threading
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from pipeline.ingest.readers.common.paragraphs import characters
from pipeline.ingest.readers.common.refused_files import (
    LARGEST_FILE,
    LARGEST_TEXT,
    MOST_PARAGRAPHS,
    bounded,
    damaged,
    weighed,
)
from pipeline.language.transcript_lines import GLUED, NUMBERED, SURELY_NUMBERED
from pipeline.model.errors import UnreadableTranscript

MOST_PAGES = 5_000
FULLEST_PAGE = 200_000  # characters: fifty times a page of small print
ALONE = threading.Lock()  # PDFium must never be called by two threads at once
HYPHEN = 2  # how PDFium writes a hyphen that ends a line
UNKNOWN = "\ufffd"  # a glyph whose letter the file does not tell
BOLD = ("bold", "black", "heavy", "gras", "semibold")
BOLD_WEIGHT = 600
DEEPEST = 3  # lines of a header or a footer
FEWEST_PAGES, LEAST_SHARE = 2, 0.4  # one page in two has its own header in a book
NUMBER = re.compile(r"\d+")
STREAM = re.compile(rb"(?<!end)stream\r?\n")
LONGEST_TOLD = 1_000  # bytes of what is told of a stream, before it
NO_OPERATORS = (b"/Image", b"/Length1", b"/Length3", b"/FontFile", b"/Type1C", b"/CIDFontType0C", b"/OpenType", b"/XML")


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """One printed line; lengths in points, from the left and the bottom of its page."""

    text: str
    page: int
    left: float
    right: float
    base: float
    size: float
    bold: bool
    opening: float  # width of its first word, with the marks that cannot leave it
    hyphen: bool = False  # it ends with a hyphen that may belong to no word


@dataclass(frozen=True, slots=True)
class TextLayer:
    """All that the text layer gives: its lines, its characters but spaces, its pages that are pictures without text."""

    lines: list[PrintedLine]
    characters: int
    pictures: list[int]


def layer(data: bytes, file: str) -> TextLayer:
    """
    Read the text layer of a PDF.

    Raises:
        UnreadableTranscript: the file is empty, damaged, protected, or far too long.
    """
    weighed(data, file, LARGEST_FILE)
    bounded(file, _unpacked(data), "octets une fois décompressé", LARGEST_TEXT)
    with ALONE:
        document = _opened(data, file)
        try:
            if len(document) > MOST_PAGES:
                raise _too_long(file)
            whole = TextLayer([], 0, [])
            counted = 0
            for number in range(len(document)):
                page = _Page(document, number)
                bounded(file, page.count, "caractères sur une page", FULLEST_PAGE)
                counted += characters(page.text)
                if counted > LARGEST_TEXT:
                    raise _too_long(file)
                whole.lines.extend(page.lines())
                bounded(file, len(whole.lines), "lignes", MOST_PARAGRAPHS)
                if not page.text.strip() and page.pictured():
                    whole.pictures.append(number + 1)
                page.close()
            return TextLayer(whole.lines, counted, whole.pictures)
        finally:
            document.close()


def _unpacked(data: bytes) -> int:
    """Count the bytes of operators, unpacked, until there are too many: one megabyte may hold a thousand."""
    total, start = 0, 0
    while total <= LARGEST_TEXT and (stream := STREAM.search(data, start)):
        told = data[max(0, stream.start() - LONGEST_TOLD) : stream.start()].rpartition(b"obj")[2]
        end = data.find(b"endstream", stream.end())
        start = end if end > 0 else len(data)
        if b"FlateDecode" in told and not any(of in told for of in NO_OPERATORS):
            with suppress(zlib.error):
                held = memoryview(data)[stream.end() : start]
                total += len(zlib.decompressobj().decompress(held, LARGEST_TEXT + 1))
        elif not any(of in told for of in NO_OPERATORS):
            total += start - stream.end()
    return total


def _opened(data: bytes, file: str) -> Any:
    import pypdfium2  # noqa: PLC0415 - loads a library that only PDF files need

    try:
        return pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if error.err_code in {pypdfium2.raw.FPDF_ERR_PASSWORD, pypdfium2.raw.FPDF_ERR_SECURITY}:
            raise UnreadableTranscript(
                f"{file} est protégé par un mot de passe : enregistrez-en une copie sans mot de passe."
            ) from error
        raise damaged(data, file) from error


def _too_long(file: str) -> UnreadableTranscript:
    return UnreadableTranscript(f"{file} est trop long pour une transcription : coupez-le, un fichier par entretien.")


class _Page:
    """One page as PDFium reads it; a page that it cannot load has no text."""

    def __init__(self, document: Any, number: int) -> None:
        import pypdfium2  # noqa: PLC0415 - as above

        self._raw, self._number = pypdfium2.raw, number + 1
        try:
            self._page = document[number]
            self._letters = self._page.get_textpage()
        except pypdfium2.PdfiumError:
            self._page = self._letters = None
        self.count = self._raw.FPDFText_CountChars(self._letters) if self._letters else 0
        codes = [self._raw.FPDFText_GetUnicode(self._letters, n) for n in range(min(self.count, FULLEST_PAGE))]
        self._hyphens = {n for n, code in enumerate(codes) if code == HYPHEN}
        self.text = "".join(map(_letter, codes))

    def close(self) -> None:
        for opened in (self._letters, self._page):
            if opened:
                opened.close()

    def pictured(self) -> bool:
        """Tell whether a picture stands on the page."""
        images = [self._raw.FPDF_PAGEOBJ_IMAGE]
        return self._page is None or next(iter(self._page.get_objects(filter=images, max_depth=3)), None) is not None

    def lines(self) -> Iterator[PrintedLine]:
        start = 0
        for end in (*(n + 1 for n, c in enumerate(self.text) if c in "\r\n" or n in self._hyphens), len(self.text)):
            if self.text[start:end].strip():
                yield self._line(start, end)
            start = end

    def _line(self, start: int, stop: int) -> PrintedLine:
        text = self.text[start:stop]
        first, last = start + len(text) - len(text.lstrip()), start + len(text.rstrip()) - 1
        end = first  # of its first word
        while end < last and (not self.text[end + 1].isspace() or self.text[end + 2 : end + 3] in GLUED):
            end += 1
        left, word = self._sides(first)[0], self._sides(end)[1]
        bold = self._bold(first) and self._bold(last)
        x = ctypes.c_double()
        y = ctypes.c_double()
        self._raw.FPDFText_GetCharOrigin(self._letters, first, x, y)
        matrix = self._raw.FS_MATRIX()
        self._raw.FPDFText_GetMatrix(self._letters, first, matrix)
        size: float = self._raw.FPDFText_GetFontSize(self._letters, first)
        return PrintedLine(
            text.strip(), self._number, left, self._sides(last)[1], y.value,
            max(size * math.hypot(matrix.b, matrix.d), 1.0), bold, max(word - left, 0.0), last in self._hyphens,
        )

    def _sides(self, n: int) -> tuple[float, float]:
        box = self._raw.FS_RECTF()
        self._raw.FPDFText_GetLooseCharBox(self._letters, n, box)
        return box.left, box.right

    def _bold(self, n: int) -> bool:
        if self._raw.FPDFText_GetFontWeight(self._letters, n) >= BOLD_WEIGHT:
            return True
        name = ctypes.create_string_buffer(100)
        flags = ctypes.c_int()
        self._raw.FPDFText_GetFontInfo(self._letters, n, name, len(name), flags)
        return any(weight in name.value.lower() for weight in map(str.encode, BOLD))


def _letter(code: int) -> str:
    if code == HYPHEN:
        return "-"
    return chr(code) if code and code < 0x110000 and not 0xD800 <= code < 0xE000 else UNKNOWN


def running(lines: list[PrintedLine]) -> set[int]:
    """Give the positions, in the list, of the lines repeated at the top or at the bottom of pages."""
    pages: dict[int, list[int]] = defaultdict(list)
    for n, line in enumerate(lines):
        pages[line.page].append(n)
    ordered = [sorted(page, key=lambda n: -lines[n].base) for page in pages.values()]
    above = _peeled(lines, ordered)
    below = _peeled(lines, [page[::-1] for page in ordered])
    return above | below


def _peeled(lines: list[PrintedLine], pages: list[list[int]]) -> set[int]:
    found: set[int] = set()
    for depth in range(DEEPEST):
        # A line can be part of a header only where all lines before it are.
        edge = [page[depth] for page in pages if len(page) > depth + 1 and found.issuperset(page[:depth])]
        groups: dict[str, list[int]] = defaultdict(list)
        for n in edge:
            for key in _keys(lines[n]):
                groups[key].append(n)
        least = max(FEWEST_PAGES, LEAST_SHARE * len(pages))
        alone = {n for n in edge if SURELY_NUMBERED.fullmatch(lines[n].text)}
        repeated = alone.union(*(group for group in groups.values() if len(group) >= least))
        if not repeated:
            break
        found |= repeated
    return found


def _keys(line: PrintedLine) -> Iterable[str]:
    # The same words, or the same words around a number that grows with the pages.
    yield line.text
    for number in NUMBER.finditer(line.text[:200]):
        if len(number[0]) < 6:
            rest = line.text[: number.start()] + "#" + line.text[number.end() :]
            yield f"{rest} {int(number[0]) - line.page}"
    if NUMBERED.fullmatch(line.text):
        yield "#"
