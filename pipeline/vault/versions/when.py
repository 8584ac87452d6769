"""A moment → how one says it in French."""

from __future__ import annotations

from datetime import datetime

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)


def moment(at: datetime) -> str:
    """
    Say a day and an hour.

    >>> moment(datetime(2026, 3, 1, 9, 5))
    '1er mars 2026 à 9 h 05'
    """
    day = "1er" if at.day == 1 else str(at.day)
    return f"{day} {MONTHS[at.month - 1]} {at.year} à {at.hour} h {at.minute:02}"
