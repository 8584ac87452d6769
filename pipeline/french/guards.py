"""A name found in a text → whether it names someone there, or is only a word that looks like it."""

from __future__ import annotations

import re

from pipeline.french.capitals import capitalised, sentence_start
from pipeline.french.lexicon import all_ordinary
from pipeline.french.phrases import Match

WORDS = re.compile(r"[^\W_]+")
COUNTRY = re.compile(r"(?:\ben|\bla|\btoute la|\béquipe de|\bà travers la)[ ]$", re.IGNORECASE)
# In these, one word more makes another thing of it: « tour de France », « jour de l'an ».
SINGLE_LETTERS = 2


def names_something(text: str, match: Match, *, cased: bool, at_start: bool = False) -> bool:
    """
    Tell whether a match is a proper name where it stands.

    A name that is also an ordinary word needs a capital, and not the one that opens a sentence unless
    ``at_start`` says that this session uses it as a name; in a text without capitals it is never one.
    """
    if _country(text, match):
        return False
    if not is_word(text, match):
        return True
    if not cased or not capitalised(text, _last_word(text, match)):
        return False
    return at_start or not sentence_start(text, match.start)


def is_word(text: str, match: Match) -> bool:
    """Tell whether a match, as it is written there, holds ordinary words only."""
    said = WORDS.findall(text[match.start : match.end])
    return all_ordinary(said) or max(map(len, said)) <= SINGLE_LETTERS


def _last_word(text: str, match: Match) -> int:
    return match.start + [m.start() for m in WORDS.finditer(text[match.start : match.end])][-1]


def _country(text: str, match: Match) -> bool:
    return match.phrase == ("france",) and bool(COUNTRY.search(text[: match.start]))
