"""Figures of « À régler avant de sortir » → sentences that agree."""

from __future__ import annotations


def rank(at: int, of: int) -> str:
    """
    Say which word of those that wait is in hand.

    >>> rank(2, 5)
    '2 sur 5'
    """
    return f"{at} sur {of}"


def more(count: int) -> str:
    """
    Say that others wait after those that are listed.

    >>> more(1), more(12)
    ('et 1 autre', 'et 12 autres')
    """
    return f"et {count} {'autres' if count > 1 else 'autre'}"
