"""A session → the turns of one page of it, as one reads and selects them; offsets count code points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import accumulate

from dashboard.data.corpus import Corpus
from dashboard.data.marks import Span
from pipeline.anchoring.anchors import spans
from pipeline.anchoring.word_places import ExcerptPlace, parse_excerpt_id
from pipeline.model.contracts import AnonymisedTurn, Consent
from pipeline.model.errors import BrokenContract

# What a browser lays out and a coder scrolls through without waiting.
PAGE_CHARACTERS = 24_000
# Nobody wraps lines wider; and a wrapped line is about as long as the others, even once names are replaced.
WIDEST_WRAP, SHORT_LINE = 120, 0.5


@dataclass(frozen=True, slots=True)
class Reserve:
    """Characters of a turn that their speaker reserves."""

    start: int
    end: int
    level: Consent


@dataclass(frozen=True, slots=True)
class ReadTurn:
    """
    A turn as it is read.

    Attributes:
        words: the characters of each word one can select; what a mask stands for is one word.
        sentences: the last of these words of each sentence.
        asked: the characters of the passage asked for, when it stands here.
        gaps: the line breaks that end a paragraph; the others only wrap, as files of text do.
    """

    turn: AnonymisedTurn
    words: tuple[Span, ...]
    sentences: tuple[int, ...]
    reserves: tuple[Reserve, ...]
    asked: Span | None = None
    gaps: tuple[int, ...] = ()

    @property
    def consents(self) -> tuple[Consent, ...]:
        """What its speaker reserves in it."""
        return tuple(sorted({r.level for r in self.reserves}))


def pages(turns: Mapping[int, AnonymisedTurn], size: int = PAGE_CHARACTERS) -> list[tuple[int, ...]]:
    """Cut a session into pages of about ``size`` characters, never inside a turn: the numbers of their turns."""
    found: list[list[int]] = []
    length = size
    for number, turn in sorted(turns.items()):
        if length + len(turn.text) > size:
            found.append([])
            length = 0
        found[-1].append(number)
        length += len(turn.text)
    return [tuple(numbers) for numbers in found]


def asked(corpus: Corpus, passage: str) -> tuple[ExcerptPlace, Span] | None:
    """Find the passage asked for, even when excerpts have been cut otherwise since the link was made."""
    try:
        place = parse_excerpt_id(passage)
    except BrokenContract:
        return None
    excerpt = corpus.by_id.get(passage)
    turn = corpus.turns.get(place.session, {}).get(place.turn)
    if excerpt:
        return place, (excerpt.start, excerpt.end)
    return (place, (0, len(turn.text))) if turn else None


def transcript(corpus: Corpus, session: str, numbers: tuple[int, ...], passage: str = "") -> list[ReadTurn]:
    """Read some turns of a session; ``passage`` is the excerpt that the reader comes from, if any."""
    found = asked(corpus, passage)
    turns = corpus.turns.get(session, {})
    here = found[0].turn if found and found[0].session == session else None
    return [read_turn(turns[n], found[1] if found and n == here else None) for n in numbers if n in turns]


def read_turn(turn: AnonymisedTurn, asked_for: Span | None = None) -> ReadTurn:
    """Read one turn."""
    places = spans(turn)
    ranks = {span: rank for rank, span in enumerate(dict.fromkeys(places))}
    ends = dict.fromkeys(ranks[places[last]] for last in turn.sentences if last < len(places))
    return ReadTurn(turn, tuple(ranks), tuple(ends), tuple(_reserved(turn, places)), asked_for, gaps(turn.text))


def gaps(text: str) -> tuple[int, ...]:
    r"""
    Give the line breaks of a turn that end a paragraph: before a blank line, after a line cut short or never wrapped.

    >>> gaps("On remplit des formulaires à leur\nplace. Le temps manque, et c'est\ntout.\nVoilà pour le temps.")
    (72,)
    """
    lines = text.split("\n")
    widest = max((len(line) for line in lines if len(line) <= WIDEST_WRAP), default=0)
    ends = accumulate(len(line) + 1 for line in lines)
    told = zip(lines, lines[1:], ends, strict=False)
    return tuple(
        end - 1 for line, after, end in told
        if after.strip() and (not line.strip() or len(line) > WIDEST_WRAP or len(line) < SHORT_LINE * widest)
    )


def _reserved(turn: AnonymisedTurn, places: list[Span]) -> Iterator[Reserve]:
    for r in turn.consent:
        if r.level != "free" and r.first_word < len(places):
            last = min(r.last_word, len(places) - 1)
            yield Reserve(places[r.first_word][0], places[last][1], r.level)
