"""Pieces of a file that nobody says → asides, one per reason; addresses of media are masked, still counted."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pipeline.ingest.session import Aside, Reason

# Addresses and absolute paths name machines, people and files: none may go further than the file.
ADDRESS = re.compile(
    r"""\b[a-z][a-z\d+.-]{0,20}://\S+ | (?<!\w)[a-z]:[\\/]\S+ | (?<![^\s"'=])(?:\.\.?)?/[^\s/]+/\S*""",
    re.IGNORECASE | re.VERBOSE,
)
HIDDEN = "•"


def hidden(text: str) -> str:
    """Mask every character but spaces, so that the text still counts for what it was."""
    return re.sub(r"\S", HIDDEN, text)


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
