"""A date or an age as it was said → the same, told less exactly; a birth always by its decade."""

from __future__ import annotations

from pipeline.language.dates_and_ages import MONTHS, age_band, births, said_date
from pipeline.language.placeholders import MASCULINE_DETERMINERS, preceding

NOTHING = ""


def date(text: str, before: str, style: str) -> str:
    """
    Tell a date by its month, its year, or not at all (empty).

    >>> date("12 mars 2014", "le ", "month"), date("12/03/2014", "depuis mars, le ", "year")
    ('mois de mars 2014', 'jour de 2014')
    >>> date("12 mars 1977", "Je suis née le ", "month")
    'jour des années 1970'
    """
    told = said_date(text)
    if births(before):
        return f"{_day(before)}{told.year // 10 * 10}" if told.year else NOTHING
    if style == "month" and told.month:
        month = f"{MONTHS[told.month - 1]} {told.year}" if told.year else MONTHS[told.month - 1]
        return f"mois {_of(month)}" if preceding(before) in MASCULINE_DETERMINERS else month
    if not told.year or style == "label":
        return NOTHING
    return f"jour de {told.year}" if preceding(before) in MASCULINE_DETERMINERS else str(told.year)


def _day(before: str) -> str:
    return "jour des années " if preceding(before) in MASCULINE_DETERMINERS else "années "


def _of(month: str) -> str:
    return f"d'{month}" if month[0] in "ao" else f"de {month}"


def age(text: str) -> str:
    """Tell an age by ten years."""
    return age_band(text)
