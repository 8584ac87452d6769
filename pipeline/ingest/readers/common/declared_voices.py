"""Voices that a file declares → who they are, in the shape of a front matter; paragraphs in order of time."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from operator import itemgetter
from typing import Any

from pipeline.ingest.session import Paragraph
from pipeline.language import tier_names as names

ROLE = "role"
ASKS = "enqueteur"


def described(heard: Iterable[str], told: Mapping[str, dict[str, str]] | None = None) -> dict[str, Any]:
    """
    Describe those who speak: what is told of each, and which of them ask.

    Args:
        heard: labels, as often as one likes.
        told: attributes by label; the attribute ``role`` is ``enqueteur`` for those who ask.
    """
    every = {label: dict((told or {}).get(label, {})) for label in heard if label}
    asking = [label for label, one in every.items() if one.pop(ROLE, "") == ASKS or names.asks(label)]
    # The mark of an interviewer is no part of a name to mask: « Léa Roux (ENQ) » is called « Léa Roux ».
    called = {label: names.unmarked(label) for label in asking}
    every |= {label: {"nom": name} if name != label else {} for label, name in called.items()}
    people = [{"locuteur": label, **one} for label, one in every.items() if one]
    return ({"personnes": people} if people else {}) | ({"enqueteur": asking} if asking else {})


def in_time(said: Iterable[Paragraph]) -> tuple[Paragraph, ...]:
    """Order paragraphs by their start; one that has none stays after the one before it."""
    now, timed = 0, list[tuple[int, Paragraph]]()
    for paragraph in said:
        now = now if paragraph.start_ms is None else paragraph.start_ms
        timed.append((now, paragraph))
    return tuple(paragraph for _, paragraph in sorted(timed, key=itemgetter(0)))
