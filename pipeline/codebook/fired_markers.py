"""Texts, excerpts, a grid's own examples → where its markers fire, never on a replaced word."""

from __future__ import annotations

import re
import sys
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import Literal, NamedTuple

import numpy as np

from pipeline.codebook.grid import Code, Codebook, Marker
from pipeline.codebook.markers import CompiledMarker, FoldedText, hear
from pipeline.model.contracts import AnonymisedTurn, Excerpt

SENTENCE_END = re.compile(r"[.!?]\s")
LAST_SIGN = chr(sys.maxunicode)  # after all that a word may go on with
BREAK = "\n"  # between two texts: no marker reads it
Kind = Literal["example", "counter_example"]


class MarkerMatch(NamedTuple):
    """Characters ``start:end`` of a text, and the marker that fired there as the codebook writes it."""

    start: int
    end: int
    marker: str


@dataclass(frozen=True, slots=True)
class MarkerContext:
    """
    What stands just before and after a text; each counts as its neighbouring sentence.

    ``anchored`` says that anchors need not be looked for: faint markers count everywhere.
    """

    before: str = ""
    after: str = ""
    anchored: bool = False


ALONE = MarkerContext()


def matches(text: str, code: Code, codebook: Codebook, context: MarkerContext = ALONE) -> list[MarkerMatch]:
    """
    Give the places of a text where the registre of a code fires, in order, longest first.

    An anchored marker counts only when one of the codebook's anchors stands in its sentence or in a
    neighbouring one; a marker that meets an exclusion of the code never counts.

    Args:
        text: where to look, as it was written.
        code: whose registre.
        codebook: its anchors and lists of words.
        context: the sentences before and after, or that anchors do not count (``FAINT``).
    """
    heard = hear(text)
    sought = codebook.vocabulary
    found = [(span, m) for m in code.markers for span in sought[m.pattern].places(heard)]
    if not found:
        return []
    excluded = [span for p in code.exclusions for span in sought[p].places(heard)]
    kept = [(span, m) for span, m in found if not any(_meet(span, e) for e in excluded)]
    if not context.anchored and any(m.anchored for _, m in kept):
        # Numbers of the sentences where an anchor stands, and of their neighbours.
        stand = {heard.sentence(start) for start, _ in _anchors(heard, codebook)}
        stand |= {-1} if _holds_anchor(context.before, codebook) else set()
        stand |= {heard.sentence(len(heard.line.rstrip(" ."))) + 1} if _holds_anchor(context.after, codebook) else set()
        near = {n + step for n in stand for step in (-1, 0, 1)}
        kept = [(span, m) for span, m in kept if not m.anchored or heard.sentence(span[0]) in near]
    # Where two markers meet, the longer one is the better reason.
    longest: list[tuple[tuple[int, int], Marker]] = []
    for span, marker in sorted(kept, key=lambda f: (f[0][0] - f[0][1], f[0][0], f[1].pattern)):
        if not any(_meet(span, other) for other, _ in longest):
            longest.append((span, marker))
    return sorted(MarkerMatch(*heard.original(*span), marker.pattern) for span, marker in longest)


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _holds_anchor(text: str, codebook: Codebook) -> bool:
    return bool(_anchors(hear(text), codebook))


def _anchors(heard: FoldedText, codebook: Codebook) -> list[tuple[int, int]]:
    return codebook.vocabulary["|".join(codebook.anchors)].places(heard) if codebook.anchors else []


FAINT = MarkerContext(anchored=True)


@dataclass(frozen=True)
class FiredMarkers:
    """Markers found (``matches[excerpt, code]``), and where they fired: surely, or far from any anchor."""

    matches: dict[tuple[int, int], list[MarkerMatch]]
    surely: np.ndarray  # excerpts × codes
    faintly: np.ndarray  # excerpts × codes


def fired(excerpts: Sequence[Excerpt], turns: Sequence[AnonymisedTurn], codebook: Codebook) -> FiredMarkers:
    """
    Run every registre over every excerpt; rows and columns keep the order of excerpts and codes.

    Args:
        excerpts: the rows.
        turns: theirs, whose sentences around may hold an anchor.
        codebook: the columns: its codes, in order.
    """
    said = {(t.session, t.turn): t.text for t in turns}
    shape = (len(excerpts), len(codebook.codes))
    result = FiredMarkers({}, np.zeros(shape, dtype=bool), np.zeros(shape, dtype=bool))
    # Read all in one line first: few excerpts hold a marker of a code, and only those are read closely.
    places = WordPlaces(excerpt.text for excerpt in excerpts)
    standing: dict[int, list[tuple[int, Code]]] = defaultdict(list)
    for column, code in enumerate(codebook.codes):
        for row in places.holding(codebook.vocabulary[m.pattern] for m in code.markers):
            standing[row].append((column, code))
    for row, codes in sorted(standing.items()):
        excerpt = excerpts[row]
        context = around(excerpt, said.get((excerpt.session, excerpt.turn), ""))
        for column, code in codes:
            faint = _unmasked(excerpt, code, codebook, FAINT)
            sure = _unmasked(excerpt, code, codebook, context) if faint else []
            result.surely[row, column] = bool(sure)
            result.faintly[row, column] = bool(faint) and not sure
            if faint:
                result.matches[row, column] = sure or faint
    return result


def around(excerpt: Excerpt, turn: str) -> MarkerContext:
    """Give the sentences next to an excerpt in its turn; what the interviewer said is no reason to code an answer."""
    before = turn[: excerpt.start].strip()
    after = turn[excerpt.end :].strip()
    return MarkerContext(SENTENCE_END.split(before)[-1], SENTENCE_END.split(after)[0])


def _unmasked(excerpt: Excerpt, code: Code, codebook: Codebook, context: MarkerContext) -> list[MarkerMatch]:
    found = matches(excerpt.text, code, codebook, context)
    return [m for m in found if not any(m.start < k.end and k.start < m.end for k in excerpt.masks)]


class HeardWords(dict[str, tuple[int, ...]]):
    """What was said between two spaces → the words that markers hear in it, by their numbers."""

    def __init__(self) -> None:
        super().__init__({BREAK: (0,)})
        self.numbers: dict[str, int] = {BREAK: 0}

    def __missing__(self, said: str) -> tuple[int, ...]:
        words = hear(said).line.split(" ")[:-1]
        self[said] = tuple(self.numbers.setdefault(word, len(self.numbers)) for word in words)
        return self[said]


class WordPlaces:
    """All the texts as markers see them, in one line, and where each word stands in it."""

    def __init__(self, texts: Iterable[str]) -> None:
        known = HeardWords()
        # No word runs over a space, and the same are said again and again.
        said = (known[piece] for text in texts for piece in (*text.split(), BREAK))
        heard = np.fromiter(chain.from_iterable(said), dtype=np.int32)
        self._number = known.numbers
        self._alphabet = sorted(known.numbers)
        words = [f"{word} " for word in self._number]
        self._line = "".join(map(words.__getitem__, heard.tolist()))
        lengths = np.array([len(word) for word in words], dtype=np.int64)[heard]
        starts = (np.cumsum(lengths) - lengths).astype(np.int32)
        self._breaks = starts[heard == 0]
        order = np.argsort(heard, kind="stable")
        self._starts = starts[order]
        self._first = np.searchsorted(heard[order], np.arange(len(words) + 1))

    def holding(self, markers: Iterable[CompiledMarker]) -> list[int]:
        """Number the texts where any of some markers stands, in order."""
        found: set[int] = set()
        for marker in markers:
            places = [self._starts[self._first[n] : self._first[n + 1]] for n in self._beginning(marker.starts)]
            at = np.concatenate(places) if places else self._starts[:0]
            for text, start in zip(np.searchsorted(self._breaks, at).tolist(), at.tolist(), strict=True):
                if text not in found and marker.expression.match(self._line, start):
                    found.add(text)
        return sorted(found)

    def _beginning(self, starts: Iterable[str]) -> set[int]:
        # « mot » and a space is that word alone; without a space, all those that begin so.
        whole = {self._number[s[:-1]] for s in starts if s.endswith(" ") and s[:-1] in self._number}
        for begun in (s for s in starts if not s.endswith(" ")):
            first, last = (bisect_left(self._alphabet, end) for end in (begun, begun + LAST_SIGN))
            whole.update(map(self._number.__getitem__, self._alphabet[first:last]))
        return whole


@dataclass(frozen=True, slots=True)
class MarkerCheck:
    """
    A sentence of the grid, and the markers of its code that fire on it.

    Attributes:
        faint: they are faint and no anchor is near: in a transcript they would count only beside one.
    """

    code: str
    kind: Kind
    sentence: str
    markers: tuple[str, ...]
    faint: bool = False

    @property
    def broken(self) -> bool:
        """A counter-example that a marker takes: the registre must be mended."""
        return self.kind == "counter_example" and bool(self.markers) and not self.faint

    @property
    def unseen(self) -> bool:
        """An example that no marker sees: only its likeness to other passages could bring it."""
        return self.kind == "example" and not self.markers


def check(codebook: Codebook) -> list[MarkerCheck]:
    """Try every registre on the sentences of its code."""
    found = []
    for code in codebook.offered:
        found += [attempt(code, codebook, "example", sentence) for sentence in code.examples]
        found += [attempt(code, codebook, "counter_example", sentence) for sentence in code.counter_examples]
    return found


def attempt(code: Code, codebook: Codebook, kind: Kind, sentence: str) -> MarkerCheck:
    """
    Try one registre on one sentence.

    Args:
        code: whose registre is tried.
        codebook: the grid, whose lists of words markers call.
        kind: whether the sentence must be found, or must not.
        sentence: stands alone: a marker that would need an anchor nearby fires, as faint.
    """
    sure = matches(sentence, code, codebook)
    # A sentence invented for the grid stands alone: whether an anchor is near is not what it tells.
    found = sure or matches(sentence, code, codebook, FAINT)
    return MarkerCheck(code.id, kind, sentence, tuple(m.marker for m in found), faint=bool(found) and not sure)


def everywhere(codebook: Codebook, sentence: str) -> list[MarkerCheck]:
    """Try every registre on one sentence, and keep those that fire."""
    tried = (attempt(code, codebook, "example", sentence) for code in codebook.offered)
    return [one for one in tried if one.markers]
