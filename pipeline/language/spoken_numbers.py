"""A number said in words → the number: « mille neuf cent soixante-dix-sept », « deux mille quatorze »."""

from __future__ import annotations

import re

from pipeline.language.folds import fold_for_search

SIMPLE = {
    "zero": 0, "un": 1, "une": 1, "premier": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7,
    "huit": 8, "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
    "huitante": 80, "octante": 80, "nonante": 90,
}
HUNDRED, THOUSAND, SCORE = 100, 1000, 20
FOUR = 4
WORDS = "|".join(sorted([*SIMPLE, "zéro", "cent", "cents", "mille", "mil"], key=len, reverse=True))
SPOKEN = rf"(?:{WORDS})(?:(?:[ -]|[ -]et[ -])(?:{WORDS}))*"


def spoken_number(text: str) -> int | None:
    """
    Read a whole number in digits or in words; nothing when it is not one.

    >>> [spoken_number(t) for t in ("38", "trente-huit", "quatre-vingt-dix-sept", "mille neuf cent quatre-vingt-deux")]
    [38, 38, 97, 1982]
    >>> spoken_number("deux mille quatorze"), spoken_number("soixante et onze"), spoken_number("dossier")
    (2014, 71, None)
    """
    if text.strip().isdigit():
        return int(text)
    words = [w for w in re.split(r"[\s-]+", fold_for_search(text).strip()) if w and w != "et"]
    return _sum(words) if words else None


def _sum(words: list[str]) -> int | None:
    total = part = 0
    for word in words:
        if word in {"mille", "mil"}:
            total, part = (part or 1) * THOUSAND, 0
        elif word in {"cent", "cents"}:
            part = (part or 1) * HUNDRED
        elif word in SIMPLE:
            part = _added(part, SIMPLE[word])
        else:
            return None
    return total + part


def _added(part: int, value: int) -> int:
    # « quatre-vingt » is four times twenty, « cent vingt » is not a hundred times it.
    if value == SCORE and part % HUNDRED == FOUR:
        return part - FOUR + FOUR * SCORE
    return part + value
