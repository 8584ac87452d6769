"""A marker written by hand → what it reads, as parts one can tell in words: words, choices, gaps, what is optional."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice
from typing import Literal

from pipeline.language.marker_words import LISTS

Kind = Literal["words", "gap", "list", "choice", "optional", "row"]
LEXEME = re.compile(r"<[^<>]+>|\.{3}|…|[\w'’-]+[*+]?|[()|?]")
GAP, MOST_EXAMPLES = "…", 2


@dataclass(frozen=True, slots=True)
class MarkerPart:
    """A part of a marker: its own words, or the parts it is made of."""

    kind: Kind
    text: str = ""
    parts: tuple[MarkerPart, ...] = ()


def parts_of(pattern: str) -> MarkerPart:
    """Read a marker that the grid accepted."""
    return _choice(LEXEME.findall(pattern)[::-1])


def _choice(left: list[str]) -> MarkerPart:
    read = [_row(left)]
    while left and left[-1] == "|":
        left.pop()
        read.append(_row(left))
    return read[0] if len(read) == 1 else MarkerPart("choice", parts=tuple(read))


def _row(left: list[str]) -> MarkerPart:
    found: list[MarkerPart] = []
    while left and left[-1] not in {"|", ")"}:
        one = _one(left)
        if left and left[-1] == "?":
            left.pop()
            one = MarkerPart("optional", parts=(one,))
        if one.kind == "words" and found and found[-1].kind == "words":
            one = MarkerPart("words", f"{found.pop().text} {one.text}")
        found.append(one)
    return found[0] if len(found) == 1 else MarkerPart("row", parts=tuple(found))


def _one(left: list[str]) -> MarkerPart:
    lexeme = left.pop()
    if lexeme == "(":
        inner = _choice(left)
        left[-1:] = []
        return inner
    if lexeme in {"…", "..."}:
        return MarkerPart("gap")
    return MarkerPart("list", lexeme[1:-1]) if lexeme.startswith("<") else MarkerPart("words", lexeme)


def examples(pattern: str, lists: Mapping[str, tuple[str, ...]]) -> list[str]:
    """
    Give a few things that a marker would read, as somebody says them.

    >>> examples("(hors|au delà) … (mission*|cadre) (<pronom>)?", {})
    ['hors … mission…', 'au delà … cadre']
    """
    whole, known = parts_of(pattern), {**LISTS, **lists}
    said = (" ".join(_said(whole, rank, known).split()) for rank in range(MOST_EXAMPLES))
    return list(islice(dict.fromkeys(one for one in said if one), MOST_EXAMPLES))


def _said(part: MarkerPart, rank: int, lists: Mapping[str, tuple[str, ...]]) -> str:
    if part.kind == "row":
        return " ".join(_said(one, rank, lists) for one in part.parts)
    if part.kind == "choice":
        return _said(part.parts[min(rank, len(part.parts) - 1)], rank, lists)
    if part.kind == "list":
        words = lists.get(part.text, (part.text,))
        return plain(words[min(rank, len(words) - 1)])
    if part.kind == "words":
        return plain(part.text)
    return GAP if part.kind == "gap" else ""


def plain(words: str) -> str:
    """
    Write words without the signs of markers, a beginning of word shown as such.

    >>> plain("mission* sociale"), plain("prendre+")
    ('mission… sociale', 'prendre')
    """
    return words.replace("*", "…").replace("+", "")
