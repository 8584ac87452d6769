"""The cells of one row of a table → one paragraph: the time when there is one, the speaker, the words."""

from __future__ import annotations

import re

from pipeline.ingest.readers.common.character_count import characters

NUMBER_OR_TIME = re.compile(r"\d")
BRACKETED_TIME = re.compile(r"[\[(]\s*\d[\d:.,hms\s–-]*[\])]\Z")
BARE_TIME = re.compile(r"\d{1,2}(?:[:h]\d{2}){1,2}(?:[.,]\d+)?\Z")


def row(cells: list[str]) -> str:
    """
    Write a row as a transcript would, empty cells left out.

    >>> row(["00:01", "ENQ", "Bonjour ?"])
    '[00:01] ENQ : Bonjour ?'
    >>> row(["[00:01]", "", "ENQ : Bonjour ?"])
    '[00:01] ENQ : Bonjour ?'
    """
    return _written([c for c in cells if c])


def marks(cells: list[str]) -> int:
    """Count the characters that ``row`` writes and that are in no cell."""
    return characters(row(cells)) - characters(*cells)


def _written(cells: list[str]) -> str:
    if len(cells) > 1 and BRACKETED_TIME.match(cells[0]):
        return f"{cells[0]} {_written(cells[1:])}"
    opening = {0: None, 1: None, 2: BARE_TIME}.get(len(cells), NUMBER_OR_TIME)
    if opening and opening.match(cells[0]):
        return f"[{cells[0]}] {_written(cells[1:])}"
    return f"{cells[0]} : {' '.join(cells[1:])}" if len(cells) > 1 else "".join(cells)
