"""A list of names → every place of a text where one stands, whole words, case and accents folded."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.french.folding import fold

WORD = re.compile(r"[^\W_]+")
JOINT = re.compile(r"[\s\-'.]{0,2}")

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Characters ``start:end`` of a text hold the words of ``phrase``."""

    start: int
    end: int
    phrase: Phrase


def phrase(text: str) -> Phrase:
    """
    Cut a name into its folded words.

    >>> phrase("Jean-Noël d'Arcy")
    ('jean', 'noel', 'd', 'arcy')
    """
    return tuple(WORD.findall(fold(text)))


class Phrases:
    """Names to look for; ``find`` prefers the longest at each place."""

    def __init__(self, names: Iterable[Phrase]) -> None:
        self._by_first: dict[str, list[Phrase]] = defaultdict(list)
        for name in sorted(set(names), key=len, reverse=True):
            if name:
                self._by_first[name[0]].append(name)

    def __contains__(self, name: Phrase) -> bool:
        return bool(name) and name in self._by_first.get(name[0], ())

    def find(self, text: str) -> Iterator[Match]:
        """Give the names found in a text from left to right, none overlapping another."""
        folded = fold(text)
        words = list(WORD.finditer(folded))
        at = 0
        while at < len(words):
            found = self._at(folded, words, at)
            if found:
                yield Match(words[at].start(), words[at + len(found) - 1].end(), found)
            at += len(found) or 1

    def _at(self, folded: str, words: list[re.Match[str]], at: int) -> Phrase:
        for name in self._by_first.get(words[at].group(), ()):
            run = words[at : at + len(name)]
            if tuple(w.group() for w in run) == name and _joined(folded, run):
                return name
        return ()


def _joined(folded: str, run: list[re.Match[str]]) -> bool:
    return all(JOINT.fullmatch(folded, a.end(), b.start()) for a, b in itertools.pairwise(run))
