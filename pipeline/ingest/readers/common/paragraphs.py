"""Pieces of a file → its paragraphs and, one per reason, its asides: no character is lost between them."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from pipeline.ingest.readers.common.refused_files import wordless
from pipeline.ingest.session import Aside, Paragraph, ReadTranscript, Reason
from pipeline.language.transcript_lines import is_phantom, may_loop
from pipeline.model.files import UNSEEN_SIGNS, normalised

# Addresses and absolute paths name machines, people and files: none may go further than the file.
ADDRESS = re.compile(
    r"""\b[a-z][a-z\d+.-]{0,20}://\S+ | (?<!\w)[a-z]:[\\/]\S+ | (?<![^\s"'=])(?:\.\.?)?/[^\s/]+/\S*""",
    re.IGNORECASE | re.VERBOSE,
)
HIDDEN = "•"
PLAIN = ""
LONGEST_OPENING = 80  # characters: a label, not a sentence
STYLES = (
    ("heading", "heading"), ("titre", "heading"), ("title", "heading"), ("subtitle", "heading"),
    ("sous-titre", "heading"), ("quote", "quote"), ("quotation", "quote"), ("intense quote", "quote"),
    ("citation", "quote"),
)
RESTART_MS = 60_000  # times that fall back further begin another recording
FEWEST_LOOPS = 4
LOOPED_WORDS = 5  # nobody says so many words four times over
SLOWEST_WORDS = 0.3  # a second; a loop stretches its few words over silence


def characters(*texts: str) -> int:
    """
    Count the characters but spaces; an accent counts with its letter, what nobody sees counts for nothing.

    >>> characters("déjà là\u00a0!", " oui")
    10
    >>> characters("de\u0301ja\u0300", "", "\u200b") == characters("de", "\u0301ja\u0300") == 4
    True
    """
    return sum(len("".join(_letters(text).split())) for text in texts)


def _letters(text: str) -> str:
    # Accents are set apart, then not counted: they may stand in another run of a document than their letter.
    return text if text.isascii() else _accents().sub("", UNSEEN_SIGNS.sub("", normalised(text)))


@cache
def _accents() -> re.Pattern[str]:
    every = (chr(n) for n in range(0x300, 0x10000))
    return re.compile(f"[{''.join(c for c in every if unicodedata.combining(c))}]+")


def hidden(text: str) -> str:
    r"""
    Mask every character but spaces, so that the text still counts for what it was.

    >>> hidden("Ze\u0301 12"), hidden("en\ua674")
    ('•• ••', '••')
    """
    return re.sub(r"\S", HIDDEN, _letters(text))


def without_addresses(text: str) -> str:
    """
    Mask the addresses and absolute paths of a text.

    >>> without_addresses("voir /home/x.wav")
    'voir •••••••••••'
    """
    if "/" not in text and "\\" not in text:
        return text
    return ADDRESS.sub(lambda found: hidden(found.group()), text)


def gathered(pieces: Iterable[tuple[Reason, str]]) -> tuple[Aside, ...]:
    """Gather pieces by reason, in order of first appearance; blank ones are left out."""
    by_reason: dict[Reason, list[str]] = {}
    for reason, text in pieces:
        if text.strip():
            by_reason.setdefault(reason, []).append(text.strip())
    return tuple(Aside(without_addresses("\n".join(texts)), reason) for reason, texts in by_reason.items())


class Typography(NamedTuple):
    """The look of a whole paragraph, plain when its runs differ; and how many first characters stand apart."""

    look: str = PLAIN
    opening: int = 0


def typography(runs: Sequence[tuple[str, str]]) -> Typography:
    """
    Tell how a paragraph is written.

    Args:
        runs: words and look (« bold », « italic color FF0000 », nothing when plain), in order.

    >>> typography([("Anne ", "bold"), ("Bonjour.", "")]), typography([("Et après ?", "italic")])
    (Typography(look='', opening=5), Typography(look='italic', opening=0))
    """
    seen = [(text, look) for text, look in runs if text]
    said = [(text, look) for text, look in seen if text.strip(" \t\n:;,–—-")]
    if not said:
        return Typography()
    looks = {look for _, look in said}
    if len(looks) == 1:
        return Typography(looks.pop())
    first = said[0][1]
    opening = ""
    for text, look in seen:
        if look != first and text.strip(" \t\n:;,–—-"):
            break
        opening += text
    shown = opening.lstrip()
    return Typography(opening=len(shown)) if first != PLAIN and len(shown) <= LONGEST_OPENING else Typography()


def kind(name: str) -> str:
    """
    Tell headings and quotes by the name of their style, in French or in English.

    >>> kind("Titre 2"), kind("Normal")
    ('heading', 'paragraph')
    """
    return next((kind for start, kind in STYLES if name.lower().startswith(start)), "paragraph")


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


def finished(reading: ReadTranscript, file: str) -> ReadTranscript:
    """
    Put a reading in order of time, and set aside lines that speech recognition made up.

    Raises:
        UnreadableTranscript: the file holds no words.
    """
    recordings: list[list[tuple[int, Paragraph]]] = [[]]
    now = latest = 0
    for paragraph in reading.paragraphs:
        now = now if paragraph.start_ms is None else paragraph.start_ms
        if latest - now > RESTART_MS:
            recordings.append([])
            latest = now
        latest = max(latest, now)
        recordings[-1].append((now, paragraph))
    in_time = [paragraph for recording in recordings for _, paragraph in sorted(recording, key=itemgetter(0))]
    phantoms = [Aside(p.text, "phantom", p.place) for p in in_time if is_phantom(p.text)]
    kept, loops = _without_loops([p for p in in_time if not is_phantom(p.text)])
    if not any(re.search(r"\w", p.text) for p in kept):
        raise wordless(file)
    return replace(reading, paragraphs=tuple(kept), asides=(*reading.asides, *phantoms, *loops))


def _without_loops(said: Sequence[Paragraph]) -> tuple[list[Paragraph], list[Aside]]:
    kept: list[Paragraph] = []
    asides: list[Aside] = []
    for _, same in itertools.groupby(said, key=lambda p: (p.speaker, p.text)):
        run = list(same)
        looped = run[1:] if _is_loop(run) else []
        kept += run[: len(run) - len(looped)]
        asides += [Aside(p.text, "repeated", p.place) for p in looped]
    return kept, asides


def _is_loop(run: Sequence[Paragraph]) -> bool:
    words = len(run[0].text.split())
    if len(run) < FEWEST_LOOPS or not may_loop(run[0].text):
        return False
    spans = [p.end_ms - p.start_ms for p in run if p.start_ms is not None and p.end_ms is not None]
    slow = len(spans) == len(run) and words * len(run) < SLOWEST_WORDS * sum(spans) / 1000
    return words >= LOOPED_WORDS or slow
