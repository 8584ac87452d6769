"""The pieces of a word processor's document → its paragraphs, and what is set aside with its place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import NamedTuple

from pipeline.ingest.session import Aside, Paragraph, Reason


class DocumentPiece(NamedTuple):
    """Some text of a document, and why it is not said; ``None`` when it is."""

    text: str
    reason: Reason | None


class Block(NamedTuple):
    """
    One paragraph, or one row of a table: its words, and what of it is set aside.

    Attributes:
        marks: characters that stand between the cells of a row, and in no cell.
        cells: of a row, what each holds; none for a paragraph.
        marks_within: of ``marks``, those that rows inside its cells have.
        look: see ``Paragraph``, as for ``opening``.
    """

    text: str
    asides: tuple[DocumentPiece, ...] = ()
    style: str = "paragraph"
    marks: int = 0
    cells: tuple[str, ...] = ()
    marks_within: int = 0
    look: str = ""
    opening: int = 0


def block(pieces: Sequence[DocumentPiece], style: str) -> Block:
    """Put together the words of a paragraph, and keep the rest apart."""
    said = "".join(piece.text for piece in pieces if piece.reason is None).strip()
    return Block(said, tuple(piece for piece in pieces if piece.reason), style)


def paragraphs(found: list[Block]) -> tuple[Paragraph, ...]:
    """Number the blocks that hold words."""
    filled = (b for b in found if b.text)
    return tuple(
        Paragraph(b.text, f"paragraphe {n}", b.style, look=b.look, opening=b.opening) for n, b in enumerate(filled, 1)
    )


def asides(found: list[Block]) -> Iterator[Aside]:
    """Give what is set aside within the blocks, with the paragraph where it stands."""
    place = 1
    for one in found:
        for reason, pieces in groupby(one.asides, key=lambda piece: piece.reason):
            text = "".join(piece.text for piece in pieces).strip()
            if text and reason:
                yield Aside(text, reason, f"paragraphe {place}")
        place += bool(one.text)
