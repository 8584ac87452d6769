"""A text → the dates and the ages that are said in it, in digits or in words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.language.folds import fold_for_search
from pipeline.language.numbers import SPOKEN, spoken_number

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


def said_date(text: str) -> SaidDate:
    """
    Read a date.

    >>> said_date("le 12 mars 2014"), said_date("12/03/77"), said_date("douze mars mille neuf cent quatre-vingt-deux")
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


NUMBER = rf"(?:\d{{1,3}}|{SPOKEN})"
# « j'ai 38 ans », « à trente ans », « une dame de 80 ans »: not « depuis 12 ans », « pendant 3 ans », « 20 ans après ».
OWNS = (
    r"(?:\b(?:j['’]ai|j['’]avais|tu as|(?:il|elle|on|qui|mère|père|fille|fils|mari|femme|sœur|frère) (?:a|avait)|"
    r"(?:ils|elles) ont|(?:nous|vous) av(?:ons|ez)|aura|avoir|ayant|mes|ses|âgée?s? de|"
    r"à (?:l['’]âge de )?|l['’]âge de|dès|de)[ ]?(?:presque |bientôt |environ |déjà |à peine |que )?)"
)
LASTS = (
    r"d['’](?:ancienneté|expérience|écart|attente|études|affilée)|de (?:métier|carrière|service|boulot|prison|mariage|"
    r"boîte|pratique|retard|la retraite|là)|près|plus tard|après|avant|que|ferme|en arrière|durant"
)
AGE = re.compile(rf"{OWNS}(?P<age>(?P<years>{NUMBER})[ ]ans)\b(?![ ](?:{LASTS})\b)", re.IGNORECASE)
LASTING = re.compile(
    r"\b(?:plus|moins|bout|près|durée|contrat|depuis|période|plan|expérience|pendant|bail) (?:de|d['’])?[ ]?$",
    re.IGNORECASE,
)
OLDEST, ADULT, TEN = 90, 18, 10


def ages(text: str) -> Iterator[tuple[int, int]]:
    """Give the start and end of each age said: « 38 ans »."""
    for found in AGE.finditer(text):
        lasts = LASTING.search(text[: found.start("age")])
        if not lasts and spoken_number(found["years"]) is not None:
            yield found.span("age")


def age_band(said: str) -> str:
    """
    Say an age by ten years; minors and the very old by one word each.

    >>> age_band("trente-huit ans"), age_band("14 ans"), age_band("94 ans")
    ('30-39 ans', 'moins de 18 ans', '90 ans ou plus')
    """
    found = re.match(NUMBER, said, re.IGNORECASE)
    years = spoken_number(found.group()) if found else None
    if years is None:
        return "âge"
    if years >= OLDEST:
        return f"{OLDEST} ans ou plus"
    lowest = years // TEN * TEN
    return f"moins de {ADULT} ans" if years < ADULT else f"{max(lowest, ADULT)}-{lowest + TEN - 1} ans"
