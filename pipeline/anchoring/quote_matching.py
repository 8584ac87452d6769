"""The words of a quote and of the current text → where they may be the same, masked words being anything."""

from __future__ import annotations

import difflib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from pipeline.model.contracts import AnonymisedTurn

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


# Word may hide a hyphen inside a word.
LETTERS = re.compile(r"[^\W_]+(?:\u00ad[^\W_]+)*")
RUN = 3  # words that lead to a place
ALIKE = 0.6  # of the words of a quote, in order: below, it is another
SLACK, MOST_TRIED = 10, 8  # words around those that lead there; places


@dataclass(frozen=True, slots=True)
class QuotedWords:
    """Words in a row, by the rank of the first and of the last among those of all interviews."""

    first: int
    last: int


class QuoteIndex:
    """
    The words of every interview in a row, to find a quote by its own, in one turn or from one into the next.

    Args:
        turns: those of every interview.
        fold: makes one of the spellings of a word.
    """

    def __init__(self, turns: Mapping[str, Mapping[int, AnonymisedTurn]], fold: Callable[[str], str]) -> None:
        self.turns = [t for of in turns.values() for _, t in sorted(of.items())]
        self.at = [(n, m.start(), m.end()) for n, t in enumerate(self.turns) for m in LETTERS.finditer(t.text)]
        self.words = [fold(self.turns[n].text[s:e]) for n, s, e in self.at]
        self.runs: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at in range(len(self.words) - RUN + 1):
            if self.session(at) == self.session(at + RUN - 1):
                self.runs[tuple(self.words[at : at + RUN])].append(at)

    def session(self, at: int) -> str:
        """Name the interview of a word."""
        return self.turns[self.at[at][0]].session

    def same(self, wanted: Sequence[str]) -> list[QuotedWords]:
        """Give the stretches that read as these words."""
        if len(wanted) < RUN:
            return []
        found = (QuotedWords(at, at + len(wanted) - 1) for at in self.runs.get(tuple(wanted[:RUN]), ()))
        return [
            f for f in found if self.words[f.first : f.last + 1] == list(wanted)
            and self.session(f.first) == self.session(f.last)
        ]

    def alike(self, wanted: Sequence[str]) -> QuotedWords | None:
        """Give the stretch that reads most like these words, if any does enough."""
        near: Counter[int] = Counter()
        for rank in range(len(wanted) - RUN + 1):
            near.update((at - rank) // SLACK for at in self.runs.get(tuple(wanted[rank : rank + RUN]), ()))
        best: tuple[float, QuotedWords] | None = None
        for place, _ in sorted(near.most_common(MOST_TRIED)):
            begin = max((place - 1) * SLACK, 0)
            zone = self.words[begin : begin + len(wanted) + len(wanted) // 2 + 3 * SLACK]
            matcher = difflib.SequenceMatcher(None, zone, wanted, autojunk=False)
            share, first, last = _tightest([b for b in matcher.get_matching_blocks() if b.size], len(wanted))
            found = QuotedWords(begin + first, begin + last)
            together = self.session(found.first) == self.session(found.last)
            if together and share >= ALIKE and (best is None or share > best[0]):
                best = share, found
        return best[1] if best else None

    def chained(
        self, pieces: Sequence[Sequence[QuotedWords]], known: Collection[tuple[str, int]],
    ) -> list[list[QuotedWords]]:
        """
        Give the ways in which pieces of a quote follow each other in one interview, the likeliest first.

        Args:
            pieces: where each may stand.
            known: sessions and turns where it stood before.
        """
        chains = []
        for first in pieces[0]:
            session, chain = self.session(first.first), [first]
            for places in pieces[1:]:
                after = (p for p in places if p.first > chain[-1].last and self.session(p.first) == session)
                chain += list(islice(after, 1))
            if len(chain) == len(pieces):
                chains.append(chain)

        def likely(chain: Sequence[QuotedWords]) -> tuple[bool, int]:
            turn = self.turns[self.at[chain[0].first][0]]
            return (turn.session, turn.turn) not in known, chain[-1].last - chain[0].first

        return sorted(chains, key=likely)

    def text(self, found: QuotedWords) -> str:
        """Give the words of a stretch, as the turns have them."""
        (first, start, _), (last, _, end) = self.at[found.first], self.at[found.last]
        said = [self.turns[n].text for n in range(first, last + 1)]
        said[-1] = said[-1][:end]
        said[0] = said[0][start:]
        return " ".join(said)


def _tightest(blocks: Sequence[difflib.Match], length: int) -> tuple[float, int, int]:
    """Give the share of a quote that blocks hold, and their first and last words, those far away left out."""
    best = 0.0, 0, 0
    for first in range(len(blocks)):
        for last in range(first, len(blocks)):
            kept = blocks[first : last + 1]
            end = kept[-1].a + kept[-1].size
            share = sum(b.size for b in kept) / max(end - kept[0].a, length)
            best = max(best, (share, kept[0].a, end - 1), key=lambda found: found[0])
    return best
