"""A ``.pdf`` file with a text layer → its paragraphs, headers and page numbers set aside."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from statistics import median

from pipeline.ingest.readers.portable_lines import UNKNOWN, PrintedLine, layer, running
from pipeline.ingest.session import Aside, Paragraph, ReadTranscript
from pipeline.language.lexicon import known_word
from pipeline.language.transcript_lines import COUNTER, DASH, ENDED, TIMED, counted, label, only_label
from pipeline.model.errors import UnreadableTranscript

BUCKET = 10.0  # points: lines whose left sides differ by less share a column
NEIGHBOURS = 4  # buckets: an indented line belongs to the same column
WIDEST = 0.98  # quantile of the right sides that makes the margin: a stray line does not
SPACE, SLACK = 0.25, 0.1  # of the size of the letters: a space, a doubt
INDENT = 0.8  # of the size of the letters
WIDER_GAP = 1.3  # times the usual distance between two lines of a paragraph
OTHER_SIZE = 1.15
SAME_LINE, USUAL_WIDTH = 0.3, 0.5  # of the size of the letters
LEAST_KNOWN = 0.7  # share of the characters whose letter the file tells
FIRST_HALF = re.compile(r"([^\W\d_]+)-\Z")
SECOND_HALF = re.compile(r"[^\W\d_]+")
WORD = re.compile(r"[^\W\d_]+(?:-[^\W\d_]+)*")


def cut(lines: list[PrintedLine]) -> Iterator[list[PrintedLine]]:
    """Group the lines into paragraphs."""
    page = _Layout(lines)
    group: list[PrintedLine] = []
    for n, line in enumerate(lines):
        if group and page.begins(n):
            yield group
            group = []
        group.append(line)
    if group:
        yield group


class _Layout:
    """What is usual in the document: its margins, the distance between lines, the labels met again and again."""

    def __init__(self, lines: list[PrintedLine]) -> None:
        self._lines = lines
        self._margins = _margins(lines)
        self._labels = Counter(label(line.text) for line in lines)
        full = [n for n in range(1, len(lines)) if not self._ends(n - 1, n)]
        gaps = [gap for n in full or range(1, len(lines)) if (gap := self._gap(n)) is not None and gap > 0]
        self._usual_gap = median(gaps) if gaps else 0.0

    def begins(self, n: int) -> bool:
        """Tell whether a line, not the first, begins a paragraph."""
        before, line = self._lines[n - 1], self._lines[n]
        # Two pieces of one printed line, as the cells of a table.
        same = line.page == before.page and abs(line.base - before.base) < SAME_LINE * line.size
        if before.hyphen or (same and line.left >= before.right):
            return False
        if before.bold != line.bold or not 1 / OTHER_SIZE < line.size / before.size < OTHER_SIZE:
            return True
        gap = self._gap(n)
        parted = gap is not None and bool(self._usual_gap) and gap > WIDER_GAP * self._usual_gap
        return self._ends(n - 1, n) or parted or self._indented(n) or self._labelled(n)

    def _ends(self, n: int, following: int) -> bool:
        # The first word of the next line would have had room on this one: the writer went to the line.
        line, after = self._lines[n], self._lines[following]
        room = self._margins[int(line.left // BUCKET)] - line.right
        return not line.hyphen and room > after.opening + (SPACE + SLACK) * line.size

    def _gap(self, n: int) -> float | None:
        before, line = self._lines[n - 1], self._lines[n]
        down = before.base - line.base
        return down / max(line.size, before.size) if line.page == before.page and down > 0 else None

    def _indented(self, n: int) -> bool:
        # A first line stands further in, or further out, than both the line before and the line after.
        if n + 1 == len(self._lines) or not ENDED.search(self._lines[n - 1].text):
            return False
        before, line, after = self._lines[n - 1 : n + 2]
        least = INDENT * line.size
        inwards = line.left - before.left > least and line.left - after.left > least
        return inwards or (before.left - line.left > least and after.left - line.left > least)

    def _labelled(self, n: int) -> bool:
        before, text = self._lines[n - 1].text, self._lines[n].text
        if only_label(before) or TIMED.match(text):
            return True
        opened = label(text)
        ended = bool(ENDED.search(before))
        # « Le problème : » may open a line in the midst of a sentence; a label comes back.
        return bool(opened and (ended or self._labels[opened] > 1)) or bool(ended and DASH.match(text))


def _margins(lines: list[PrintedLine]) -> dict[int, float]:
    rights: dict[int, list[float]] = defaultdict(list)
    for line in lines:
        rights[int(line.left // BUCKET)].append(line.right)
    edges = {bucket: sorted(right)[int(WIDEST * (len(right) - 1))] for bucket, right in rights.items()}
    near = range(-NEIGHBOURS, NEIGHBOURS + 1)
    return {bucket: max(edges[bucket + d] for d in near if bucket + d in edges) for bucket in edges}


def read(data: bytes, file: str) -> ReadTranscript:
    """
    Read the text layer of a PDF: lines joined into paragraphs, words cut at the end of a line made whole.

    Raises:
        UnreadableTranscript: the file is damaged, protected, or has no text that can be read.
    """
    found = layer(data, file)
    if not found.lines:
        raise _no_text(file)
    unknown = sum(line.text.count(UNKNOWN) for line in found.lines)
    if unknown > (1 - LEAST_KNOWN) * found.characters:
        raise UnreadableTranscript(
            f"{file} ne dit pas à quelles lettres correspondent ses signes : passez-le par un logiciel de "
            "reconnaissance de texte (OCR), ou demandez le document d'origine (.docx, .odt)."
        )
    pages = running(found.lines)
    said = [line for n, line in enumerate(found.lines) if n not in pages]
    said, counters = _without_counters(said)
    around = tuple(Aside(found.lines[n].text, "page", f"page {found.lines[n].page}") for n in sorted(pages))
    pictures = tuple(Aside("", "empty", f"page {page}") for page in found.pictures)
    joiner = _Joiner(said)
    paragraphs = tuple(joiner.paragraph(group) for group in cut(said))
    if not paragraphs:
        raise _no_text(file)
    return ReadTranscript(paragraphs, (*around, *counters, *joiner.hyphens, *pictures), found.characters, "PDF (.pdf)")


def _without_counters(said: list[PrintedLine]) -> tuple[list[PrintedLine], list[Aside]]:
    """Take off the numbers of lines printed in the margin, on the line or as a piece of their own."""
    beside = {
        n for n, (before, line) in enumerate(pairwise(said))
        if before.text.isdigit() and line.page == before.page and abs(line.base - before.base) < SAME_LINE * line.size
    }
    texts = [
        f"{said[n - 1].text} {line.text}" if n - 1 in beside else line.text
        for n, line in enumerate(said) if n not in beside
    ]
    if not counted(texts):
        return said, []
    counters = [said[n] for n in sorted(beside)]
    bare = []
    for n, line in enumerate(said):
        if n in beside:
            continue
        number = None if n - 1 in beside else COUNTER.match(line.text)
        if number:
            counters.append(replace(line, text=number[0].strip()))
            # How wide the first word is printed is not known without the number: it is guessed from its letters.
            text = line.text[number.end():]
            bare.append(replace(line, text=text, opening=USUAL_WIDTH * line.size * len(text.split()[0])))
        else:
            bare.append(line)
    return bare, [Aside(line.text, "counter", f"page {line.page}") for line in counters]


def _no_text(file: str) -> UnreadableTranscript:
    return UnreadableTranscript(
        f"{file} est une image : aucun texte n'y est écrit. Passez-le par un logiciel de reconnaissance de texte "
        "(OCR), relisez, et enregistrez le résultat en .docx ou .txt."
    )


class _Joiner:
    """Joins the lines of paragraphs; decides of each hyphen that ends a line whether its word has one."""

    def __init__(self, lines: list[PrintedLine]) -> None:
        self.hyphens: list[Aside] = []
        self._words = Counter(word.lower() for line in lines for word in WORD.findall(line.text))
        self._usual_size = median(line.size for line in lines) if lines else 0.0

    def paragraph(self, lines: list[PrintedLine]) -> Paragraph:
        """Give the text of a group of lines, with the place and the style of the first."""
        text = lines[0].text
        for before, line in pairwise(lines):
            text = self._joined(text, line.text, before)
        if lines[0].size >= OTHER_SIZE * self._usual_size:
            return Paragraph(text, f"page {lines[0].page}", "heading")
        style = "bold" if all(line.bold for line in lines) else "paragraph"
        return Paragraph(text, f"page {lines[0].page}", style)

    def _joined(self, text: str, following: str, before: PrintedLine) -> str:
        if not before.hyphen:
            return f"{text} {following}"
        first = FIRST_HALF.search(text)
        second = SECOND_HALF.match(following)
        if not first or not second or not self._one_word(first[1], second[0]):
            return text + following
        self.hyphens.append(Aside("-", "markup", f"page {before.page}"))
        return text[:-1] + following

    def _one_word(self, first: str, second: str) -> bool:
        if not second[0].islower():
            return False
        whole = (first + second).lower()
        compound = f"{first}-{second}".lower()
        if self._words[whole] != self._words[compound]:
            return self._words[whole] > self._words[compound]
        # Neither word stands elsewhere in the document: « perma-nence » is in the dictionary, « peut-être » is not.
        return known_word(whole) or not (known_word(first) or known_word(second))

