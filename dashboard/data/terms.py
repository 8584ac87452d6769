"""What a reader types in a search box → the folded words or sequences of words to look for."""

from __future__ import annotations

import re

from pipeline.language.folds import fold_for_search

# « so », "so" or “so”: words side by side; else each word by itself.
QUOTED = re.compile(r"«\s*([^»]+?)\s*»|\"([^\"]+)\"|“([^”]+)”|(\S+)")


def terms(words: str) -> list[str]:
    """
    Cut what was typed into terms.

    >>> terms('temps « mot de passe »'), terms('  '), terms('"pas le temps')
    (['temps', 'mot de passe'], [], ['"pas', 'le', 'temps'])
    """
    found = (" ".join(next(filter(None, match)).split()) for match in QUOTED.findall(words))
    return [fold_for_search(term) for term in found if term]
