"""Figures ↔ French: as it writes them and what agrees with them; as people say and write them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from pipeline.language.folds import fold_for_search

MONTHS = (
    "janvier", "février", "mars", "avril", "mai", "juin", "juillet", "août", "septembre", "octobre", "novembre",
    "décembre",
)


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


def counted(count: int, one: str, many: str) -> str:
    """
    Write a number and what it counts.

    >>> counted(1, "personne", "personnes"), counted(0, "personne", "personnes")
    ('1 personne', '0 personne')
    """
    return f"{number(count)} {many if count > 1 else one}"


def agreeing(forms: tuple[str, str], count: int, **figures: str) -> str:
    """
    Fill the sentence that agrees with a count: the first one up to 1, the second above.

    >>> agreeing(("{n} désaccord a été arbitré", "{n} désaccords ont été arbitrés"), 2)
    '2 désaccords ont été arbitrés'
    """
    return forms[count > 1].format(n=number(count), **figures)


def listed(words: Sequence[str]) -> str:
    """
    Write a list as one says it.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b et c')
    """
    return " et ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


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
    total = part = 0
    for word in words:
        if word in {"mille", "mil"}:
            total, part = (part or 1) * THOUSAND, 0
        elif word in {"cent", "cents"}:
            part = (part or 1) * HUNDRED
        elif word in SIMPLE:
            # « quatre-vingt » is four times twenty, « cent vingt » is not a hundred times it.
            times = SIMPLE[word] == SCORE and part % HUNDRED == FOUR
            part += FOUR * SCORE - FOUR if times else SIMPLE[word]
        else:
            return None
    return total + part if words else None


FEWEST_SPOKEN = 3  # numbers in a row: fewer are counted, not dictated
SPOKEN_ROW = re.compile(
    rf"(?<![\w-])(?:{WORDS})(?:(?:[ ,-]{{1,2}}|[ -]et[ -])(?:{WORDS})){{{FEWEST_SPOKEN - 1},}}(?![\w-])", re.IGNORECASE
)
TENS = frozenset({"vingt", "trente", "quarante", "cinquante", "soixante", "septante", "huitante", "octante", "nonante"})
SMALL = frozenset(word for word, value in SIMPLE.items() if 0 < value < SCORE)


def spoken_figures(text: str) -> str:
    """
    Write in figures the numbers that someone dictates, two by two as telephone numbers are.

    >>> spoken_figures("au zéro six, quatre-vingt-dix-sept soixante et onze vingt"), spoken_figures("trente-huit ans")
    ('au 0 6 97 71 20', 'trente-huit ans')
    """

    def figures(row: re.Match[str]) -> str:
        words = [w for w in re.split(r"[\s,-]+", fold_for_search(row.group())) if w and w != "et"]
        return " ".join(_figures(words))

    return SPOKEN_ROW.sub(figures, text)


def _figures(words: Sequence[str]) -> Iterator[str]:
    at = 0
    while at < len(words):
        # « quatre-vingt-dix-sept », « soixante-dix », « trente-deux »: the longest number under a hundred.
        sizes = (n for n in (4, 3, 2) if _under_a_hundred(words[at : at + n], n))
        size = next(sizes, 1)
        value = spoken_number(" ".join(words[at : at + size]))
        yield str(value)
        at += size


def _under_a_hundred(words: Sequence[str], size: int) -> bool:
    if len(words) < size:
        return False
    eighty = words[0] == "quatre" and words[1] in {"vingt", "vingts"}
    tens, rest = (True, words[2:]) if eighty else (words[0] in TENS, words[1:])
    teens = rest[:1] == ["dix"] and len(rest) == 2 and rest[1] in {"sept", "huit", "neuf"}
    return tens and (not rest or teens or (len(rest) == 1 and rest[0] in SMALL))


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


def quantity_band(value: float, bounds: Sequence[int], unit: str) -> str:
    """
    Say in which band a number falls; a band begins at its bound.

    Args:
        value: the number.
        bounds: where bands begin, one at least, smallest first; what is under the first is of the first band.
        unit: what is counted, in the plural.

    >>> [quantity_band(v, [0, 5, 15], "ans") for v in (4.5, 5, 14, 15)]
    ['moins de 5 ans', '5 à 14 ans', '5 à 14 ans', '15 ans et plus']
    >>> quantity_band(2.5, [0, 2, 5], "heures")
    '2 à 4 heures'
    """
    above = [b for b in bounds if value >= b]
    lower, index = (above[-1], len(above) - 1) if above else (bounds[0], 0)
    if index == len(bounds) - 1:
        return f"{lower} {unit} et plus"
    upper = bounds[index + 1]
    return f"moins de {upper} {unit}" if index == 0 else f"{lower} à {upper - 1} {unit}"
