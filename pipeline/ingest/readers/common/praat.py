"""Text of a Praat TextGrid, long or short → its tiers, each interval with its times and its place in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

CLASSES = {"IntervalTier": False, "TextTier": True}
LATEST = 10_000_000.0  # seconds: four months; beyond, a time is damaged
# One line of the long form; what runs on to the next such line belongs to the string that was opened.
FIELD = re.compile(
    r"""^[ \t]* (?: (?:class|name|text|mark)[ \t]*=[ \t]*(?P<quote>")
      | (?:xmin|xmax|time|number)[ \t]*=[ \t]*(?P<number>\S+)
      | (?:intervals|points|item)[ \t]*[\[:?] | size[ \t]*= | tiers\? | File[ ]type | Object[ ]class )""",
    re.MULTILINE | re.VERBOSE,
)
LONG = re.compile(r"^[ \t]*(?:class|name|text|mark)[ \t]*=[ \t]*\"", re.MULTILINE)
# The short form is what Praat reads in any form: strings and numbers that stand free, the rest is comment.
# A quote that is not doubled, as other tools write it, closes a string only before a space.
TOKEN = re.compile(
    r'"(?P<string>(?:[^"]++|""|"(?=\S))*+)"?|(?<!\S)(?P<number>[-+]?\d[\d.]*(?:[eE][-+]?\d+)?)(?!\S)|![^\n]*'
)


class TierMark(NamedTuple):
    """One interval or point: its words, its times in milliseconds (None where damaged), its place in the text."""

    words: str
    start_ms: int | None
    end_ms: int | None
    opened: int
    closed: int


class Field(NamedTuple):
    """One number, or one string without its quotes, and where it stands."""

    value: str
    number: bool
    opened: int
    closed: int


@dataclass
class PraatTier:
    """A tier: its name as a field, whether it holds points, and its marks in order of the file."""

    name: Field
    points: bool
    marks: list[TierMark] = field(default_factory=list)


def tiers(text: str) -> list[PraatTier]:
    """List the tiers of a TextGrid; sizes and counts are not believed, so that a damaged file keeps its words."""
    found: list[PraatTier] = []
    numbers: list[str] = []
    fields = _long(text) if LONG.search(text) else _short(text)
    for each in fields:
        if each.number:
            numbers = [*numbers[-1:], each.value]
        elif each.value in CLASSES:
            found.append(PraatTier(next(fields, each), CLASSES[each.value]))
        elif found:
            found[-1].marks.append(_mark(each, numbers, points=found[-1].points))
        if not each.number:
            numbers = []
    return found


def _mark(each: Field, numbers: list[str], *, points: bool) -> TierMark:
    words = " ".join(each.value.replace('""', '"').split())
    if points or len(numbers) < 2:
        return TierMark(words, _milliseconds(numbers[-1:]), None, each.opened, each.closed)
    return TierMark(words, _milliseconds(numbers[:1]), _milliseconds(numbers[1:]), each.opened, each.closed)


def _milliseconds(numbers: list[str]) -> int | None:
    try:
        seconds = float(numbers[0])
    except (IndexError, ValueError):
        return None
    return round(seconds * 1000) if 0 <= seconds < LATEST else None


def _long(text: str) -> Iterator[Field]:
    previous: re.Match[str] | None = None
    for found in FIELD.finditer(text):
        if previous:
            yield _string(text, previous.end(), found.start())
        previous = found if found["quote"] else None
        if found["number"]:
            yield Field(found["number"], True, *found.span("number"))
    if previous:
        yield _string(text, previous.end(), len(text))


def _string(text: str, opened: int, until: int) -> Field:
    inside = text[opened:until].rstrip().removesuffix('"')
    return Field(inside, False, opened, opened + len(inside))


def _short(text: str) -> Iterator[Field]:
    for found in TOKEN.finditer(text):
        if found["number"]:
            yield Field(found["number"], True, *found.span("number"))
        elif found["string"] is not None:
            yield Field(found["string"], False, *found.span("string"))
