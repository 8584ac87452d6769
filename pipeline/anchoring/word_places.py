"""Places in source words ↔ how they are written; which share words; where a consent decision stands after any edit.

``ConsentDecision.check`` reads ``BEFORE/OWN+OWN/AFTER``: the checks of the passage's own turns, and of the turn
on either side (empty at an end of the session); ``OWN+OWN`` alone is understood too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise
from typing import NamedTuple, Protocol

from pipeline.anchoring.anchors import Place, spans
from pipeline.model.contracts import AnonymisedTurn, Coding
from pipeline.model.decision_rows import ConsentDecision
from pipeline.model.errors import BrokenContract, FiligraneError


class ExcerptPlace(NamedTuple):
    """Source words ``first_word..last_word`` of one turn of a session, both ends included."""

    session: str
    turn: int
    first_word: int
    last_word: int


class WordSpan(Protocol):
    """Anything that stands on source words, from ``first_word`` of ``turn`` to ``last_word`` of ``last_turn``."""

    @property
    def session(self) -> str: ...
    @property
    def turn(self) -> int: ...
    @property
    def first_word(self) -> int: ...
    @property
    def last_turn(self) -> int: ...
    @property
    def last_word(self) -> int: ...


def excerpt_id(session: str, turn: int, first_word: int, last_word: int) -> str:
    """
    Name an excerpt after its place in source words.

    >>> excerpt_id("E01", 5, 0, 23)
    'E01:5:w0-w23'
    """
    return f"{session}:{turn}:w{first_word}-w{last_word}"


def parse_excerpt_id(identifier: str) -> ExcerptPlace:
    """
    Read the place of an excerpt off its id.

    >>> parse_excerpt_id("E01:5:w0-w23")
    ExcerptPlace(session='E01', turn=5, first_word=0, last_word=23)

    Raises:
        BrokenContract: the text is no excerpt id.
    """
    try:
        session, turn, words = identifier.rsplit(":", 2)
        first, last = words.split("-")
        return ExcerptPlace(session, int(turn), int(first.removeprefix("w")), int(last.removeprefix("w")))
    except ValueError as error:
        raise BrokenContract(f"« {identifier} » n'est pas l'identifiant d'un extrait.") from error


def overlaps(passage: WordSpan, place: ExcerptPlace) -> bool:
    """Tell whether a passage and an excerpt share at least one source word."""
    return (
        passage.session == place.session
        and (passage.turn, passage.first_word) <= (place.turn, place.last_word)
        and (place.turn, place.first_word) <= (passage.last_turn, passage.last_word)
    )


WRITTEN = re.compile(r"(\d+):(\d+)-(\d+):(\d+)")


def written(place: Place) -> str:
    """
    Write a place.

    >>> written(Place(23, 4, 27, 10))
    '23:4-27:10'
    """
    return f"{place.turn}:{place.first_word}-{place.last_turn}:{place.last_word}"


def place_read(typed: str) -> Place:
    """
    Read a place.

    >>> place_read("23:4-27:10")
    Place(turn=23, first_word=4, last_turn=27, last_word=10)

    Raises:
        FiligraneError: it is not written so.
    """
    found = WRITTEN.fullmatch(typed.replace(" ", ""))
    if not found:
        raise FiligraneError(
            f"« {typed} » ne se lit pas : écrivez tour:mot-tour:mot, comptés depuis 0, par exemple 23:4-27:10."
        )
    return Place(*map(int, found.groups()))


Checks = Mapping[int, str]  # turn → keyed check of its words
END = -1  # to the end of the turn


@dataclass(frozen=True, slots=True)
class ConsentStretch:
    """Source words ``first_word`` of ``turn`` to ``last_word`` (``END``: all) of ``last_turn``."""

    turn: int
    first_word: int
    last_turn: int
    last_word: int


@dataclass(frozen=True, slots=True)
class ConsentPlacement:
    """Where a decision stands; ``exact`` is false when its words were not all known again: a person looks."""

    stretches: tuple[ConsentStretch, ...]
    exact: bool


def kept_checks(checks: Checks, turn: int, last_turn: int) -> str:
    """
    Give what a decision keeps of its turns and their neighbours, to know them again.

    Args:
        checks: number of a turn → its check, for one session.
        turn: the first turn of the passage.
        last_turn: the last one, included.

    >>> kept_checks({0: "a", 1: "b", 2: "c"}, 1, 2)
    'a/b+c/'
    """
    own = "+".join(checks[n] for n in range(turn, last_turn + 1) if n in checks)
    return f"{checks.get(turn - 1, '')}/{own}/{checks.get(last_turn + 1, '')}"


def place_consent(decision: ConsentDecision, checks: Checks) -> ConsentPlacement:
    """
    Tell where a decision stands in its session.

    A line without check stands where it says.
    Where the passage was edited, its whole turns are held between the nearest turns known again, and the place
    it had is held as well; an end that nothing marks any more runs to the end of the session: what someone
    took back is hidden too widely, until a person looks, and never shown.
    """
    written = ConsentStretch(
        decision.turn, max(0, decision.first_word), max(decision.turn, decision.last_turn), decision.last_word
    )
    sides = decision.check.split("/")
    before, kept, after = sides if len(sides) == len(("before", "own", "after")) else ("", decision.check, "")
    own = [c for c in kept.split("+") if c]
    if not own or not checks:
        return ConsentPlacement((written,), exact=True)
    # « Oui. » is said often: of the turns that read the same, those with the same neighbours.
    alike = [n for n in sorted(checks) if [checks.get(n + i) for i in range(len(own))] == own]
    beside = {n: (checks.get(n - 1, "") == before) + (checks.get(n + len(own), "") == after) for n in alike}
    same = [n for n in alike if beside[n] == max(beside.values())]
    if same:
        there = [written.turn] if written.turn in same else same
        length = written.last_turn - written.turn
        moved = (ConsentStretch(n, written.first_word, n + length, written.last_word) for n in there)
        return ConsentPlacement(tuple(moved), exact=True)
    whole = ConsentStretch(written.turn, 0, written.last_turn, END)
    return ConsentPlacement((_between(checks, [before, *own, after], written), whole), exact=False)


def _between(checks: Checks, kept: Sequence[str], written: ConsentStretch) -> ConsentStretch:
    seen = list(checks.values())
    # Only what is said once marks a place.
    known = {i: next(n for n in checks if checks[n] == c) for i, c in enumerate(kept) if c and seen.count(c) == 1}
    first = min(checks)
    last = max(checks)
    if any(a >= b for a, b in pairwise(known[i] for i in sorted(known))):
        return ConsentStretch(first, 0, last, END)
    end = len(kept) - 1
    start = known[1] if 1 in known else known[0] + 1 if 0 in known else first
    stop = known[end - 1] if end - 1 in known else known[end] - 1 if end in known else last
    # A turn that is still whole keeps its exact end.
    return ConsentStretch(
        start, written.first_word if 1 in known else 0, stop, written.last_word if end - 1 in known else END
    )


class CodedStretch(NamedTuple):
    """Words ``start:end`` of a session's continuum, with a code."""

    start: int
    end: int
    code: str


@dataclass(frozen=True)
class Continuum:
    """
    The source words of the participants of one session, one after the other.

    Source words, never characters: agreement must not move when a pseudonym gets longer.
    What interviewers say counts for nothing, so that no one agrees on silence.

    Attributes:
        length: how many words.
        turns: the first word of each turn.
        sentences: the first word of each sentence.
        bases: turn → the words that stand before it; an interviewer's turn has no width.
        words: turn → the characters of each of its words in the current text.
    """

    length: int
    turns: tuple[int, ...]
    sentences: tuple[int, ...]
    bases: Mapping[int, int]
    words: Mapping[int, list[tuple[int, int]]]

    def passage(self, coding: Coding) -> CodedStretch:
        """Place a coding; its words outside the participants' turns are left out."""
        before = sum(end <= coding.start for _, end in self.words[coding.turn])
        within = sum(start < coding.end for start, _ in self.words[coding.last_turn])
        return CodedStretch(self.bases[coding.turn] + before, self.bases[coding.last_turn] + within, coding.code)

    def suggested(self, excerpt: str, code: str) -> CodedStretch:
        """Place a code that is suggested for an excerpt."""
        place = parse_excerpt_id(excerpt)
        base = self.bases[place.turn]
        return CodedStretch(base + place.first_word, base + place.last_word + 1, code)


def continua(anonymised: Iterable[AnonymisedTurn]) -> dict[str, Continuum]:
    """Lay the words of each session end to end."""
    sessions: dict[str, list[AnonymisedTurn]] = {}
    for turn in anonymised:
        sessions.setdefault(turn.session, []).append(turn)
    return {name: _continuum(sorted(turns, key=lambda t: t.turn)) for name, turns in sorted(sessions.items())}


def _continuum(turns: list[AnonymisedTurn]) -> Continuum:
    words = {t.turn: spans(t) if t.role == "participant" else [] for t in turns}
    ends = [0, *accumulate(len(words[t.turn]) for t in turns)]
    bases = {t.turn: base for t, base in zip(turns, ends, strict=False)}
    said = [t for t in turns if words[t.turn]]
    sentences = []
    for t in said:
        # Where a sentence ends, the next begins; the last one ends with the turn.
        starts = [0, *(last + 1 for last in t.sentences if last + 1 < len(words[t.turn]))]
        sentences += [bases[t.turn] + first for first in starts]
    return Continuum(ends[-1], tuple(bases[t.turn] for t in said), tuple(sentences), bases, words)


def joined(passages: Iterable[CodedStretch]) -> list[CodedStretch]:
    """Make one of the passages of one code that share words; those that only touch stay two."""
    kept: list[CodedStretch] = []
    for p in sorted(passages):
        if kept and p.start < kept[-1].end:
            kept[-1] = kept[-1]._replace(end=max(p.end, kept[-1].end))
        elif p.end > p.start:
            kept.append(p)
    return kept
