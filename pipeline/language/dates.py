"""A date as it was said or written → its day, month and year, as far as they are told; what announces a birth."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.language.folds import fold_for_search
from pipeline.language.spoken_numbers import SPOKEN, spoken_number

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)
FOLDED = {fold_for_search(name): number for number, name in enumerate(MONTHS, 1)}
IN_DIGITS = re.compile(r"\b(?P<day>\d{1,2})[/.-](?P<month>\d{1,2})[/.-](?P<year>\d{4}|\d{2})\b")
IN_WORDS = re.compile(
    rf"(?:(?P<day>1er|\d{{1,2}}|{SPOKEN})[ ])?(?P<month>{'|'.join(FOLDED)})(?:[ ](?:de l'annee )?"
    rf"(?P<year>\d{{4}}|\d{{2}}|{SPOKEN}))?(?!\w)"
)
YEAR = re.compile(r"\b(?:19|20)\d{2}\b")
# The date that follows says when someone was born.
BIRTH = re.compile(
    r"(?:\bn[ée]e?s?\b|\bnaissance\b|\bnaquit\b|\bnaître\b|\bnaissent\b|\bDDN\b)[^.!?;\d]{0,30}$", re.IGNORECASE
)
CENTURY, TURN = 100, 30  # « 77 » is 1977, « 14 » is 2014


@dataclass(frozen=True, slots=True)
class SaidDate:
    """What was said of a date; None for what was not."""

    month: int | None
    year: int | None


def said(text: str) -> SaidDate:
    """
    Read a date.

    >>> said("le 12 mars 2014"), said("12/03/77"), said("douze mars mille neuf cent quatre-vingt-deux")
    (SaidDate(month=3, year=2014), SaidDate(month=3, year=1977), SaidDate(month=3, year=1982))
    """
    folded = fold_for_search(text)
    found = IN_DIGITS.search(folded)
    if found:
        return SaidDate(int(found["month"]), _year(found["year"]))
    named = IN_WORDS.search(folded)
    if named:
        return SaidDate(FOLDED[named["month"]], _year(named["year"]))
    alone = YEAR.search(text)
    return SaidDate(None, int(alone.group()) if alone else None)


def _year(text: str | None) -> int | None:
    number = spoken_number(text) if text else None
    if number is None or number >= CENTURY:
        return number
    return number + (2000 if number < TURN else 1900)


def births(before: str) -> bool:
    """
    Tell whether a date that follows this text is someone's birth.

    >>> births("Je suis née le "), births("sa date de naissance, c'est le "), births("On s'est vus le ")
    (True, True, False)
    """
    return bool(BIRTH.search(before))
