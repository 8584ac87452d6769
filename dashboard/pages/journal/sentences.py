"""Dates and lines of the journal → the sentences of the page Journal de bord, in French."""

from __future__ import annotations

from datetime import datetime

from dashboard.pages.journal import words as wording
from dashboard.ui.sentences.phrases import counted


def moment(at: str) -> tuple[str, str]:
    """
    Write the day and the hour of a line, in the time of this machine.

    >>> moment("2026-01-05T09:07:12.000001")
    ('5 janvier 2026', '09:07')
    >>> moment("")
    ('', '')
    """
    try:
        when = datetime.fromisoformat(at)
    except ValueError:
        return "", ""
    there = when.astimezone() if when.tzinfo else when
    return f"{there.day} {wording.MONTHS[there.month - 1]} {there.year}", f"{there:%H:%M}"


def lines(count: int) -> str:
    """
    Count lines.

    >>> lines(2)
    '2 lignes'
    """
    return counted(count, "ligne", "lignes")


def together(count: int, sessions: int) -> str:
    """
    Say what came in at once from a spreadsheet.

    >>> together(393, 16)
    '393 lignes importées d’un tableau, dans 16 entretiens'
    """
    some = counted(count, "ligne importée", "lignes importées")
    return f"{some} d’un tableau, dans {counted(sessions, 'entretien', 'entretiens')}"
