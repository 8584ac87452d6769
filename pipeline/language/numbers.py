"""Figures → as French writes them, « 0,62 » or « 3,6 % », on screens, in reports, in tables: here and nowhere else."""

from __future__ import annotations


def number(count: int) -> str:
    r"""
    Write a number as French does.

    >>> number(12345)
    '12\u202f345'
    """
    return f"{count:,}".replace(",", "\u202f")


def decimal(value: float, places: int = 2) -> str:
    """
    Write a figure with its decimals; nothing negative is zero.

    >>> decimal(0.5), decimal(-0.25), decimal(-0.001)
    ('0,50', '-0,25', '0,00')
    """
    return f"{round(value, places) + 0.0:.{places}f}".replace(".", ",")


def percent(share: float, places: int = 0) -> str:
    """
    Write a share of 1 in percent.

    >>> percent(0.333), percent(0.0362, 1)
    ('33 %', '3,6 %')
    """
    return f"{decimal(100 * share, places)} %"
