"""Fingerprints of interviews before and after a change → where each former sentence stands now."""

from __future__ import annotations

import difflib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from pipeline.anchoring.interview_fingerprint import Fingerprint

# An interview is held for another when half of what only one of them says is in both.
SHARE = 0.5
# Where nothing is said by one alone (the same interview was there twice), nearly all of it must be.
SHARE_OF_A_COPY = 0.9
FEWEST_WORDS = 4  # of a sentence that proves something: « Oui. » is said everywhere

Target = tuple[str, int]  # a session, and the number of a sentence in it


@dataclass(frozen=True, slots=True)
class AlignedStretch:
    """Sentences ``first`` to ``last`` stand now in ``session``, from its sentence ``to`` on, word for word or not."""

    first: int
    last: int
    session: str
    to: int
    exact: bool


@dataclass(frozen=True, slots=True)
class _Pair:
    old: str
    new: str
    words: int


def moves(before: Mapping[str, Fingerprint], after: Mapping[str, Fingerprint]) -> dict[str, tuple[AlignedStretch, ...]]:
    """
    Tell where the sentences of the interviews that changed, or are no longer there, stand now.

    Args:
        before: what each interview was; one that is the same under the same name is left out of the answer.
        after: what each is now.
    """
    changed = {s: f for s, f in before.items() if s not in after or after[s].checks != f.checks}
    fresh = {s: f for s, f in after.items() if s not in before or before[s].checks != f.checks}
    pairs = sorted(_pairs(changed, fresh, before), key=lambda p: (-p.words, p.old != p.new, p.old, p.new))
    placed: dict[str, dict[int, Target]] = {session: {} for session in changed}
    taken: dict[str, set[int]] = defaultdict(set)
    for pair in pairs:
        for i, j in _aligned(changed[pair.old], fresh[pair.new]):
            if i not in placed[pair.old] and j not in taken[pair.new]:
                placed[pair.old][i] = pair.new, j
                taken[pair.new].add(j)
    for session, found in placed.items():
        if not found:
            placed[session] = dict(_copied(session, changed[session], after))
    return {s: tuple(_stretches(changed[s], found, after)) for s, found in placed.items()}


def _pairs(
    changed: Mapping[str, Fingerprint], fresh: Mapping[str, Fingerprint], before: Mapping[str, Fingerprint]
) -> Iterator[_Pair]:
    said_in: dict[str, set[str]] = defaultdict(set)
    for session, fingerprint in before.items():
        for mark in fingerprint.marks:
            said_in[mark].add(session)
    for old, was in changed.items():
        for new, now in fresh.items():
            # Questions of a guide are asked in every interview: what several say makes none of them another.
            there = set(now.marks)
            words = sum(s.words for s in was.sentences if s.mark in there and len(said_in[s.mark]) == 1)
            own = sum(s.words for s in was.sentences if said_in[s.mark] == {old})
            enough = SHARE * min(own, sum(s.words for s in now.sentences if said_in.get(s.mark, {old}) == {old}))
            if words and (old == new or words >= enough):
                yield _Pair(old, new, words)


def _aligned(was: Fingerprint, now: Fingerprint) -> list[tuple[int, int]]:
    """Pair the sentences that are the same, then those that stand alike between two that are: mended, in place."""
    sure = [(i, j) for block in _blocks(was, now) for i, j in block]
    if not sure:
        return []
    bounds = [(-1, -1), *sure, (len(was.marks), len(now.marks))]
    found = list(sure)
    for (i, j), (next_i, next_j) in pairwise(bounds):
        if next_i - i == next_j - j:
            found += [(i + n, j + n) for n in range(1, next_i - i)]
    return sorted(found)


def _blocks(was: Fingerprint, now: Fingerprint) -> Iterator[list[tuple[int, int]]]:
    once = _once(was.marks) & _once(now.marks)
    matcher = difflib.SequenceMatcher(None, was.marks, now.marks, autojunk=False)
    for i, j, size in matcher.get_matching_blocks():
        if any(was.marks[i + n] in once and was.sentences[i + n].words >= FEWEST_WORDS for n in range(size)):
            yield [(i + n, j + n) for n in range(size)]


def _once(marks: Sequence[str]) -> set[str]:
    return {mark for mark, times in Counter(marks).items() if times == 1}


def closest(was: Fingerprint, after: Mapping[str, Fingerprint]) -> list[str]:
    """Name the interviews that share sentences with one that is gone, those that share most words first."""
    there = {new: frozenset(now.marks) for new, now in after.items()}
    shared = {new: sum(s.words for s in was.sentences if s.mark in marks) for new, marks in there.items()}
    return sorted((new for new, words in shared.items() if words), key=lambda new: (-shared[new], new))


def forced(was: Fingerprint, session: str, now: Fingerprint) -> tuple[AlignedStretch, ...]:
    """
    Tell where sentences stand in an interview that a person says is this one, typed anew.

    Those that nothing pairs are paired in order, as far as the shorter goes: their place tells the turn, never the
    words.

    Args:
        was: the interview that is gone.
        session: the name of the one that it is now.
        now: the fingerprint of that one.
    """
    pairs = dict(_aligned(was, now)) or {n: n for n in range(min(len(was.marks), len(now.marks)))}
    return tuple(_stretches(was, {i: (session, j) for i, j in pairs.items()}, {session: now}))


def _copied(session: str, was: Fingerprint, after: Mapping[str, Fingerprint]) -> Iterator[tuple[int, Target]]:
    # It was there twice, and one was taken away: what was decided of it goes to the one that stays.
    total = sum(s.words for s in was.sentences)
    for new, now in sorted(after.items()):
        pairs = [(i, j) for block in _blocks(was, now) for i, j in block]
        if total and sum(was.sentences[i].words for i, _ in pairs) >= SHARE_OF_A_COPY * total and new != session:
            yield from ((i, (new, j)) for i, j in _aligned(was, now))
            return


def _stretches(
    was: Fingerprint, placed: Mapping[int, Target], after: Mapping[str, Fingerprint]
) -> Iterator[AlignedStretch]:
    current: AlignedStretch | None = None
    for i, (session, j) in sorted(placed.items()):
        old, new = was.sentences[i], after[session].sentences[j]
        exact = (old.mark, old.words) == (new.mark, new.words)
        if current and (current.session, current.exact) == (session, exact) \
                and i == current.last + 1 and j - current.to == i - current.first:
            current = replace(current, last=i)
            continue
        if current:
            yield current
        current = AlignedStretch(i, i, session, j, exact)
    if current:
        yield current


def written(stretches: Sequence[AlignedStretch]) -> str:
    """
    Write moves as a register keeps them.

    >>> written([AlignedStretch(0, 12, "E01", 3, True), AlignedStretch(13, 13, "E01", 16, False)])
    '0-12>E01:3 13-13~E01:16'
    """
    return " ".join(f"{s.first}-{s.last}{'>' if s.exact else '~'}{s.session}:{s.to}" for s in stretches)


def parsed(text: str) -> tuple[AlignedStretch, ...]:
    """
    Read moves as a register keeps them.

    >>> parsed("0-12>E01:3")
    (AlignedStretch(first=0, last=12, session='E01', to=3, exact=True),)
    """
    found: list[AlignedStretch] = []
    for move in text.split():
        exact = ">" in move
        where, _, there = move.partition(">" if exact else "~")
        first, last = where.split("-")
        session, _, to = there.rpartition(":")
        found.append(AlignedStretch(int(first), int(last), session, int(to), exact))
    return tuple(found)
