"""Source words ↔ the current pseudonymised text: what lets a coding survive any re-pseudonymising.

A word is a match of ``WORD`` on the source text, for ever: change it and every stored coding moves.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from pipeline.contracts import Anchor, AnonymisedTurn
from pipeline.errors import BrokenContract
from pipeline.likeness import WORDS_THAT_PROVE, Stretch, Unit, likenesses, proof, readings, reads, stands

VERSION = 1
WORD = re.compile(r"\w+|[^\w\s]")
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
    return [m.span() for m in WORD.finditer(text)]


def split(text: str) -> list[str]:
    """Cut a text into its words."""
    return WORD.findall(text)


def snap(text: str, start: int, end: int) -> tuple[int, int]:
    """
    Widen a span until it cuts no word.

    >>> snap("bonjour Amina", 9, 11)
    (8, 13)
    """
    touched = [(s, e) for s, e in words(text) if s < end and e > start]
    return (touched[0][0], touched[-1][1]) if touched else (start, end)


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
        new = r.text if r.replaced else text[r.start : r.end]
        pieces += [text[done : r.start], new]
        length += r.start - done
        anchors.append(Anchor(length, length + len(new), covered[0], covered[-1], r.replaced))
        length, done = length + len(new), r.end
    return "".join([*pieces, text[done:]]), tuple(anchors)


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
    kept_text = one.text if one.replaced else next_one.text
    both = one.replaced or next_one.replaced
    return [Replacement(one.start, max(one.end, next_one.end), kept_text, both)]


def units(turn: AnonymisedTurn) -> list[Unit]:
    """Read a pseudonymised turn as words and masked runs, numbered in source words."""
    found: list[Unit] = []
    done = count = 0
    for a in turn.anchors:
        found += _plain_units(turn, done, a.start, count)
        count += len(words(turn.text[done : a.start]))
        if count != a.first_word:
            raise BrokenContract(f"{turn.session}:{turn.turn} : ancre au mot {a.first_word}, attendue au mot {count}.")
        said = tuple(split(turn.text[a.start : a.end]))
        found.append(Unit(turn.turn, a.first_word, a.last_word, said, masked=True))
        done, count = a.end, a.last_word + 1
    return found + _plain_units(turn, done, len(turn.text), count)


def _plain_units(turn: AnonymisedTurn, start: int, end: int, count: int) -> list[Unit]:
    said = split(turn.text[start:end])
    return [Unit(turn.turn, count + i, count + i, (word,), masked=False) for i, word in enumerate(said)]


def spans(turn: AnonymisedTurn) -> list[tuple[int, int]]:
    """Give, for each source word of a turn, the characters of the current text that stand for it."""
    found: list[tuple[int, int]] = []
    done = 0
    for a in turn.anchors:
        found += [(done + s, done + e) for s, e in words(turn.text[done : a.start])]
        found += [(a.start, a.end)] * (a.last_word - a.first_word + 1)
        done = a.end
    return found + [(done + s, done + e) for s, e in words(turn.text[done:])]


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
    """Give the first and last source word that characters ``start:end`` of a turn touch, if any."""
    touched = [i for i, (s, e) in enumerate(spans(turn)) if s < end and e > start]
    return (touched[0], touched[-1]) if touched else None


def find(turns: Turns, place: Place, said: str) -> Place | None:
    """
    Find where a stored coding stands now, from its place in source words and its quote.

    It stands where it stood when its quote is there, masked words being anything, and its very words are
    not to be read close by; else it is searched in its turns, then in the session.
    Nothing, or more than one place: nothing is given, and the coding is an orphan.
    """
    wanted = split(said)
    here = _inside(turns, place)
    if not wanted or (here and reads(wanted, here)):
        return place if wanted else None
    near = _units(turns, place.turn, place.last_turn)
    if here and stands(wanted, here):
        # Few plain words, or none: the text may have shifted, and another masked name may stand here now.
        rivals = near if proof(here) >= WORDS_THAT_PROVE else _units(turns, min(turns), max(turns))
        return None if any(readings(wanted, rivals)) else place
    return _search(wanted, near, _units(turns, min(turns), max(turns))) if turns else None


def _search(wanted: Sequence[str], near: Sequence[Unit], everywhere: Sequence[Unit]) -> Place | None:
    for search, zone in ((readings, near), (likenesses, near), (readings, everywhere), (likenesses, everywhere)):
        found: list[Stretch] = list(search(wanted, zone))
        if found:
            first, last = (zone[i] for i in found[0])
            return Place(first.turn, first.first_word, last.turn, last.last_word) if len(found) == 1 else None
    return None


def _units(turns: Turns, first: int, last: int) -> list[Unit]:
    return [u for n, t in sorted(turns.items()) if first <= n <= last for u in units(t)]


def _inside(turns: Turns, place: Place) -> list[Unit]:
    if place.turn not in turns or place.last_turn not in turns or min(place.first_word, place.last_word) < 0:
        return []
    ends = ((place.turn, place.first_word), (place.last_turn, place.last_word))
    if any(word >= len(spans(turns[turn])) for turn, word in ends):
        return []
    found = _units(turns, place.turn, place.last_turn)
    return [u for u in found if (u.turn, u.last_word) >= ends[0] and (u.turn, u.first_word) <= ends[1]]
