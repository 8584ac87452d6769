"""A sentence of somebody → whether one understands it without what was said before, and what in it was not said."""

from __future__ import annotations

import re
from collections.abc import Iterable

from dashboard.data.marks import Span
from dashboard.words.leaning_words import IMPERSONAL, LINKS, POINTERS, SOMEBODY
from pipeline.language.folds import fold_for_search

WORD = re.compile(r"\w+")
# « [rires] », « (silence) »: what a transcriber adds; names are masked between the same brackets.
ADDED = re.compile(r"\[[^\]]*\]|\([^)]*\)")
LONGEST, FEWEST = 3, 5  # words


def alone(sentence: str) -> bool:
    """
    Tell whether a sentence leans on none before it.

    >>> alone("Avant, je recevais les gens."), alone("Et ça continue."), alone("Il y a du monde.")
    (True, False, True)
    """
    words = WORD.findall(fold_for_search(sentence))
    begun = {" ".join(words[:n]) for n in range(1, LONGEST + 1)}
    if begun & set(IMPERSONAL):
        return True
    return not begun & {*LINKS, *POINTERS, "il"}


def asks_alone(question: str) -> bool:
    """
    Tell whether a question is one, and is understood by who hears nothing else.

    >>> asks_alone("Qu'est-ce qui vous inquiète pour la suite ?"), asks_alone("Pour une prise ?")
    (True, False)
    """
    one = re.fullmatch(r"[^.!?…]+\?", question.strip())
    return bool(one) and alone(question) and not added(question, ()) and len(WORD.findall(question)) >= FEWEST


def pointing(text: str) -> int:
    """
    Count the words that send back to somebody or something.

    >>> pointing("Il y a du monde et elle attend, lui aussi.")
    2
    """
    words = WORD.findall(fold_for_search(text))
    pairs = zip(words, [*words[1:], ""], strict=True)
    return sum(word in SOMEBODY and f"{word} {after}" not in IMPERSONAL for word, after in pairs)


def added(text: str, masks: Iterable[Span]) -> bool:
    """
    Tell whether a text holds what its transcriber added.

    >>> added("Oui [rires] à [Jarancourt].", [(15, 27)]), added("À [Jarancourt].", [(2, 14)])
    (True, False)
    """
    known = list(masks)
    return any(
        not any(start < found.end() and found.start() < end for start, end in known) for found in ADDED.finditer(text)
    )
