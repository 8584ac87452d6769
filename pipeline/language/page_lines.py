"""A line of a printed page → what a French reader sees in its first or last words: a speaker's label, a page number."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

CLOCK = r"\d{1,2}\s?[:h]\s?\d{2}(?:[:.,]\d{1,3}){0,2}"
TIME = rf"[\[(]?{CLOCK}(?:\s?[-–—]+>?\s?{CLOCK})?[\])]?"
NAME = r"[A-ZÀ-ÖØ-Þ][\w.’'-]*(?:[ \u00a0][\w.’'-]+){0,3}(?:[ \u00a0]\([^()]{1,30}\))?"
# « ENQ : », « [00:12] Mme A. : », « [Chercheur] (0:01 - 0:11) »; a time alone opens a paragraph too.
LABEL = re.compile(
    rf"(?:[-–—•]\s*)?(?:{TIME}\s*[-–—]?\s*)?(?:(?P<label>{NAME}|\[[^\]]{{1,40}}\])\s*(?:{TIME})?[ \u00a0]?:(?!\S*//)"
    rf"|(?P<bracketed>\[[^\]\d][^\]]{{0,40}}\])\s*{TIME})"
)
TIMED = re.compile(rf"[\[(]\s*{TIME}|\d{{1,2}}[:h]\d{{2}}[:.,]\d{{1,3}}\b")
DASH = re.compile(r"[-–—•]\s")
ENDED = re.compile(r"[.?!…:;»”\")\]]\s*\Z")
# The words that may stand beside a page number.
NUMBERED = re.compile(
    r"(?:[-–—]\s*)?(?:page|p\.|pg|f°|feuillet)?\s*\d{1,4}\s*(?:(?:/|sur|de|of|–|-)\s*\d{1,4})?(?:\s*[-–—])?",
    re.IGNORECASE,
)
SURELY_NUMBERED = re.compile(
    r"page\s*\d{1,4}|(?:page\s*)?\d{1,4}\s*(?:/|sur)\s*\d{1,4}|[-–—]\s*\d{1,4}\s*[-–—]", re.IGNORECASE
)
# The number of a line, in the margin.
COUNTER = re.compile(r"[\[(]?(\d{1,5})[.)\]]{0,2}(?:\t|\s{1,8})(?=\S)")
SHARE_COUNTED = 0.7  # of the lines, from which the numbers that open them are a transcriber's
FEWEST_COUNTED, FEWEST_FIFTHS = 4, 2
# Marks that French keeps with the word before them.
GLUED = frozenset("?!:;»%€")


def label(line: str) -> str:
    """
    Give what looks like the label of a speaker at the start of a line, or nothing.

    >>> label("[00:12] ENQ : Bonjour."), label("[Chercheur] (0:01 - 0:11)"), label("dit : « non »")
    ('ENQ', '[Chercheur]', '')
    """
    found = LABEL.match(line)
    return (found["label"] or found["bracketed"]) if found else ""


def only_label(line: str) -> bool:
    """
    Tell whether a line holds a label and its time, and no words.

    >>> only_label("[Chercheur] (0:01 - 0:11)"), only_label("[00:12] ENQ : Bonjour.")
    (True, False)
    """
    found = LABEL.fullmatch(line)
    return bool(found and found["bracketed"])


def counted(lines: Sequence[str]) -> bool:
    """
    Tell whether lines are numbered all along: nearly all, or every fifth or tenth with the rank that it has.

    >>> counted(["1 ENQ : Et ?", "2 R : Oui.", "3 ENQ : Et ?", "4 R : Non."]), counted(["3 enfants", "R : Oui."])
    (True, False)
    >>> counted(["a", "b", "c", "d", "5 e", "f", "g", "h", "i", "10 j", "k"])
    True
    """
    found = [(n, int(m[1])) for n, line in enumerate(lines) if (m := COUNTER.match(line))]
    steps = [(number - before, n - m, number) for (m, before), (n, number) in itertools.pairwise(found)]
    if len(found) >= FEWEST_COUNTED and len(found) >= SHARE_COUNTED * len(lines):
        # Numbers begin again on each page.
        return all(step in {1, 2, 5, 10} or number == 1 for step, _, number in steps)
    ranked = len(found) >= FEWEST_FIFTHS and found[0][1] - found[0][0] in {1, 2, 5}
    return ranked and all(step == far and step in {5, 10} for step, far, _ in steps)
