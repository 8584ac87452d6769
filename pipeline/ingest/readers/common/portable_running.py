"""The lines of a PDF → those that belong to its pages and not to its text: running titles, page numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from pipeline.ingest.readers.common.portable_lines import PrintedLine
from pipeline.language.transcript_lines import NUMBERED, SURELY_NUMBERED

DEEPEST = 3  # lines of a header or a footer
FEWEST_PAGES, LEAST_SHARE = 2, 0.4  # one page in two has its own header in a book
NUMBER = re.compile(r"\d+")


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
