"""Texts as another tool knew them → their pages of HTML read, and the source words where their characters stand."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import Any

from lxml import etree, html

from pipeline.anchoring.anchors import WORD, Place, split
from pipeline.language.folds import straight
from pipeline.model.files import normalised

# Words in a row, and among how many that follow they are looked for: fewer words prove less.
RUNS = ((8, 1_000_000), (4, 2_000), (2, 200), (1, 40))
LINE_END = re.compile("\n")


class SourcePlaces:
    """
    Where each word of a text stands in the turns that were read in it; a label or a heading stands in none.

    Args:
        text: with single line breaks.
        turns: the text of each turn, in order.
    """

    def __init__(self, text: str, turns: Sequence[str]) -> None:
        self.text, self.normal = text, normalised(text)
        self.lines = _line_starts(text)
        self.normal_lines = _line_starts(self.normal)
        found = [(m.start(), m.end(), m.group()) for m in WORD.finditer(self.normal)]
        self.starts = [start for start, _, _ in found]
        self.ends = [end for _, end, _ in found]
        self.at = aligned([word for _, _, word in found], [split(t) for t in turns])

    def place(self, start: int, end: int) -> Place | None:
        """Give the words of the turns that characters ``start:end`` touch, if any."""
        touched = range(bisect_right(self.ends, self._normal(start)), bisect_left(self.starts, self._normal(end)))
        there = [spot for n in touched if (spot := self.at[n])]
        return Place(*there[0], *there[-1]) if there else None

    def turn_near(self, start: int) -> int:
        """Give the turn that stands at a character, or the one before it."""
        upto = bisect_right(self.starts, self._normal(max(start, 0)))
        return next((spot[0] for n in range(min(upto, len(self.at)) - 1, -1, -1) if (spot := self.at[n])), 0)

    def _normal(self, offset: int) -> int:
        """Give the same place once composed, and without what nobody sees."""
        if self.normal is self.text or self.normal == self.text:
            return offset
        line = bisect_right(self.lines, offset) - 1
        begun = self.lines[line]
        return self.normal_lines[line] + len(normalised(self.text[begun:offset]))


def _line_starts(text: str) -> list[int]:
    return [0, *(m.end() for m in LINE_END.finditer(text))]


def aligned(source: Sequence[str], turns: Sequence[Sequence[str]]) -> list[tuple[int, int] | None]:
    """
    Give, for each word of a text, the turn and the word of it that it became, if any.

    >>> aligned(["Paul", ":", "Paul", "est", "là"], [["Paul", "est", "là"]])
    [None, None, (0, 0), (0, 1), (0, 2)]
    """
    found: list[tuple[int, int] | None] = [None] * len(source)
    at = 0
    for turn, said in enumerate(turns):
        word = 0
        while word < len(said):
            here = _next(source, at, said, word)
            if here < 0:
                word += 1  # a word that is not in the text: somebody mended it since
                continue
            at = here
            while word < len(said) and at < len(source) and source[at] == said[word]:
                found[at] = turn, word
                at, word = at + 1, word + 1
    return found


def _next(source: Sequence[str], at: int, said: Sequence[str], word: int) -> int:
    """Find where the words of a turn go on in a text; -1 where they do not."""
    for length, reach in RUNS:
        run = list(said[word : word + length])
        if len(run) < length and length > RUNS[1][0]:
            continue
        for n in range(at, min(len(source), at + reach)):
            if source[n] == run[0] and source[n : n + len(run)] == run:
                return n
    return -1


def quoted(quote: str, turns: Sequence[str]) -> list[Place]:
    """List where the words of a quote stand, in one turn or from one into the next."""
    wanted = [straight(w) for w in split(normalised(quote))]
    zone = [(turn, n, straight(w)) for turn, text in enumerate(turns) for n, w in enumerate(split(text))]
    said = [w for _, _, w in zone]
    length = len(wanted)
    starts = [n for n in range(len(said) - length + 1) if said[n : n + length] == wanted] if wanted else []
    return [Place(*zone[n][:2], *zone[n + length - 1][:2]) for n in starts]


BLOCKS = frozenset("p div li ul ol h1 h2 h3 h4 h5 h6 br tr table blockquote pre section article hr dt dd td th".split())
SPACE = re.compile(r"[\t\n\r\f\v]")  # not those that keep two words together


class Page:
    """The text of a page of HTML, with a line for each block, and where the bytes of its text without tags stand."""

    def __init__(self, content: str) -> None:
        self.signs: list[str] = []
        self.bytes: list[int] = []  # where each sign begins, in bytes; a line break that was put in begins nowhere
        self.places: list[int] = []
        self.length = 0
        try:
            self._walk(html.fragment_fromstring(content.lstrip() or " ", create_parent="div"))
        except (etree.LxmlError, ValueError, RecursionError):
            self.signs.clear()  # no page: a document without text
        self.text = "".join(self.signs)

    def _walk(self, node: Any) -> None:
        block = node.tag in BLOCKS
        self._break(wanted=block)
        if isinstance(node.tag, str):
            self._said(node.text)
        for child in node:
            self._walk(child)
            self._said(child.tail)
        self._break(wanted=block)

    def _break(self, *, wanted: bool) -> None:
        if wanted and self.signs and self.signs[-1] != "\n":
            self.signs.append("\n")

    def _said(self, text: str | None) -> None:
        if text and not text.strip() and self.signs[-1:] in ([], ["\n"]):
            self.length += len(text.encode())  # the space between blocks is no line
            return
        for sign in text or "":
            self.bytes.append(self.length)
            self.places.append(len(self.signs))
            self.signs.append(" " if SPACE.match(sign) else sign)
            self.length += len(sign.encode())

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Give the signs of the text that stand from one byte to another, (-1, -1) where there are none."""
        if not 0 <= start < end <= self.length:
            return -1, -1
        first, last = bisect_left(self.bytes, start), bisect_left(self.bytes, end) - 1
        return (self.places[first], self.places[last] + 1) if first <= last else (-1, -1)
