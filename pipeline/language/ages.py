"""A text → the ages that are said in it, in digits or in words, and the band each falls in."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.language.spoken_numbers import SPOKEN, spoken_number

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


def band(said: str) -> str:
    """
    Say an age by ten years; minors and the very old by one word each.

    >>> band("trente-huit ans"), band("14 ans"), band("94 ans")
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
