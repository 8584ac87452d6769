"""A text → the last word of each of its sentences."""

from __future__ import annotations

import re

from pipeline.anchoring.anchors import WORD

ENDS = frozenset(".?!…")
CLOSING = frozenset("»”\")]’'")
ABBREVIATIONS = frozenset(
    "m mm mr mme mmes mlle mlles dr pr me st ste cf etc ex p pp tél av bd no n vol chap art env réf ref".split()
)
# What may open a sentence: a capital, a number, a quotation, a bracket, a dash.
OPENING = re.compile(r"(?=\s|$)\s*[«“\"(\[—–-]*\s*(?:[A-ZÀ-ÖØ-Þ0-9«“\"(\[—–]|$)")


def last_words(text: str) -> tuple[int, ...]:
    """
    Give the number of the last word of each sentence; a text without punctuation is one sentence.

    >>> last_words("Oui. M. Fournel est là… Ah ?")
    (1, 7, 9)
    """
    words = list(WORD.finditer(text))
    ends = [i for i in range(len(words) - 1) if _ends(text, words, i)]
    return (*ends, len(words) - 1) if words else ()


def _ends(text: str, words: list[re.Match[str]], number: int) -> bool:
    # The full stop itself, or the one before the quotation marks that close here.
    mark = number
    while mark > 0 and words[mark].group() in CLOSING:
        mark -= 1
    if words[mark].group() not in ENDS or not OPENING.match(text, words[number].end()):
        return False
    following = words[number + 1].group()
    between = text[words[number].end() : words[number + 1].start()]
    attached = "\n" not in between and (following not in "\"'" or not between)
    if attached and following in ENDS | CLOSING:
        return False
    return words[mark].group() != "." or not _abbreviated(words, mark)


def _abbreviated(words: list[re.Match[str]], mark: int) -> bool:
    if mark == 0 or words[mark - 1].end() != words[mark].start():
        return False
    before = words[mark - 1].group()
    return before.lower() in ABBREVIATIONS or (len(before) == 1 and before.isupper())
