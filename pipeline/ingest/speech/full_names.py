"""Labels of a transcript → those that give in full a name that others shorten: « Anne Hue », then « Anne »."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.language import transcript_conventions
from pipeline.language.voices import CALLED


def short_forms(name: str) -> set[str]:
    """
    Give the shorter ways to label who bears a name: their first name, their initials.

    >>> sorted(short_forms("Anne-Marie Hue"))
    ['A.M.H', 'AMH', 'Anne-Marie']
    """
    first, *others = name.split() or [""]
    initials = [word[0] for word in re.split(r"[\s-]+", name) if word]
    return {first, ".".join(initials), "".join(initials)} if others else set()


def extends(label: str, other: str) -> bool:
    """
    Tell whether a label gives in full the name that another shortens.

    >>> extends("Yves Le Goff", "Yves"), extends("Mme Le Goff", "Le Goff"), extends("Yves Le Goff", "YLG")
    (True, True, True)
    >>> extends("Yves répond", "Yves"), extends("Yves", "Yves"), extends("Marie", "Mar")
    (False, False, False)
    """
    words = transcript_conventions.folded_label(label).split()
    few = transcript_conventions.folded_label(other).split()
    if len(words) < 2 or not few or len(few) >= len(words) or not _names(label):
        return False
    short = {transcript_conventions.folded_label(form) for form in short_forms(label)}
    return few in (words[: len(few)], words[-len(few) :]) or " ".join(few) in short


def _names(label: str) -> bool:
    return all(word[0].isupper() or transcript_conventions.folded_label(word) in CALLED for word in label.split())


def introduced(labels: Sequence[str]) -> dict[str, str]:
    """
    Give each shorter label, folded, with the one full label that names who speaks before it is ever used.

    Args:
        labels: those of a transcript, in the order in which they stand.

    >>> introduced(["Martine Quéméner", "Yves", "Martine", "Yves"])
    {'martine': 'Martine Quéméner'}
    >>> introduced(["Martine", "Martine Quéméner", "Martine"]), introduced(["Yves Roy", "Yves Cam", "Yves"])
    ({}, {})
    """
    order = list(dict.fromkeys(labels))
    fuller = {short: [label for label in order if extends(label, short)] for short in order}
    last = {label: at for at, label in enumerate(labels)}
    return {
        transcript_conventions.folded_label(short): full[0] for short, full in fuller.items()
        if len(full) == 1 and last[full[0]] < labels.index(short)
    }
