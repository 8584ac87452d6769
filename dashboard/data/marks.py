"""Codings and suggestions → the marks on a text, and the text cut where a mark begins or ends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from dashboard.data.corpus import Corpus
from pipeline.model.contracts import Coding, Evidence, Excerpt, Level, Status

DECIDED: frozenset[Status] = frozenset({"coded", "accepted", "modified", "arbitrated"})
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class CodeMark:
    """
    A code on an excerpt.

    Attributes:
        author: the person who decided; nobody yet when it is a suggestion.
        level: how likely a suggestion is; nothing when a person decided.
        spans: the characters of the excerpt that bear the code, or that show why it is suggested.
        evidence: why it is suggested.
    """

    code: str
    author: str = ""
    level: Level | None = None
    spans: tuple[Span, ...] = ()
    evidence: tuple[Evidence, ...] = ()

    @property
    def decided(self) -> bool:
        """Whether a person made or accepted it."""
        return self.level is None


Marks = dict[str, tuple[CodeMark, ...]]


def marks(corpus: Corpus) -> Marks:
    """Gather the marks of every excerpt: what people decided first, then what is left to read."""
    found: dict[str, list[CodeMark]] = defaultdict(list)
    proposed: set[tuple[str, str]] = set()
    for coding, excerpt in meetings(corpus):
        code = corpus.codebook.in_force(coding.code)
        if coding.status == "proposed":
            proposed.add((excerpt.excerpt, code))
        if coding.status in DECIDED:
            found[excerpt.excerpt].append(CodeMark(code, coding.author, spans=(clipped(coding, excerpt),)))
    # Whether a suggestion still waits is for the stage to say: one that was modified bears another code today.
    for s in corpus.suggestions if corpus.settings.suggestions else ():
        code = corpus.codebook.in_force(s.code)
        if (s.excerpt, code) in proposed:
            spans = sorted({(e.start, e.end) for e in s.evidence if e.start is not None and e.end is not None})
            found[s.excerpt].append(CodeMark(code, level=s.level, spans=tuple(spans), evidence=s.evidence))
    return {
        # Most passages that bear a mark bear one.
        e: tuple(of if len(of) == 1 else sorted(set(of), key=lambda m: (not m.decided, m.code, m.author, m.spans)))
        for e, of in found.items()
    }


def meetings(corpus: Corpus) -> Iterator[tuple[Coding, Excerpt]]:
    """Pair each coding with the excerpts that it shares characters with."""
    by_turn: dict[tuple[str, int], list[Excerpt]] = {(c.session, t): [] for c in corpus.codings for t in turns(c)}
    for excerpt in corpus.excerpts:
        if (excerpt.session, excerpt.turn) in by_turn:
            by_turn[excerpt.session, excerpt.turn].append(excerpt)
    for coding in corpus.codings:
        for turn in turns(coding):
            for excerpt in by_turn[coding.session, turn]:
                start, end = clipped(coding, excerpt)
                if start < end:
                    yield coding, excerpt


def turns(coding: Coding) -> range:
    """Give the turns that a coding stands in."""
    return range(coding.turn, coding.last_turn + 1)


def clipped(coding: Coding, excerpt: Excerpt) -> Span:
    """Give the characters of an excerpt that a coding covers; none when the end is not after the start."""
    start = coding.start if coding.turn == excerpt.turn else 0
    end = coding.end if coding.last_turn == excerpt.turn else excerpt.end
    return max(start, excerpt.start) - excerpt.start, min(end, excerpt.end) - excerpt.start


Kind = Literal["person", "machine", "consent", "target", "found"]


@dataclass(frozen=True, slots=True)
class Layer:
    """Characters ``start:end`` of a text, what they bear, and the words that say so."""

    start: int
    end: int
    kind: Kind
    name: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class TextSegment:
    """A piece of text, the layers it lies in, and those that end with it."""

    text: str
    layers: tuple[Layer, ...]
    ending: tuple[Layer, ...]


def segments(text: str, layers: Iterable[Layer]) -> list[TextSegment]:
    """
    Cut a text wherever a layer begins or ends.

    >>> [s.text for s in segments("abcdef", [Layer(0, 4, "person"), Layer(2, 6, "machine")])]
    ['ab', 'cd', 'ef']
    """
    within = (replace(x, start=max(x.start, 0), end=min(x.end, len(text))) for x in layers)
    # Where several begin together, the one that goes on longest is outside the others.
    kept = sorted({x for x in within if x.start < x.end}, key=lambda x: (x.start, -x.end, x.kind, x.name))
    edges = sorted({0, len(text), *(x.start for x in kept), *(x.end for x in kept)})
    found = []
    for start, end in pairwise(edges):
        inside = tuple(x for x in kept if x.start <= start and x.end >= end)
        found.append(TextSegment(text[start:end], inside, tuple(x for x in inside if x.end == end)))
    return found
