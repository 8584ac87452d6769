"""A stored place, its quote, the check of its turns → where it stands now; else what it most looks like."""

from __future__ import annotations

import difflib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from pipeline.anchoring.anchors import Place, Turns, checks, holds, quote, split, units
from pipeline.anchoring.quote_matching import (
    TURN_BREAK,
    Stretch,
    WordUnit,
    agrees,
    likenesses,
    readings,
    reads,
    stands,
    turn_break,
)

# How what stands for more than one person or place begins.
GENERAL = ("[",)
# How the check of turns begins whose words were mended since, where those around them told the place (``continuity``);
# and where they told the turn alone, since a sentence has more words, or fewer.
EDITED, RESHAPED = "~", "~~"
SHORT_QUOTE = 12  # words: a mended word shows better in the letters of a short passage
SAME_LETTERS, SAME_WORDS = 0.7, 0.6


class _Alike(NamedTuple):
    place: Place
    as_wide: bool


def find(turns: Turns, place: Place, said: str, kept: str = "") -> Place | None:
    """
    Find where a stored coding stands now.

    Turns whose words did not change are known by their check (``kept``): the coding stands on the same words,
    whatever pseudonyms became of them.
    Where the transcript was edited, its quote tells: nothing, or more than one place, and it is an orphan.
    Of an edit that ``continuity`` followed, the place is known by what stands around: most of its words must agree.

    Args:
        turns: the pseudonymised turns of the session now, by number.
        place: where the coding stood, in source words.
        said: its quote then, turns set apart by a line break.
        kept: the check of its turns then; empty in codings of before checks.

    Returns:
        its place in source words, or none: a person puts it back.
    """
    if kept.startswith(EDITED):
        return _find_followed(turns, place, said, kept)
    if kept and kept == checks(turns, place) and holds(turns, place):
        return place
    if kept.replace("+", ""):
        # Turns added or taken away before it renumber a turn; it is the same turn if no other reads the same.
        length = place.last_turn - place.turn
        there = [replace(place, turn=n, last_turn=n + length) for n in sorted(turns)]
        same = [p for p in there if checks(turns, p) == kept]
        return (same[0] if len(same) == 1 else None) or _find_edited(turns, place, said)
    return _find_quote(turns, place, said)


def _find_followed(turns: Turns, place: Place, said: str, kept: str) -> Place | None:
    if kept.lstrip(EDITED) != checks(turns, place):
        return _find_edited(turns, place, said)
    near = [u for n in range(place.turn, place.last_turn + 1) if n in turns for u in units(turns[n], exact=True)]
    there = _only(readings(split(said), near), near)
    in_place = not kept.startswith(RESHAPED) and holds(turns, place) and mended(quote(turns, place), said)
    return there or (place if in_place else _find_edited(turns, place, said))


def mended(now: str, said: str) -> bool:
    """Tell whether a passage is still what was quoted, but for a few words."""
    short = len(split(said)) <= SHORT_QUOTE
    one, other = (now.casefold(), said.casefold()) if short else (split(now), split(said))
    alike = difflib.SequenceMatcher(None, one, other, autojunk=False).ratio()
    return alike >= (SAME_LETTERS if short else SAME_WORDS)


def _find_edited(turns: Turns, place: Place, said: str) -> Place | None:
    # The words of its turns are known to have changed: a place is no proof any more, only plain words are.
    wanted = _wanted(place, said)
    near = list(_alike(turns, place, wanted, [place.turn]))
    found = near or list(_alike(turns, place, wanted, sorted(turns)))
    # One stretch that agrees, and as wide as what was coded: of two, even of two widths, a person chooses.
    return found[0].place if len(found) == 1 and found[0].as_wide else None


def _wanted(place: Place, said: str) -> list[str]:
    parts = said.split(TURN_BREAK)
    if len(parts) - 1 != place.last_turn - place.turn:  # a turn may hold line breaks of its own
        return split(said)
    return [w for n, part in enumerate(parts) for w in (*([TURN_BREAK] if n else ()), *split(part))]


def _alike(turns: Turns, place: Place, wanted: list[str], starts: Iterable[int]) -> Iterator[_Alike]:
    length = place.last_turn - place.turn
    for n in starts:
        zone = list(_window(turns, n, n + length, marked=TURN_BREAK in wanted))
        read = [units(turns[turn]) for turn in range(n, n + length + 1) if turn in turns]
        whole = {found[0] for found in read if len(found) == 1}
        for first, last in likenesses(wanted, zone):
            stretch, there = zone[first : last + 1], _place(zone, (first, last))
            in_turns = (there.turn, there.last_turn) == (n, n + length)
            if in_turns and _bounded(wanted, stretch, whole):
                yield _Alike(there, _as_wide(place, wanted, stretch, whole))


def _window(turns: Turns, first: int, last: int, *, marked: bool) -> Iterator[WordUnit]:
    for n in (n for n in range(first, last + 1) if n in turns):
        if marked and n > first:
            yield turn_break(n)
        yield from units(turns[n])


def _bounded(wanted: Sequence[str], stretch: Sequence[WordUnit], whole: set[WordUnit]) -> bool:
    # A pseudonym names one person, and bounds a passage as a plain word does; « [lieu] » may be any place,
    # but for a turn that was taken away whole.
    if any(u.masked and u not in whole and u.words[0] in GENERAL for u in (stretch[0], stretch[-1])):
        return False
    start, end = stretch[0].words, stretch[-1].words
    if len(stretch) == 1 or len(wanted) < len(start) + len(end):
        return tuple(wanted) == start
    same = (tuple(wanted[: len(start)]), tuple(wanted[len(wanted) - len(end) :])) == (start, end)
    return same and agrees(wanted[len(start) : len(wanted) - len(end)], stretch[1:-1], surely=True)


def _as_wide(place: Place, wanted: Sequence[str], stretch: Sequence[WordUnit], whole: set[WordUnit]) -> bool:
    # As many source words as were coded: else a mask would swallow plain words.
    if place.turn == place.last_turn:
        return sum(u.last_word - u.first_word + 1 for u in stretch) == place.last_word - place.first_word + 1
    # How many stood in the first of several turns is not known: there nothing may have been replaced otherwise.
    begun = [word for u in stretch if u.turn == stretch[0].turn for word in u.words]
    return begun == [*wanted[: len(begun)]] and (stretch[-1] in whole or stretch[-1].last_word == place.last_word)


def _place(zone: Sequence[WordUnit], stretch: Stretch) -> Place:
    first, last = (zone[i] for i in stretch)
    return Place(first.turn, first.first_word, last.turn, last.last_word)


def _find_quote(turns: Turns, place: Place, said: str) -> Place | None:
    """
    Find a coding that keeps no check, from its place in source words and its quote.

    It stands where it stood when its quote is there, masked words being anything, and its very words are
    not to be read elsewhere; else it is searched in its turns, then in the session.
    """
    wanted = split(said)
    if not wanted or reads(wanted, _inside(turns, place, exact=True)):
        return place if wanted else None
    text = [u for _, t in sorted(turns.items()) for u in units(t, exact=True)]
    if stands(wanted, _inside(turns, place, exact=False)):
        # The text may have shifted, and another masked name may stand here now: a doubt is left to a person.
        return None if any(readings(wanted, text)) else place
    near = [u for u in text if place.turn <= u.turn <= place.last_turn]
    return _only(readings(wanted, near), near) or _only(list(readings(wanted, text)) or likenesses(wanted, text), text)


def _only(stretches: Iterable[Stretch], zone: Sequence[WordUnit]) -> Place | None:
    found = list(stretches)
    return _place(zone, found[0]) if len(found) == 1 else None


def _inside(turns: Turns, place: Place, *, exact: bool) -> list[WordUnit]:
    if not holds(turns, place):
        return []
    ends = ((place.turn, place.first_word), (place.last_turn, place.last_word))
    crossed = [t for n, t in sorted(turns.items()) if place.turn <= n <= place.last_turn]
    found = [u for t in crossed for u in units(t, exact=exact)]
    return [u for u in found if (u.turn, u.last_word) >= ends[0] and (u.turn, u.first_word) <= ends[1]]


# Of the words of the quote: with fewer in a turn, nothing is worth showing.
FEWEST = 0.4


def likeliest(turns: Turns, said: str) -> Place | None:
    """Give the stretch of one turn that holds most words of a quote in their order, none when no turn holds enough."""
    wanted = split(said.casefold())
    # Most turns share too few words with the quote to be read in order.
    near = (turn for _, turn in sorted(turns.items()) if share_of(turn.text, said) >= FEWEST)
    tried = (_within(units(turn, exact=True), wanted) for turn in near)
    share, place = max((t for t in tried if t), key=lambda t: t[0], default=(0.0, None))
    return place if share >= FEWEST else None


def share_of(text: str, said: str) -> float:
    """
    Give the share of the words of a quote that a text holds, in whatever order.

    >>> share_of("On manque de temps.", "le temps manque")
    0.6666666666666666
    """
    wanted = Counter(w for w in split(said.casefold()) if w.isalnum())
    there = wanted & Counter(split(text.casefold()))
    return there.total() / wanted.total() if wanted else 0.0


def _within(zone: Sequence[WordUnit], wanted: Sequence[str]) -> tuple[float, Place] | None:
    read = [(word.casefold(), unit) for unit in zone for word in unit.words]
    matcher = difflib.SequenceMatcher(None, [word for word, _ in read], wanted, autojunk=False)
    blocks = [b for b in matcher.get_matching_blocks() if b.size]
    same = sum(read[b.a + n][0].isalnum() for b in blocks for n in range(b.size))
    spoken = sum(map(str.isalnum, wanted))
    if not blocks or not spoken:
        return None
    first, last = read[blocks[0].a][1], read[blocks[-1].a + blocks[-1].size - 1][1]
    # Words found far apart are no passage.
    spread = max(1.0, (last.last_word - first.first_word + 1) / (2 * len(wanted)))
    return same / spoken / spread, Place(first.turn, first.first_word, last.turn, last.last_word)
