"""Two names → whether one may be the other, written as another ear or another hand would."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import combinations

# Letters that French ears do not tell apart, in order: the first rules prepare the next.
SOUNDS: tuple[tuple[str, str], ...] = (
    (r"[^a-z]", ""), (r"^(?:saint|sainte)$", "st"), (r"ph", "f"), (r"h", ""), (r"eau|au", "o"), (r"ou|w", "u"),
    (r"[aei]n(?=[^aeiouyn]|$)", "n"), (r"ai|ei|ay|ey", "e"), (r"c(?=[eiy])|z|x", "s"), (r"qu|ck|k", "c"),
    (r"ge(?=[ao])|j", "g"), (r"y", "i"), (r"gu(?=[eiy])", "g"), (r"(.)\1+", r"\1"), (r"(?<=..)(?:e?s|[tdp]s?|e)$", ""),
)
COMPILED = tuple((re.compile(pattern), sound) for pattern, sound in SOUNDS)
LEAST = 3  # sounds: fewer say nothing
SHORTEST = 5  # letters: one letter more, less or other changes a shorter name into another


def sounds(word: str) -> str:
    """
    Write a folded word as it sounds, roughly.

    >>> sounds("philippe") == sounds("filipe"), sounds("toure") == sounds("tourette")
    (True, False)
    """
    for pattern, sound in COMPILED:
        word = pattern.sub(sound, word)
    return word


def alike(words: Iterable[str]) -> Iterator[tuple[str, str]]:
    """
    Give the pairs of distinct folded words that sound alike, or that one letter sets apart.

    >>> sorted(alike(["lefebvre", "lefevre", "martin", "benhaddou", "benadou"]))
    [('benadou', 'benhaddou'), ('lefebvre', 'lefevre')]
    """
    groups: dict[str, set[str]] = defaultdict(set)
    for word in set(words):
        groups[f"sound {sounds(word)}"].add(word)
        for mark in _without_one(word):
            groups[mark].add(word)
    pairs = {pair for near in groups.values() for pair in combinations(sorted(near), 2)}
    yield from (pair for pair in sorted(pairs) if near(*pair))


def _without_one(word: str) -> set[str]:
    if len(word) < SHORTEST:
        return set()
    return {word, *(word[:i] + word[i + 1 :] for i in range(len(word)))}


def near(one: str, other: str) -> bool:
    """Tell whether two distinct folded words sound alike, or differ by one letter added, lost, changed or moved."""
    if one == other:
        return False
    return same_sound(one, other) or (min(len(one), len(other)) >= SHORTEST and _one_letter(one, other))


def same_sound(one: str, other: str) -> bool:
    """Tell whether two folded words sound alike."""
    return len(sounds(one)) >= LEAST and sounds(one) == sounds(other)


def _one_letter(one: str, other: str) -> bool:
    shorter, longer = sorted((one, other), key=len)
    start = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    if len(shorter) < len(longer):
        return len(longer) - len(shorter) == 1 and shorter[start:] == longer[start + 1 :]
    moved = shorter[start : start + 2] == longer[start : start + 2][::-1]
    return shorter[start + 1 :] == longer[start + 1 :] or (moved and shorter[start + 2 :] == longer[start + 2 :])
