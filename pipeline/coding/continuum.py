"""Pseudonymised turns → the words of each session that may be coded, cut in turns and in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from pipeline.anchoring.anchors import spans
from pipeline.anchoring.word_places import parse_excerpt_id
from pipeline.model.contracts import AnonymisedTurn, Coding


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
