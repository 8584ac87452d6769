"""An ``.otr`` file of oTranscribe → its lines, and the times put in them, set aside."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape

from pipeline.ingest.readers.common.encoding import clock, loaded, milliseconds
from pipeline.ingest.readers.common.paragraphs import characters
from pipeline.ingest.readers.common.refused_files import wordless
from pipeline.ingest.session import Aside, Paragraph, ReadTranscript
from pipeline.model.errors import UnreadableTranscript

BREAKS = frozenset({"p", "div", "br", "li", "ul", "ol", "blockquote", "h1", "h2", "h3", "h4", "h5", "h6", "tr", "hr"})
VOID = frozenset({"br", "hr", "img", "input", "wbr"})
HIDDEN = frozenset({"script", "style"})
# The standard library's parser takes quadratic time over unclosed tags; the HTML of oTranscribe is a browser's.
TAG = re.compile(r"(</?[A-Za-z][^<>]*>|<[!?][^<>]+>)")
NAME = re.compile(r"</?([A-Za-z][A-Za-z0-9]*)")
TIMESTAMP = re.compile(r"<span\b[^>]*\bclass\s*=\s*[\"']?[^\"'>]*timestamp", re.IGNORECASE)
TOLD_TIME = re.compile(r"\bdata-timestamp\s*=\s*[\"']?([0-9.]{1,20})", re.IGNORECASE)
SHOWN_TIME = re.compile(r"\s*[\[(]?((?:\d{1,3}:)?\d{1,3}:\d{1,2}(?:[.,]\d{1,6})?)[\])]?", re.ASCII)


def read(data: bytes, file: str) -> ReadTranscript:
    """
    Read the lines of an oTranscribe file; labels stand in their words, the name of the recording is left where it is.

    Raises:
        UnreadableTranscript: the file is no JSON, is not of oTranscribe, or holds no words.
    """
    document, encoding = loaded(data, file)
    html = document.get("text") if isinstance(document, dict) else None
    if not isinstance(html, str):
        raise UnreadableTranscript(
            f"{file} n'est pas un fichier d'oTranscribe : le texte y manque. Dans oTranscribe, choisissez "
            "« Exporter », puis « Format oTranscribe (.otr) » ou « Texte (.txt) »."
        )
    html = html if re.search(r"<(?:p|div|br)\b", html, re.IGNORECASE) else html.replace("\n", "<br>")
    lines = _Lines()
    for n, piece in enumerate(TAG.split(html)):
        lines.tag(piece) if n % 2 else lines.data(unescape(piece))
    lines.cut()
    said = tuple(lines.said)
    asides = tuple(lines.asides)
    if not any(re.search(r"\w", p.text) for p in said):
        raise wordless(file)
    counted = characters(*map(unescape, TAG.split(html)[::2]))
    return ReadTranscript(said, asides, counted, "oTranscribe (.otr)", encoding)


@dataclass(slots=True)
class _Line:
    words: list[str] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    start_ms: int | None = None
    told: bool = False

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


class _Lines:
    """Gathers lines and their times; a time before any word, or alone on the line above, is when its line begins."""

    def __init__(self) -> None:
        self.said: list[Paragraph] = []
        self.asides: list[Aside] = []
        self._line = _Line()
        self._hidden = False
        self._inside_time = 0  # depth of tags

    def tag(self, tag: str) -> None:
        """Take a tag: it ends a line, begins or ends a time, or hides what follows."""
        named = NAME.match(tag)
        name, closes = named[1].lower() if named else "", tag.startswith("</")
        self._hidden = name in HIDDEN and not closes
        if name in BREAKS:
            self.cut()
        elif self._inside_time:
            self._inside_time += 0 if name in VOID or not name else -1 if closes else 1
        elif TIMESTAMP.match(tag):
            self._inside_time = 1
            told = TOLD_TIME.search(tag)
            self._begin(milliseconds(told[1]) if told else None)

    def data(self, data: str) -> None:
        """Take the text between two tags."""
        if self._hidden:
            self.asides.append(Aside(data, "markup", self._place))
        elif self._inside_time:
            shown = SHOWN_TIME.match(data)
            if shown and not self._line.told:
                self._begin(clock(shown[1]))
            self._line.times.append(shown[0] if shown else "")
            # Words typed inside the mark of a time are words.
            self._line.words += [" ", data[shown.end() :] if shown else data]
        else:
            self._line.words.append(data)

    @property
    def _place(self) -> str:
        return f"paragraphe {len(self.said) + 1}"

    def _begin(self, start: int | None) -> None:
        if start is not None and not self._line.text:
            self._line.start_ms = start
            self._line.told = True

    def cut(self) -> None:
        """End the present line."""
        line, place = self._line, self._place
        times = " ".join(line.times).strip()
        self.asides += [Aside(times, "time", place)] if times else []
        if line.text:
            self.said.append(Paragraph(line.text, place, start_ms=line.start_ms))
        self._line, self._inside_time = _Line(start_ms=None if line.text else line.start_ms), 0
