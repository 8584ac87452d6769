"""The words of a quote and of the current text → where they may be the same, masked words being anything."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# How many words a pseudonym or a generalisation may have for one word of the source.
MOST_WORDS_OF_A_MASK = 8
# A few plain words that agree are a proof; one or two ("et", "la") may agree by chance.
WORDS_THAT_PROVE = 3
TURN_BREAK = "\n"
SHARE_UNCHANGED = 0.5

Stretch = tuple[int, int]  # the first and the last unit


@dataclass(frozen=True, slots=True)
class WordUnit:
    """One word of the current text, or one masked run, with the source words it stands for."""

    turn: int
    first_word: int
    last_word: int
    words: tuple[str, ...]
    masked: bool


def proof(zone: Sequence[WordUnit]) -> int:
    """Count the words of a zone that no mask hides, punctuation left aside."""
    return sum(not u.masked and u.words[0].isalnum() for u in zone)


def reads(wanted: Sequence[str], zone: Sequence[WordUnit]) -> bool:
    """Tell whether a zone reads exactly as the quote, pseudonyms included."""
    return [w for u in zone for w in u.words] == list(wanted)


def readings(wanted: Sequence[str], zone: Sequence[WordUnit]) -> Iterator[Stretch]:
    """List the stretches of a zone that read exactly as the quote, pseudonyms included."""
    for first in range(len(zone)):
        done, at = 0, first
        while at < len(zone) and done < len(wanted):
            if zone[at].words != tuple(wanted[done : done + len(zone[at].words)]):
                break
            done, at = done + len(zone[at].words), at + 1
        if done == len(wanted):
            yield first, at - 1


def stands(wanted: Sequence[str], here: Sequence[WordUnit]) -> bool:
    """Tell whether a quote may be what stands here: masked words are anything, or masks were lifted."""
    return bool(here) and (agrees(wanted, here) or _only_masks_lifted(wanted, here))


def agrees(wanted: Sequence[str], here: Sequence[WordUnit], *, surely: bool = False) -> bool:
    """
    Tell whether words read as these units do, masked words being anything.

    Args:
        wanted: the words of the quote.
        here: the units of the text, in order.
        surely: a mask stands only for what it reads, or for what looks like a name, a number or a generality.
    """
    reached = {0}
    for unit in here:
        steps = {(start, end) for start in reached for end in _after(unit, wanted, {start}, len(wanted))}
        reached = {end for start, end in steps if not surely or _may_be(unit, wanted[start:end])}
    return len(wanted) in reached


def _may_be(unit: WordUnit, said: Sequence[str]) -> bool:
    return not unit.masked or tuple(said) == unit.words or any(w[0].isupper() or w[0] in "[0123456789" for w in said)


def likenesses(wanted: Sequence[str], zone: Sequence[WordUnit]) -> Iterator[Stretch]:
    """List the stretches where the quote may stand, masked words being anything, when plain words prove it."""
    for first in range(len(zone)):
        for last in _lasts(wanted, zone, first):
            if proof(zone[first : last + 1]) >= WORDS_THAT_PROVE:
                yield first, last


def turn_break(turn: int) -> WordUnit:
    """Give what stands between two turns: no mask swallows it."""
    return WordUnit(turn, 0, -1, (TURN_BREAK,), masked=False)


def _lasts(wanted: Sequence[str], zone: Sequence[WordUnit], first: int) -> Iterator[int]:
    # Whatever a mask may stand for, the quote may end at more than one unit: whoever asks chooses.
    reached = {0}
    for at in range(first, len(zone)):
        width = zone[at].last_word - zone[at].first_word + 1
        reached = _after(zone[at], wanted, reached, MOST_WORDS_OF_A_MASK * width)
        if len(wanted) in reached:
            yield at
        if not reached:
            return


def _after(unit: WordUnit, wanted: Sequence[str], reached: set[int], most: int) -> set[int]:
    # How many words of the quote may be used up once this unit is read.
    if not unit.masked:
        return {done + 1 for done in reached if done < len(wanted) and (wanted[done],) == unit.words}
    breaks = [i for i, word in enumerate(wanted) if word == TURN_BREAK]
    return {
        done + n for done in reached for n in range(1, most + 1)
        if done + n <= len(wanted) and not any(done <= b < done + n for b in breaks)
    }


def _only_masks_lifted(wanted: Sequence[str], here: Sequence[WordUnit]) -> bool:
    # A word that a former model masked by mistake may be plain today, with no anchor to tell: words stand
    # where others stood, none was added or taken away. A shift of the text shows as an addition.
    now = [" ".join(u.words) for u in here]
    blocks = difflib.SequenceMatcher(None, wanted, now, autojunk=False).get_opcodes()
    if any(kind not in ("equal", "replace") for kind, *_ in blocks):
        return False
    same = [w for kind, start, end, _, _ in blocks if kind == "equal" for w in wanted[start:end]]
    return sum(map(str.isalnum, same)) >= WORDS_THAT_PROVE and len(same) >= SHARE_UNCHANGED * len(wanted)
