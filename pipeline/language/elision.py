"""A name → whether « de » and « le » elide before it."""

from __future__ import annotations

import re

from pipeline.language.folds import fold_for_search

# French names whose h is mute; others that begin with h keep « de » whole.
MUTE_H = re.compile(r"h(?:elen|enri|erve|ubert|ortens|onor|ippolyt|uguette|ilair|ermin|ector|eloi|yacinth|ugo|erault)")
VOWEL = re.compile(r"[aeiou]|y[^aeiou]")


def elides(name: str) -> bool:
    """
    Tell whether a name begins with a vowel sound.

    >>> elides("Élodie"), elides("Hélène"), elides("Hamid"), elides("Yanis")
    (True, True, False, False)
    """
    folded = fold_for_search(name).lstrip("[«\"' ")
    return bool(VOWEL.match(folded) or MUTE_H.match(folded))
