"""What a document is made of, its typography, and the same in Markdown or in one HTML page."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

MARKS = re.compile(r"([\\`*_\[\]<>|#])")
STYLE = (
    "body{font:16px/1.5 system-ui,sans-serif;max-width:48rem;margin:2rem auto;padding:0 1rem;color:#1c1c1c}"
    "table{border-collapse:collapse;margin:1rem 0}th,td{border:1px solid #ccc;padding:.25rem .6rem;text-align:left}"
    "th{background:#f3f3f3}h2{margin-top:2rem}"
)


@dataclass(frozen=True, slots=True)
class Title:
    """A heading; level 1 is the page's own."""

    text: str
    level: int = 2


@dataclass(frozen=True, slots=True)
class ParagraphBlock:
    """A few sentences."""

    text: str


@dataclass(frozen=True, slots=True)
class Items:
    """A list, one line for each."""

    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their heads."""

    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


Block = Title | ParagraphBlock | Items | Table


def markdown(blocks: Iterable[Block]) -> str:
    r"""
    Write blocks in Markdown.

    >>> markdown([Title("Une fiche", 1), Items(("un *mot*",))])
    '# Une fiche\n\n- un \\*mot\\*\n'
    """
    told: list[str] = []
    for block in blocks:
        match block:
            case Title():
                told.append(f"{'#' * block.level} {_plain(block.text)}")
            case ParagraphBlock():
                told.append(_plain(block.text))
            case Items():
                told.append("\n".join(f"- {_plain(line)}" for line in block.lines))
            case Table():
                told.append("\n".join([_row(block.head), "|" + "---|" * len(block.head), *map(_row, block.rows)]))
    return "\n\n".join(told) + "\n"


def _plain(text: str) -> str:
    return MARKS.sub(r"\\\1", " ".join(text.split()))


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(map(_plain, cells))} |"


def page(blocks: Iterable[Block], title: str) -> str:
    """
    Write blocks as one HTML page; no word of theirs is ever read as a tag.

    >>> "<script>" in page([ParagraphBlock("<script>")], "A & B")
    False
    """
    told: list[str] = []
    for block in blocks:
        match block:
            case Title():
                told.append(_tag(f"h{block.level}", html.escape(block.text)))
            case ParagraphBlock():
                told.append(_tag("p", html.escape(block.text)))
            case Items():
                told.append(_tag("ul", "".join(_tag("li", html.escape(line)) for line in block.lines)))
            case Table():
                rows = _cells("th", block.head) + "".join(_cells("td", row) for row in block.rows)
                told.append(_tag("table", rows))
    body = "\n".join(told)
    head = f'<meta charset="utf-8"><title>{html.escape(title)}</title><style>{STYLE}</style>'
    return f'<!doctype html>\n<html lang="fr">\n<head>{head}</head>\n<body>\n{body}\n</body>\n</html>\n'


def _cells(name: str, row: Iterable[str]) -> str:
    return _tag("tr", "".join(_tag(name, html.escape(cell)) for cell in row))


def _tag(name: str, inside: str) -> str:
    return f"<{name}>{inside}</{name}>"


OPEN, CLOSE = "«\u00a0", "\u00a0»"


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words that someone said, byte for byte."""

    text: str


@dataclass(frozen=True, slots=True)
class Prompt:
    """A question that only the researcher can answer."""

    text: str


Part = Title | ParagraphBlock | Items | Table | Quotation | Prompt


def quotations(parts: Iterable[Part]) -> list[str]:
    """List the words quoted in a document, in their order."""
    return [part.text for part in parts if isinstance(part, Quotation)]


def quoted(text: str) -> str:
    r"""
    Put French quotation marks around words.

    >>> quoted("Oui.")
    '«\xa0Oui.\xa0»'
    """
    return f"{OPEN}{text}{CLOSE}"


def inside(text: str) -> str:
    """
    Give back the words between quotation marks.

    >>> inside(quoted("Oui."))
    'Oui.'
    """
    return text.removeprefix(OPEN).removesuffix(CLOSE)


NARROW, WIDE = "\u202f", "\u00a0"
# A space there already: no sign gets one that was written without.
BEFORE_NARROW = re.compile(r" (?=[;!?%])")
BEFORE_WIDE = re.compile(r" (?=[:»])")
AFTER = re.compile(r"(?<=«) ")


def spaced(text: str) -> str:
    r"""
    Put no-break spaces where French has them.

    >>> spaced("« Le temps » : 3 % ; et ?")
    '«\xa0Le temps\xa0»\xa0: 3\u202f%\u202f; et\u202f?'
    """
    return AFTER.sub(WIDE, BEFORE_WIDE.sub(WIDE, BEFORE_NARROW.sub(NARROW, text)))


def typeset(part: Part) -> Part:
    """Do it in a part that the software wrote; what somebody said stays to the byte."""
    match part:
        case Title() | ParagraphBlock() | Prompt():
            return replace(part, text=spaced(part.text))
        case Items():
            return replace(part, lines=tuple(map(spaced, part.lines)))
        case Table():
            rows = tuple(tuple(map(spaced, row)) for row in part.rows)
            return replace(part, head=tuple(map(spaced, part.head)), rows=rows)
        case _:
            return part
