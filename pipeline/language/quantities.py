"""What a respondent wrote for a number → the number, and the band it falls in, in French."""

from __future__ import annotations

import re
from collections.abc import Sequence

NUMBER = r"(\d+(?:[.,]\d+)?)"
ABOUT = r"(?:env(?:iron|\.)?|à peu près|~|≈)?"
UNITS = {"h": 1.0, "heure": 1.0, "heures": 1.0, "min": 1 / 60, "mn": 1 / 60, "minutes": 1 / 60, "minute": 1 / 60,
         "an": 1.0, "ans": 1.0, "année": 1.0, "années": 1.0, "mois": 1 / 12, "": 1.0}
UNIT = "(" + "|".join(sorted(UNITS, key=len, reverse=True)) + ")"
CLOCK = re.compile(rf"{ABOUT}\s*(\d+)\s*h\s*(\d\d)", re.IGNORECASE)
RANGE = re.compile(rf"{ABOUT}\s*(?:de\s+|entre\s+)?{NUMBER}\s*(?:-|–|à|ou|et)\s*{NUMBER}\s*{UNIT}", re.IGNORECASE)
PLAIN = re.compile(rf"{ABOUT}\s*{NUMBER}\s*{UNIT}", re.IGNORECASE)


def quantity(text: str) -> float | None:
    """
    Read a number of hours or years; the middle of a range; nothing when it is not one.

    >>> [quantity(t) for t in ("2,5", "2h30", "45 min", "4-5", "8 à 10", "env. 6", "6 ans", "trop", "")]
    [2.5, 2.5, 0.75, 4.5, 9.0, 6.0, 6.0, None, None]
    """
    said = " ".join(text.split())
    if clock := CLOCK.fullmatch(said):
        return int(clock[1]) + int(clock[2]) / 60
    if between := RANGE.fullmatch(said):
        return (_number(between[1]) + _number(between[2])) / 2 * UNITS[between[3].lower()]
    if plain := PLAIN.fullmatch(said):
        return _number(plain[1]) * UNITS[plain[2].lower()]
    return None


def _number(text: str) -> float:
    return float(text.replace(",", "."))


def band(value: float, bounds: Sequence[int], unit: str) -> str:
    """
    Say in which band a number falls; a band begins at its bound.

    >>> [band(v, [0, 5, 15], "ans") for v in (4.5, 5, 14, 15)]
    ['moins de 5 ans', '5 à 14 ans', '5 à 14 ans', '15 ans et plus']
    >>> band(2.5, [0, 2, 5], "heures")
    '2 à 4 heures'
    """
    above = [b for b in bounds if value >= b]
    lower, index = (above[-1], len(above) - 1) if above else (bounds[0], 0)
    if index == len(bounds) - 1:
        return f"{lower} {unit} et plus"
    upper = bounds[index + 1]
    return f"moins de {upper} {unit}" if index == 0 else f"{lower} à {upper - 1} {unit}"
