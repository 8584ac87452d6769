"""Names that must stand nowhere → how often each kind of them stands in a text, and never which one."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from pipeline.language.folds import fold_for_search

WORD = re.compile(r"[^\W_]+")
APOSTROPHES = " \t\u00a0\u202f'’"
DIGITS_OF_A_PHONE = 9
LONGEST = 12  # words of a name or an address

folded = lru_cache(maxsize=200_000)(fold_for_search)


@dataclass(frozen=True, slots=True)
class Name:
    """
    Folded words in a row.

    Attributes:
        kind: what they name.
        words: the words, folded.
        cased: a capital in mid-sentence alone tells them from what people also say.
        common: all of them are words of the language too.
    """

    kind: str
    words: tuple[str, ...]
    cased: bool = False
    common: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """A phone, an address of the web, a file number…: letters and digits, without what sets them apart."""

    kind: str
    signs: str


@dataclass(frozen=True)
class Quarry:
    """All that is hunted, names by their first word."""

    names: dict[str, list[Name]]
    numbers: tuple[Number, ...]

    @classmethod
    def of(cls, names: Iterable[Name], numbers: Iterable[Number]) -> Quarry:
        by_word: dict[str, list[Name]] = defaultdict(list)
        for name in sorted(set(names), key=lambda n: (n.words, n.kind, n.cased, n.common)):
            by_word[name.words[0]].append(name)
        return cls(dict(by_word), tuple(sorted(set(numbers), key=lambda n: (n.signs, n.kind))))


def find(text: str, quarry: Quarry) -> Counter[str]:
    """
    Count what is hunted in a text, by kind.

    >>> quarry = Quarry.of([Name("person", ("petit",), cased=True), Name("person", ("sonia",))], [])
    >>> find("SONIA a un petit dossier, comme Petit.", quarry)["person"]
    2
    """
    return Counter(name.kind for name in names(text, quarry)) + _numbers(text, quarry.numbers)


def names(text: str, quarry: Quarry) -> Iterator[Name]:
    """Give the names that stand in a text, the longest at each place."""
    return (name for name, _, _ in stands(text, quarry))


def stands(text: str, quarry: Quarry) -> Iterator[tuple[Name, int, int]]:
    """Give the names that stand in a text with the start and the end of each."""
    # Most texts hold none of the words: one pass over distinct words settles those.
    present = {w for w in set(WORD.findall(text)) if folded(w) in quarry.names}
    places = [m.span() for m in WORD.finditer(text)] if present else []
    for i, (start, end) in enumerate(places):
        if text[start:end] in present:
            for name in _best(text, places[i : i + LONGEST], quarry.names[folded(text[start:end])]):
                yield name, start, places[i + len(name.words) - 1][1]


def _best(text: str, places: list[tuple[int, int]], candidates: list[Name]) -> Iterator[Name]:
    found = [n for n in candidates if _stands(text, places, n)]
    yield from sorted(found, key=lambda n: -len(n.words))[:1]


def _stands(text: str, places: list[tuple[int, int]], name: Name) -> bool:
    said = places[: len(name.words)]
    if tuple(folded(text[s:e]) for s, e in said) != name.words:
        return False
    if any("\n" in text[a:b] for (_, a), (b, _) in pairwise(said)):
        return False
    return not name.cased or _has_a_capital_in_mid_sentence(text, said[0][0])


def _has_a_capital_in_mid_sentence(text: str, start: int) -> bool:
    # After a full stop, a dash or a quotation mark, any word has a capital.
    before = text[max(0, start - 20) : start].rstrip(APOSTROPHES)
    return text[start].isupper() and (before[-1:].isalnum() or before[-1:] in {",", ";", ")"})


def _numbers(text: str, numbers: tuple[Number, ...]) -> Counter[str]:
    signs = squash(text) if numbers else ""
    counts: Counter[str] = Counter()
    for n in numbers:
        counts[n.kind] += signs.count(n.signs)
    return counts


def squash(text: str) -> str:
    """
    Keep letters and digits, line by line.

    >>> squash("06 12-34.56 78")
    '0612345678'
    """
    return re.sub(r"[^\w\n]|_", "", text).casefold()


def number(kind: str, text: str) -> Number:
    """
    Give what stands for a number however it is written: a phone is known by its last nine digits.

    >>> number("phone", "+33 6 12 34 56 78") == number("phone", "06 12 34 56 78")
    True
    """
    signs = squash(text)
    return Number(kind, signs[-DIGITS_OF_A_PHONE:] if kind == "phone" else signs)
