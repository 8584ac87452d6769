"""A list of names → every place of a text where one stands, whole words, case and accents folded."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

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
        self._names = frozenset(name for name in names if name)
        lengths: dict[str, set[int]] = defaultdict(set)
        for name in self._names:
            lengths[name[0]].add(len(name))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    def __contains__(self, name: Phrase) -> bool:
        return name in self._names

    def find(self, text: str) -> Iterator[Match]:
        """Give the names found in a text from left to right, none overlapping another."""
        folded, words, said = _words(text)
        at = 0
        while at < len(words):
            found = self._at(folded, words, said, at) if said[at] in self._lengths else 0
            if found:
                yield Match(words[at].start(), words[at + found - 1].end(), tuple(said[at : at + found]))
            at += found or 1

    def _at(self, folded: str, words: list[re.Match[str]], said: list[str], at: int) -> int:
        for length in self._lengths[said[at]]:
            name = tuple(said[at : at + length])
            if name in self._names and _joined(folded, words[at : at + length]):
                return len(name)
        return 0


def _joined(folded: str, run: list[re.Match[str]]) -> bool:
    return all(JOINT.fullmatch(folded, a.end(), b.start()) for a, b in itertools.pairwise(run))


@lru_cache(maxsize=64)
def _words(text: str) -> tuple[str, list[re.Match[str]], list[str]]:
    # Many lists search the same turn one after the other.
    folded = fold(text)
    words = list(WORD.finditer(folded))
    return folded, words, [word.group() for word in words]
