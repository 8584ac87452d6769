"""What a document is made of: titles, paragraphs, lists, tables, quotations, and prompts for what a person knows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.publish.documents.blocks import Items, ParagraphBlock, Table, Title

__all__ = ["Items", "ParagraphBlock", "Part", "Prompt", "Quotation", "Table", "Title", "inside", "quotations", "quoted"]
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
