"""A document ↔ Markdown: nothing that was said is taken for a mark."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from pipeline.publish.documents.blocks import Items, ParagraphBlock, Table, Title, markdown
from pipeline.publish.documents.parts import Part, Prompt, Quotation, inside, quoted

# What CommonMark and its cousins take for a mark, anywhere or at the beginning of a line.
MARKS = re.compile(r"([\\`*_\[\]<>|~&$^]|(?m:^[#+=-])|(?m:(?<=^\d)[.)])|:(?=\w+:))")
ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
QUOTE, BREAK = "> ", "\\\n> "


def write(parts: Sequence[Part]) -> bytes:
    """Write a document in Markdown."""
    return "\n".join(map(_part, parts)).encode()


def _part(part: Part) -> str:
    match part:
        case Quotation():
            return QUOTE + MARKS.sub(r"\\\1", quoted(part.text)).replace("\n", BREAK) + "\n"
        case Prompt():
            return markdown([ParagraphBlock(f"☐ {part.text}")])
        case Title() | ParagraphBlock() | Items() | Table():
            return markdown([part])


def quotations(content: bytes) -> list[str]:
    """Read back the words quoted in a Markdown document."""
    return [inside(ESCAPED.sub(r"\1", text)) for text in _quotes(content.decode().split("\n"))]


def _quotes(lines: Iterable[str]) -> list[str]:
    runs = groupby(lines, key=lambda line: line.startswith(QUOTE))
    return ["\n".join(_unbroken([line.removeprefix(QUOTE) for line in run])) for quoting, run in runs if quoting]


def _unbroken(told: Sequence[str]) -> list[str]:
    return [*(line.removesuffix("\\") for line in told[:-1]), told[-1]]
