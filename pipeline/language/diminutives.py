"""``diminutives.csv`` and what a name begins with → whether one first name may be short for another.

The list was written for this project from general knowledge.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from functools import cache
from pathlib import Path

from pipeline.language.name_phrases import Phrase, phrase

PLACE = Path(__file__).with_name("diminutives.csv")
SHORTEST = 3  # letters that a name must share with a longer one, to be its beginning
CUT = 2  # letters that it must lack at least: « Daniel » is not short for « Daniele »


@cache
def _listed() -> dict[Phrase, frozenset[Phrase]]:
    found: dict[Phrase, set[Phrase]] = defaultdict(set)
    with PLACE.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[phrase(row["short"])].add(phrase(row["full"]))
    return {short: frozenset(full) for short, full in found.items()}


def short_for(short: Phrase, full: Phrase) -> bool:
    """
    Tell whether a first name may be short for another.

    >>> short_for(("fatou",), ("fatoumata",)), short_for(("jean", "mi"), ("jean", "michel"))
    (True, True)
    >>> short_for(("manu",), ("emmanuel",)), short_for(("jean",), ("jean", "michel")), short_for(("ali",), ("julie",))
    (True, True, False)
    """
    if not short or short == full:
        return False
    return full in _listed().get(short, ()) or short == full[: len(short)] or _begins(short, full)


def _begins(short: Phrase, full: Phrase) -> bool:
    *same, last = short
    if len(short) != len(full) or tuple(same) != full[:-1]:
        return False
    least = SHORTEST if not same else 1
    return full[-1].startswith(last) and len(last) >= least and len(full[-1]) - len(last) >= CUT
