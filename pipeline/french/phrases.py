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
        folded, words = _words(text)
        at = 0
        while at < len(words):
            found = self._at(folded, words, at)
            if found:
                yield Match(words[at].start(), words[at + len(found) - 1].end(), found)
            at += len(found) or 1

    def _at(self, folded: str, words: list[re.Match[str]], at: int) -> Phrase:
        lengths = self._lengths.get(words[at].group())
        if not lengths:
            return ()
        for length in lengths:
            run = words[at : at + length]
            name = tuple(w.group() for w in run)
            if name in self._names and _joined(folded, run):
                return name
        return ()


@lru_cache(maxsize=64)
def _words(text: str) -> tuple[str, list[re.Match[str]]]:
    # Many lists search the same turn one after the other.
    folded = fold(text)
    return folded, list(WORD.finditer(folded))


def _joined(folded: str, run: list[re.Match[str]]) -> bool:
    return all(JOINT.fullmatch(folded, a.end(), b.start()) for a, b in itertools.pairwise(run))
