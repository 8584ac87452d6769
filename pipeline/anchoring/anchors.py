"""Source words ↔ the current pseudonymised text: what lets a coding survive any re-pseudonymising.

A word is a match of ``WORD`` on the source text, for ever: change it and every stored coding moves.
"""

from __future__ import annotations

import hmac
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from pipeline.anchoring.quote_matching import WordUnit
from pipeline.model.contracts import Anchor, AnonymisedTurn
from pipeline.model.errors import BrokenContract

CHECK_DIGITS = 16
WORD = re.compile(r"\w+|[^\w\s]")
GLUED = re.compile(r"\w\w")
Turns = Mapping[int, AnonymisedTurn]


@dataclass(frozen=True, slots=True)
class Replacement:
    """Characters ``start:end`` of a source text become ``text``; ``replaced`` is false when they are kept."""

    start: int
    end: int
    text: str
    replaced: bool = True


@dataclass(frozen=True, slots=True)
class Place:
    """Where a passage stands: source words ``first_word`` of ``turn`` to ``last_word`` of ``last_turn``."""

    turn: int
    first_word: int
    last_turn: int
    last_word: int


def words(text: str) -> list[tuple[int, int]]:
    """
    Give the start and end of each word of a text.

    >>> words("d'Amina !")
    [(0, 1), (1, 2), (2, 7), (8, 9)]
    """
    return list(_words(text))


# A coding is placed, checked and quoted in one breath: its turn is cut once.
@lru_cache(maxsize=2048)
def _words(text: str) -> tuple[tuple[int, int], ...]:
    return tuple(m.span() for m in WORD.finditer(text))


def split(text: str) -> list[str]:
    """Cut a text into its words."""
    return WORD.findall(text)


def touched(spans: Sequence[tuple[int, int]], start: int, end: int) -> list[int]:
    """
    Number the words that characters ``start:end`` touch, if only by one of theirs.

    Args:
        spans: the characters of each word: ``words`` of a source text, or ``spans`` of the text of now.
        start: where the characters begin, in the same text.
        end: where they end, this one left out.

    >>> touched(words("d'Amina !"), 1, 4)
    [1, 2]
    """
    return [n for n, (s, e) in enumerate(spans) if s < end and e > start]


def snap(text: str, start: int, end: int) -> tuple[int, int]:
    """
    Widen characters ``start:end`` until they cut no word; a span that touches none stays.

    Args:
        text: a source text.
        start: the first character.
        end: where they end, left out.
    """
    spans = words(text)
    found = touched(spans, start, end)
    return (spans[found[0]][0], spans[found[-1]][1]) if found else (start, end)


def rewrite(text: str, replacements: Iterable[Replacement]) -> tuple[str, tuple[Anchor, ...]]:
    """
    Replace spans of a source text; gives the new text and how its words map to the source's.

    Spans are widened to whole words; those that then share a word become one, with the text of the first.

    >>> rewrite("Amina est là", [Replacement(0, 5, "Anne-Lise")])
    ('Anne-Lise est là', (Anchor(start=0, end=9, first_word=0, last_word=0, replaced=True),))
    """
    spans = words(text)
    pieces: list[str] = []
    anchors: list[Anchor] = []
    done = length = 0
    for r in apart(text, replacements):
        covered = [i for i, (s, e) in enumerate(spans) if s >= r.start and e <= r.end]
        pieces.append(text[done : r.start])
        length += r.start - done
        new = _unglued("".join(pieces), r.text, text[r.end :]) if r.replaced else text[r.start : r.end]
        pieces.append(new)
        anchors.append(Anchor(length, length + len(new), covered[0], covered[-1], r.replaced))
        length, done = length + len(new), r.end
    return "".join([*pieces, text[done:]]), tuple(anchors)


def _unglued(before: str, new: str, after: str) -> str:
    # A pseudonym set against a word would make one word of both, and no quote would be cut alike again.
    left = " " if GLUED.match(before[-1:] + new[:1]) else ""
    right = " " if GLUED.match(new[-1:] + after[:1]) else ""
    return f"{left}{new}{right}"


def apart(text: str, replacements: Iterable[Replacement]) -> list[Replacement]:
    """Widen replacements to whole words and join those that share one: no word is left between two spans."""
    snapped = [replace(r, start=s, end=e) for r in replacements for s, e in [snap(text, r.start, r.end)]]
    touching = [r for r in snapped if words(text[r.start : r.end])]
    joined: list[Replacement] = []
    for r in sorted(touching, key=lambda r: (r.start, -r.end, not r.replaced, r.text)):
        joined[-1:] = _join(joined[-1], r) if joined else [r]
    return joined


def _join(one: Replacement, next_one: Replacement) -> list[Replacement]:
    if next_one.start >= one.end:
        return [one, next_one]
    # What is kept on purpose never shields what is replaced: the whole stretch takes the replacement's text.
    first = one if one.replaced else next_one
    return [replace(first, start=one.start, end=max(one.end, next_one.end))]


def units(turn: AnonymisedTurn, *, exact: bool = False) -> list[WordUnit]:
    """
    Read a pseudonymised turn as words and masked runs, numbered in source words.

    What is kept on purpose counts as a mask, for it may have been one once; ``exact`` reads it word for word.
    """
    found: list[WordUnit] = []
    done = count = 0
    for a in (a for a in turn.anchors if a.replaced or not exact):
        plain = _plain_units(turn, done, a.start, count)
        count += len(plain)
        if count != a.first_word:
            raise BrokenContract(f"{turn.session}:{turn.turn} : ancre au mot {a.first_word}, attendue au mot {count}.")
        said = tuple(split(turn.text[a.start : a.end]))
        found += [*plain, WordUnit(turn.turn, a.first_word, a.last_word, said, masked=True)]
        done, count = a.end, a.last_word + 1
    return found + _plain_units(turn, done, len(turn.text), count)


def _plain_units(turn: AnonymisedTurn, start: int, end: int, count: int) -> list[WordUnit]:
    said = split(turn.text[start:end])
    return [WordUnit(turn.turn, count + i, count + i, (word,), masked=False) for i, word in enumerate(said)]


def spans(turn: AnonymisedTurn) -> list[tuple[int, int]]:
    """Give, for each source word of a turn, the characters of the current text that stand for it."""
    found: list[tuple[int, int]] = []
    done = 0
    for a in (a for a in turn.anchors if a.replaced):
        found += [(done + s, done + e) for s, e in words(turn.text[done : a.start])]
        found += [(a.start, a.end)] * (a.last_word - a.first_word + 1)
        done = a.end
    return found + [(done + s, done + e) for s, e in words(turn.text[done:])]


def holds(turns: Turns, place: Place) -> bool:
    """Tell whether a passage has its first and its last word in these turns, in this order."""
    ends = ((place.turn, place.first_word), (place.last_turn, place.last_word))
    return ends[0] <= ends[1] and all(t in turns and 0 <= word < len(spans(turns[t])) for t, word in ends)


def characters(turns: Turns, place: Place) -> tuple[int, int]:
    """Give the first character in ``turn`` and the end in ``last_turn`` of a passage."""
    return spans(turns[place.turn])[place.first_word][0], spans(turns[place.last_turn])[place.last_word][1]


def quote(turns: Turns, place: Place) -> str:
    """Quote a passage byte for byte; turns are set apart by a line break."""
    start, end = characters(turns, place)
    if place.turn == place.last_turn:
        return turns[place.turn].text[start:end]
    between = [t.text for n, t in sorted(turns.items()) if place.turn < n < place.last_turn]
    return "\n".join([turns[place.turn].text[start:], *between, turns[place.last_turn].text[:end]])


def source_words(turn: AnonymisedTurn, start: int, end: int) -> tuple[int, int] | None:
    """
    Give the first and last source word that characters ``start:end`` of a turn touch, if any.

    Args:
        turn: as the team reads it.
        start: the first character, in the pseudonymised text.
        end: where they end, left out.
    """
    found = touched(spans(turn), start, end)
    return (found[0], found[-1]) if found else None


def check(text: str, key: bytes) -> str:
    """Give a hash of the words of a source turn that tells nothing of them without the key of the study."""
    return hmac.new(key, "\0".join(split(text)).encode(), "sha256").hexdigest()[:CHECK_DIGITS]


def checks(turns: Turns, place: Place) -> str:
    """Give what a decision keeps of the turns it stands in, to know them again."""
    return "+".join(turns[n].check for n in range(place.turn, place.last_turn + 1) if n in turns)
