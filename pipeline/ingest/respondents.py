"""A questionnaire as received → who answered, under a number that says nothing of anyone."""

from __future__ import annotations

import re

from pipeline.ingest.session import Questionnaire

# A running number, perhaps after a letter or two: « R142 », « 17 »; « lea75 » may be someone.
OPAQUE = re.compile(r"[A-Za-z]{0,2}-?\d{1,5}")

Row = dict[str, str]


def respondents(table: Questionnaire, column: str) -> list[tuple[str, Row]]:
    """
    Give each respondent's number and cells, by heading; a line that repeats another word for word is dropped.

    Their own numbers are kept when all are opaque and each is used once; else they get ranks.
    ``column`` is the heading of the respondents' numbers.
    """
    rows = [dict(zip(table.header, row, strict=False)) for row in dict.fromkeys(table.rows)]
    names = [row.get(column, "").strip() for row in rows]
    opaque = len(set(names)) == len(names) and all(OPAQUE.fullmatch(name) for name in names)
    ranks = [f"Q{rank:04}" for rank in range(1, len(rows) + 1)]
    return [(table.prefix + name, row) for name, row in zip(names if opaque else ranks, rows, strict=True)]
