"""A list of names → every place of a text where one stands, whole words, case and accents folded."""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from pipeline.language.folds import fold_for_search, fold_in_place
from pipeline.model.files import normalised

# A letter-like apostrophe cuts words as any other.
WORD = re.compile(r"[^\W_ʼʹꞌ]+")
JOINT = re.compile(r"[\s\-–'.\u0300-\u036f]{0,2}|[ \t]{0,3}\n[ \t]{0,3}")
# « J. Martin », « St. Denis » are one name; « Rose. Petit à petit » ends a sentence.
STOPPED = re.compile(r"\.\s|\s\.")
SHORTENED = frozenset({"st", "ste"})

# Words come back all the time: each is folded once.
folded = lru_cache(maxsize=200_000)(fold_for_search)

Phrase = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PhraseMatch:
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
    return tuple(map(folded, WORD.findall(normalised(text))))


class Phrases:
    """Names to look for; ``find`` prefers the longest at each place."""

    def __init__(self, names: Iterable[Phrase]) -> None:
        self._names = frozenset(name for name in names if name)
        lengths: dict[str, set[int]] = defaultdict(set)
        for name in self._names:
            lengths[name[0]].add(len(name))
        self._lengths = {first: sorted(found, reverse=True) for first, found in lengths.items()}

    @property
    def beginnings(self) -> Collection[str]:
        """Give the first words of the names."""
        return self._lengths.keys()

    def __contains__(self, name: Phrase) -> bool:
        return name in self._names

    def find(self, text: str) -> Iterator[PhraseMatch]:
        """Give the names found in a text from left to right, none overlapping another."""
        plain, words, said = _words(text)
        at = 0
        while at < len(words):
            found = self._at(plain, words, said, at) if said[at] in self._lengths else 0
            if found:
                yield PhraseMatch(words[at].start(), words[at + found - 1].end(), tuple(said[at : at + found]))
            at += found or 1

    def overlapping(self, text: str) -> Iterator[PhraseMatch]:
        """Give the longest name found at each word of a text: one may begin inside another."""
        plain, words, said = _words(text)
        for at in (n for n, word in enumerate(said) if word in self._lengths):
            found = self._at(plain, words, said, at)
            if found:
                yield PhraseMatch(words[at].start(), words[at + found - 1].end(), tuple(said[at : at + found]))

    def may_stand(self, text: str) -> bool:
        """Tell quickly whether a text holds the first word of a name: most hold none."""
        return not self._lengths.keys().isdisjoint(_words(text)[2])

    def _at(self, plain: str, words: list[re.Match[str]], said: list[str], at: int) -> int:
        for length in self._lengths[said[at]]:
            name = tuple(said[at : at + length])
            run = itertools.pairwise(words[at : at + length])
            if name in self._names and all(_joined(plain, a, b) for a, b in run):
                return len(name)
        return 0


def _joined(plain: str, one: re.Match[str], other: re.Match[str]) -> bool:
    between = JOINT.fullmatch(plain, one.end(), other.start())
    initial = len(one.group()) == 1 or plain[one.start() : one.end()] in SHORTENED
    return between is not None and (initial or not STOPPED.search(between.group()))


@lru_cache(maxsize=64)
def _words(text: str) -> tuple[str, list[re.Match[str]], list[str]]:
    # Many lists search the same turn one after the other.
    words = list(WORD.finditer(text))
    return fold_in_place(text), words, [folded(word.group()) for word in words]
