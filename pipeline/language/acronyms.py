"""``acronyms.csv`` → acronyms of law, school, work and trades, which are said everywhere and identify nobody.

The list was written for this project from general knowledge. Local structures called by their letters are not in
it: « l'ADSEA » stays masked.
"""

from __future__ import annotations

import csv
import re
from functools import cache
from pathlib import Path

PLACE = Path(__file__).with_name("acronyms.csv")
# Classes, sizes and levels: « un T2 », « en 3D », « le G1 », « 5G », « N+2 ».
LEVEL = re.compile(r"[A-Z]\d|\d[A-Z]|N[+-]\d")
SHAPE = re.compile(r"[A-Z][A-Z0-9&]{1,4}s?")
LETTER_BY_LETTER = 3  # longer acronyms may be said, and written, as words
OF_A_KIND = re.compile(
    r"\b(?:un|une|des|ces|mes|tes|ses|plusieurs|quelques|chaque|(?:de|à|pour|avec)[ ](?:nos|vos|leurs))[ ]$",
    re.IGNORECASE,
)


@cache
def acronyms() -> frozenset[str]:
    """Give the acronyms of the list."""
    with PLACE.open(encoding="utf-8", newline="") as file:
        return frozenset(r["name"] for r in csv.DictReader(file))


def known(said: str) -> bool:
    """
    Tell whether some letters are a known acronym, or several joined by a stroke, whatever their number.

    >>> known("UX"), known("OKRs"), known("UX/UI"), known("3D"), known("Comex"), known("ADSEA"), known("JB")
    (True, True, True, True, True, False, False)
    """
    return all(_known(part) for part in re.split(r"[/-]", said))


def _known(said: str) -> bool:
    # « Comex », « Copil »: said as words, they are written so.
    letters = said.upper() if len(said) > LETTER_BY_LETTER and said.istitle() else said.removesuffix("s")
    return letters in acronyms() or bool(LEVEL.fullmatch(said))


def common(text: str, start: int, end: int) -> bool:
    """
    Tell whether an acronym is a common noun where it stands: one among several of a kind.

    >>> common("on a des ZRXP ici", 9, 13), common("voir l'AJP", 7, 10), common("voir JB", 5, 7)
    (True, False, False)
    """
    return bool(SHAPE.fullmatch(text[start:end]) and OF_A_KIND.search(text[:start]))
