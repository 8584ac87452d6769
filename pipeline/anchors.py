"""Source words ↔ the current pseudonymised text: what lets a coding survive any re-pseudonymising.

A word is a match of ``WORD`` on the source text, for ever: change it and every stored coding moves.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.contracts import Anchor, AnonymisedTurn
from pipeline.errors import BrokenContract

VERSION = 1
WORD = re.compile(r"\w+|[^\w\s]")
MOST_WORDS_OF_A_MASK = 8
SHARE_UNCHANGED = 0.5


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


@dataclass(frozen=True, slots=True)
class Unit:
    """One word of the current text, or one masked run, with the source words it stands for."""

    turn: int
    first_word: int
    last_word: int
    text: str
    masked: bool


def words(text: str) -> list[tuple[int, int]]:
    """
    Give the start and end of each word of a text.

    >>> words("d'Amina !")
    [(0, 1), (1, 2), (2, 7), (8, 9)]
    """
    return [m.span() for m in WORD.finditer(text)]


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

    Spans are widened to whole words; those that then touch the same word are replaced by the first.

    >>> rewrite("Amina est là", [Replacement(0, 5, "Anne-Lise")])
    ('Anne-Lise est là', (Anchor(start=0, end=9, first_word=0, last_word=0, replaced=True),))
    """
    spans = words(text)
    pieces: list[str] = []
    anchors: list[Anchor] = []
    done = length = 0
    for r in sorted(replacements, key=lambda r: (r.start, -r.end)):
        start, end = snap(text, r.start, r.end)
        covered = [i for i, (s, e) in enumerate(spans) if s >= start and e <= end]
        if start < done or not covered:
            continue
        new = r.text if r.replaced else text[start:end]
        pieces += [text[done:start], new]
        length += start - done
        anchors.append(Anchor(length, length + len(new), covered[0], covered[-1], r.replaced))
        length, done = length + len(new), end
    return "".join([*pieces, text[done:]]), tuple(anchors)


def units(turn: AnonymisedTurn) -> list[Unit]:
    """Read a pseudonymised turn as words and masked runs, numbered in source words."""
    found: list[Unit] = []
    done = count = 0
    for a in turn.anchors:
        found += _plain_units(turn, done, a.start, count)
        count += len(words(turn.text[done : a.start]))
        if count != a.first_word:
            raise BrokenContract(f"{turn.session}:{turn.turn} : ancre au mot {a.first_word}, attendue au mot {count}.")
        found.append(Unit(turn.turn, a.first_word, a.last_word, turn.text[a.start : a.end], masked=True))
        done, count = a.end, a.last_word + 1
    return found + _plain_units(turn, done, len(turn.text), count)


def _plain_units(turn: AnonymisedTurn, start: int, end: int, count: int) -> list[Unit]:
    stretch = turn.text[start:end]
    return [
        Unit(turn.turn, count + i, count + i, stretch[s:e], masked=False) for i, (s, e) in enumerate(words(stretch))
    ]


def spans(turn: AnonymisedTurn) -> list[tuple[int, int]]:
    """Give, for each source word of a turn, the characters of the current text that stand for it."""
    found: list[tuple[int, int]] = []
    done = 0
    for a in turn.anchors:
        found += [(done + s, done + e) for s, e in words(turn.text[done : a.start])]
        found += [(a.start, a.end)] * (a.last_word - a.first_word + 1)
        done = a.end
    return found + [(done + s, done + e) for s, e in words(turn.text[done:])]


def characters(turns: dict[int, AnonymisedTurn], place: Place) -> tuple[int, int]:
    """Give the first character in ``turn`` and the end in ``last_turn`` of a passage."""
    return spans(turns[place.turn])[place.first_word][0], spans(turns[place.last_turn])[place.last_word][1]


def quote(turns: dict[int, AnonymisedTurn], place: Place) -> str:
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


def find(turns: dict[int, AnonymisedTurn], place: Place, said: str) -> Place | None:
    """
    Find where a stored coding stands now.

    It stands where it stood when its quote is there, masked words being anything; else it is searched
    in its turns, then in the session.
    Nothing, or more than one place: the coding is an orphan.
    """
    wanted = [said[s:e] for s, e in words(said)]
    if not wanted:
        return None
    if _stands(turns, place, wanted):
        return place
    near = [u for n, t in sorted(turns.items()) if place.turn <= n <= place.last_turn for u in units(t)]
    everywhere = [u for _, t in sorted(turns.items()) for u in units(t)]
    for zone in (near, everywhere):
        places = matches(wanted, zone)
        if places:
            return places[0] if len(places) == 1 else None
    return None


def _stands(turns: dict[int, AnonymisedTurn], place: Place, wanted: list[str]) -> bool:
    here = _inside(turns, place)
    if not here:
        return False
    return _match(wanted, here, 0, 0) == len(here) or _only_masks_changed(wanted, here)


def _inside(turns: dict[int, AnonymisedTurn], place: Place) -> list[Unit]:
    if place.turn not in turns or place.last_turn not in turns:
        return []
    if place.last_word >= len(spans(turns[place.last_turn])) or place.first_word >= len(spans(turns[place.turn])):
        return []
    found = [u for n, t in sorted(turns.items()) if place.turn <= n <= place.last_turn for u in units(t)]
    after = [u for u in found if (u.turn, u.last_word) >= (place.turn, place.first_word)]
    return [u for u in after if (u.turn, u.first_word) <= (place.last_turn, place.last_word)]


def _only_masks_changed(wanted: Sequence[str], here: Sequence[Unit]) -> bool:
    # A name that was masked when the quote was written may be shown today: words stand where others
    # stood, none was added or taken away. A shift of one word always shows as an addition.
    now = [u.text for u in here]
    blocks = difflib.SequenceMatcher(None, wanted, now, autojunk=False).get_opcodes()
    changed = [(wanted[a:b], kind) for kind, a, b, _, _ in blocks if kind != "equal"]
    if any(kind != "replace" for _, kind in changed):
        return False
    same = sum(b - a for kind, a, b, _, _ in blocks if kind == "equal")
    return same >= SHARE_UNCHANGED * len(wanted) or all(any(c[:1].isupper() for c in said) for said, _ in changed)


def matches(wanted: Sequence[str], zone: Sequence[Unit]) -> list[Place]:
    """List the places of a zone where some words stand, masked words being anything."""
    places = []
    for first, unit in enumerate(zone):
        end = None if unit.masked and len(wanted) == 1 else _match(wanted, zone, 0, first)
        if end is not None:
            last = zone[end - 1]
            places.append(Place(unit.turn, unit.first_word, last.turn, last.last_word))
    return places


def _match(wanted: Sequence[str], zone: Sequence[Unit], done: int, at: int) -> int | None:
    while done < len(wanted) and at < len(zone):
        if zone[at].masked:
            return _match_mask(wanted, zone, done, at)
        if zone[at].text != wanted[done]:
            return None
        done, at = done + 1, at + 1
    return at if done == len(wanted) else None


def _match_mask(wanted: Sequence[str], zone: Sequence[Unit], done: int, at: int) -> int | None:
    for taken in range(1, min(MOST_WORDS_OF_A_MASK, len(wanted) - done) + 1):
        end = _match(wanted, zone, done + taken, at + 1)
        if end is not None:
            return end
    return None
