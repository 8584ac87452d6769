"""Labels of a transcript → those that look like a slip for another: proposed, never merged."""

from __future__ import annotations

import re
from collections.abc import Mapping
from difflib import SequenceMatcher

from pipeline.ingest.speech.full_names import extends
from pipeline.language import transcript_conventions

ALIKE = 0.8  # share of letters in common from which two labels look alike
RARER = 4  # how many times rarer the slip is than what was meant
SHORTEST = 3  # letters


def slips(turns: Mapping[str, int]) -> dict[str, str]:
    """
    Give each label that looks like a slip for another, with the one that was meant; ``turns`` counts their turns.

    >>> slips({"Chercheur": 40, "Checheur": 1, "Speaker 1": 30, "Speaker 2": 2})
    {'Checheur': 'Chercheur'}
    >>> slips({"Martine": 12, "Martine Quéméner": 1})
    {'Martine Quéméner': 'Martine'}
    """
    often = sorted(turns, key=lambda label: (-turns[label], label))
    words = {transcript_conventions.folded_label(word) for word in transcript_conventions.ROLE_WORDS}
    found = {}
    for label in often:
        others = [other for other in often if turns[other] >= RARER * turns[label]]
        # A slip repeated all along is told by the word that transcribers write.
        others += transcript_conventions.ROLE_WORDS if transcript_conventions.folded_label(
            label
        ) not in words and not _conventional(label) else ()
        meant = next((other for other in others if like(label, other) or extends(label, other)), "")
        if meant:
            found[label] = meant
    return found


def _conventional(label: str) -> bool:
    folded = transcript_conventions.folded_label(label)
    return any(
        role.fullmatch(folded) for role in (transcript_conventions.INTERVIEWER, transcript_conventions.PARTICIPANT)
    ) or "·" in label


def like(label: str, other: str) -> bool:
    """
    Tell whether two labels are written nearly alike; a label with a number is a code, and no slip.

    >>> like("Enquêtice", "Enquêtrice"), like("P1", "P2"), like("Marie", "Marc")
    (True, False, False)
    """
    one, two = (transcript_conventions.folded_label(text) for text in (label, other))
    if one == two or re.search(r"\d", one) or re.search(r"\d", two):
        return False
    short = min(len(re.sub(r"[\W\d_]", "", text)) for text in (one, two)) < SHORTEST
    return not short and SequenceMatcher(None, one, two).ratio() >= ALIKE
