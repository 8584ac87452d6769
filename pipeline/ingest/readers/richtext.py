"""A ``.rtf`` file → its paragraphs, headings and quotes; a row of a table is one paragraph."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from striprtf.striprtf import charset_map, destinations, specialchars

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
from pipeline.ingest.readers.common.refused_files import LARGEST_FILE, bounded, damaged, weighed, wordless
from pipeline.ingest.readers.common.tables import laid_out, marks, row
from pipeline.ingest.session import ReadTranscript, Reason

TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?[0-9]{1,9})?\ ?|(?P<bytes>(?:\\'[0-9a-fA-F]{2})+)"
    r"|\\(?P<sign>[^a-zA-Z])|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)"
)
# Groups that hold text which is not said; « * » before a word, or striprtf's list, tells those that hold none.
ASIDES: dict[str, Reason] = {
    "footnote": "note", "annotation": "comment", "listtext": "counter", "pntext": "counter", "shprslt": "repeated",
    "mr": "markup", **{f"{part}{which}": "page" for part in ("header", "footer") for which in ("", "l", "r", "f")},
}
REVIVED = {"annotation", "mr"}  # read even within settings
SAID = {"shptxt", "dptxbxtext", "result", "upr"}  # text boxes, objects shown as text
TABLES = {"fonttbl", "stylesheet"}
BREAKS = {"par", "sect", "page", "cell", "row", "nestcell", "nestrow"}
SIGNS = {"~": "\u00a0", "_": "\u2011", "\\": "\\", "{": "{", "}": "}"}
ANSI = "cp1252"
CHARSETS = {"ansi": ANSI, "mac": "mac_roman", "pc": "cp437", "pca": "cp850"}
CODE_PAGES = {10000: "mac_roman", 65001: "utf-8"}
OWN_CHARSETS = {0, 1, 2, 42}  # sets of fonts that mean the code page of the document
DEEPEST = 5_000  # groups
OPENING = re.compile(rb"[\s\x00]*(?:\xef\xbb\xbf)?\{\\rtf")
BINARY = re.compile(rb"\\bin([0-9]{1,9}) ?")
PICTURE = re.compile(rb"[0-9a-fA-F\r\n]{400,}")  # so many digits without a space are no words


def known(encoding: str) -> str:
    """Give the name of an encoding, or Windows' own when Python does not know it."""
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        return ANSI


class TextRun(NamedTuple):
    """Some text, or a break; ``reason`` is why it is not said."""

    text: str
    broken: str
    reason: Reason | None
    bold: bool
    style: str
    in_table: bool


@dataclass(slots=True)
class State:
    """What holds until the end of a group; ``into`` is where its text goes, empty when nobody reads it."""

    into: str = "body"
    reason: Reason | None = None
    deleted: bool = False
    bold: bool = False
    font: int = -1
    style: int = 0
    outlined: bool = False
    in_table: bool = False
    without_unicode: int = 1  # characters after \\u meant for software that knows no Unicode

    def copy(self) -> State:
        """Give the state with which a group begins; far faster than ``copy.copy``."""
        return State(
            self.into, self.reason, self.deleted, self.bold, self.font, self.style, self.outlined, self.in_table,
            self.without_unicode,
        )


class RichTextSource:
    """Reads the source once, from the first group to its end."""

    def __init__(self, data: bytes) -> None:
        self._source = data.decode("latin-1")
        self._raw = "utf-8"  # accents may stand as they are, where RTF knows only escapes
        try:
            data.decode("utf-8")
        except UnicodeDecodeError:
            self._raw = ""
        self._code_page, self._fonts, self._font = ANSI, dict[int, str](), -1
        self._styles: dict[int, str] = {}
        self._state = State()
        self._outer = list[State]()
        self._skip, self._starred, self._half = 0, False, 0
        self.whole = False  # the first group was closed

    def runs(self) -> Iterator[TextRun]:
        """
        Give the runs in order.

        Raises:
            ValueError: groups are nested too deep.
        """
        for token in TOKEN.finditer(self._source):
            if token.lastgroup == "brace":
                self._skip, self._starred = 0, False
                if token[0] == "{":
                    self._outer.append(self._state.copy())
                elif self._outer:
                    self._state = self._outer.pop()
                    self.whole = not self._outer
                if len(self._outer) > DEEPEST:
                    raise ValueError(token[0])
                if self.whole:
                    return
            elif token["word"] in BREAKS or token["sign"] in {"\n", "\r"}:
                yield self._run("", token["word"] or "par")
            elif text := self._text(token):
                yield self._run(text, "")

    def _run(self, text: str, broken: str) -> TextRun:
        state = self._state
        deleted: Reason | None = "deleted" if state.deleted and not broken else None
        style = "heading" if state.outlined else kind(self._styles.get(state.style, ""))
        into = state.into == "body"
        return TextRun(
            text if into else "", broken if into else "", state.reason or deleted, state.bold, style, state.in_table
        )

    def _text(self, token: re.Match[str]) -> str:
        if token["word"]:
            return self._obey(token["word"], int(token["number"] or 1), token["number"] is not None)
        if token["bytes"]:
            data = bytes.fromhex(token["bytes"].replace("\\'", ""))[self._skipped(len(token["bytes"]) // 4) :]
            return self._kept(data.decode(self._encoding(), "replace"))
        if token["sign"]:
            self._starred |= token["sign"] == "*"
            return "" if self._skipped(1) else self._kept(SIGNS.get(token["sign"], ""))
        text = token["text"][self._skipped(len(token["text"])) :]
        return self._kept(text if text.isascii() else text.encode("latin-1").decode(self._raw or self._encoding(),
                                                                                  "replace"))

    def _skipped(self, available: int) -> int:
        skipped = min(self._skip, available)
        self._skip -= skipped
        return skipped

    def _encoding(self) -> str:
        return self._fonts.get(self._state.font, self._code_page)

    def _kept(self, text: str) -> str:
        if self._state.into == "stylesheet":
            self._styles[self._state.style] = self._styles.get(self._state.style, "") + text
        return text if self._state.into == "body" else ""

    def _obey(self, word: str, number: int, told: bool) -> str:  # noqa: FBT001 - the number was written
        starred, self._starred = self._starred, False
        state = self._state
        if word in ASIDES:
            state.reason = state.reason or ASIDES[word]
            state.into = "body" if state.into or word in REVIVED else ""
        elif word in SAID:
            state.into = "body"
        elif word in TABLES or starred or word in destinations:
            state.into = word if word in TABLES else ""
        elif word == "u" and told:
            return self._kept(self._unicode(number % 0x10000))
        elif word in specialchars:
            return self._kept(specialchars[word])
        else:
            self._set(word, number)
        return ""

    def _set(self, word: str, number: int) -> None:
        state = self._state
        if word in {"b", "deleted"}:
            setattr(state, "bold" if word == "b" else word, bool(number))
        elif word in {"s", "uc"}:
            setattr(state, "style" if word == "s" else "without_unicode", max(number, 0))
        elif word == "plain":
            state.bold, state.deleted, state.font = False, False, self._font
        elif word == "pard":
            state.style, state.outlined, state.in_table = 0, False, False
        elif word == "intbl":
            state.in_table = True
        elif word == "outlinelevel":
            state.outlined = number < 9
        else:
            self._set_encoding(word, number)

    def _set_encoding(self, word: str, number: int) -> None:
        if word == "f":
            self._state.font = number
        elif word == "deff":
            self._font = self._state.font = number
        elif word in CHARSETS:
            self._code_page = CHARSETS[word]
        elif word == "ansicpg":
            self._code_page = known(CODE_PAGES.get(number, f"cp{number}"))
        elif word == "fcharset" and self._state.into == "fonttbl" and number not in OWN_CHARSETS:
            self._fonts[self._state.font] = known(charset_map.get(number, ANSI))

    def _unicode(self, code: int) -> str:
        self._skip = self._state.without_unicode
        half, self._half = self._half, 0
        if 0xD800 <= code < 0xDC00:  # the first half of a sign beyond 65,535
            self._half = code
            return ""
        if 0xDC00 <= code < 0xE000:
            return chr(0x10000 + (half - 0xD800) * 0x400 + code - 0xDC00) if half else "\ufffd"
        return chr(code) if code >= 32 else " "


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
    bounded(file, data.count(b"\\") + data.count(b"{"))
    source = RichTextSource(weighed(PICTURE.sub(b"", b"".join([*kept, data[start:]])), file))
    try:
        blocks = _Blocks(source.runs())
    except ValueError as error:
        raise damaged(data, file) from error
    if not source.whole:
        raise damaged(data, file)
    found = laid_out(blocks.found)
    if not (said := paragraphs(found)):
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
