"""The lines of a PDF's text → which of them begin a paragraph, by where they are printed and by their labels."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from statistics import median

from pipeline.ingest.readers.common.portable_lines import PrintedLine
from pipeline.language.transcript_lines import DASH, ENDED, TIMED, label, only_label

BUCKET = 10.0  # points: lines whose left sides differ by less share a column
NEIGHBOURS = 4  # buckets: an indented line belongs to the same column
WIDEST = 0.98  # quantile of the right sides that makes the margin: a stray line does not
SPACE, SLACK = 0.25, 0.1  # of the size of the letters: a space, a doubt
INDENT = 0.8  # of the size of the letters
WIDER_GAP = 1.3  # times the usual distance between two lines of a paragraph
OTHER_SIZE = 1.15


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
        if before.hyphen or self._beside(n):
            return False
        if before.bold != line.bold or not 1 / OTHER_SIZE < line.size / before.size < OTHER_SIZE:
            return True
        return self._ends(n - 1, n) or self._parted(n) or self._indented(n) or self._labelled(n)

    def _beside(self, n: int) -> bool:
        # Two pieces of one printed line, as the cells of a table.
        before, line = self._lines[n - 1], self._lines[n]
        same = line.page == before.page and abs(line.base - before.base) < 0.3 * line.size
        return same and line.left >= before.right

    def _ends(self, n: int, following: int) -> bool:
        # The first word of the next line would have had room on this one: the writer went to the line.
        line, after = self._lines[n], self._lines[following]
        room = self._margins[int(line.left // BUCKET)] - line.right
        return not line.hyphen and room > after.opening + (SPACE + SLACK) * line.size

    def _gap(self, n: int) -> float | None:
        before, line = self._lines[n - 1], self._lines[n]
        down = before.base - line.base
        return down / max(line.size, before.size) if line.page == before.page and down > 0 else None

    def _parted(self, n: int) -> bool:
        gap = self._gap(n)
        return gap is not None and bool(self._usual_gap) and gap > WIDER_GAP * self._usual_gap

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
