"""A session → its turns as one reads them: what was said, the codes beside it, what must not be quoted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from dashboard.view.corpus import Corpus
from dashboard.view.marks import DECIDED
from dashboard.view.passages import Reading
from dashboard.view.segments import Layer, Segment, segments
from pipeline.anchors import spans
from pipeline.contracts import AnonymisedTurn, Coding, Consent
from pipeline.errors import BrokenContract
from pipeline.overlap import parse_excerpt_id


@dataclass(frozen=True, slots=True)
class Band:
    """A code beside a turn; ``authors`` is empty for a suggestion."""

    code: str
    label: str
    colour: str
    authors: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ReadTurn:
    """A turn as it is read; ``target`` says that the passage asked for stands in it."""

    turn: AnonymisedTurn
    segments: tuple[Segment, ...]
    bands: tuple[Band, ...]
    consents: tuple[Consent, ...]
    target: bool


def transcript(reading: Reading, session: str, passage: str = "", *, suggestions: bool = True) -> list[ReadTurn]:
    """
    Lay out a session.

    Args:
        reading: the corpus.
        session: the session to read.
        passage: the excerpt that the reader comes from, if any.
        suggestions: whether suggestions are shown beside what people decided.
    """
    layers, asked = defaultdict(list), _asked(reading.corpus, passage)
    for turn, layer in (*_coded(reading.corpus, session), *(_suggested(reading, session) if suggestions else ())):
        layers[turn].append(layer)
    turns = reading.corpus.turns.get(session, {})
    return [_read(reading.corpus, turn, layers[n], asked.get((session, n), [])) for n, turn in sorted(turns.items())]


def _read(corpus: Corpus, turn: AnonymisedTurn, layers: list[Layer], asked: list[Layer]) -> ReadTurn:
    restricted = list(_restricted(turn))
    cut = segments(turn.text, [*layers, *restricted, *asked])
    consents = tuple(sorted({r.level for r in turn.consent if r.level != "free"}))
    return ReadTurn(turn, tuple(cut), tuple(_bands(corpus, layers)), consents, bool(asked))


def _asked(corpus: Corpus, passage: str) -> dict[tuple[str, int], list[Layer]]:
    """Find the passage asked for, even when excerpts have been cut otherwise since the link was made."""
    excerpt = corpus.by_id.get(passage)
    if excerpt:
        return {(excerpt.session, excerpt.turn): [Layer(excerpt.start, excerpt.end, "target")]}
    try:
        place = parse_excerpt_id(passage)
    except BrokenContract:
        return {}
    turn = corpus.turns.get(place.session, {}).get(place.turn)
    return {(place.session, place.turn): [Layer(0, len(turn.text), "target")]} if turn else {}


def _coded(corpus: Corpus, session: str) -> Iterator[tuple[int, Layer]]:
    for coding in corpus.codings:
        if coding.session == session and coding.status in DECIDED:
            code = corpus.codebook.in_force(coding.code)
            for number, start, end in _by_turn(corpus, coding):
                yield number, Layer(start, end, "person", code, coding.author)


def _by_turn(corpus: Corpus, coding: Coding) -> Iterator[tuple[int, int, int]]:
    for number, turn in corpus.turns.get(coding.session, {}).items():
        if coding.turn <= number <= coding.last_turn:
            start = coding.start if number == coding.turn else 0
            yield number, start, coding.end if number == coding.last_turn else len(turn.text)


def _suggested(reading: Reading, session: str) -> Iterator[tuple[int, Layer]]:
    for passage in reading.counted:
        if passage.excerpt.session == session:
            here = passage.excerpt
            for mark in passage.pending:
                for start, end in mark.spans or ((0, len(here.text)),):
                    yield here.turn, Layer(here.start + start, here.start + end, "machine", mark.code)


def _restricted(turn: AnonymisedTurn) -> Iterator[Layer]:
    places = spans(turn)
    for r in turn.consent:
        if r.level != "free" and r.first_word < len(places):
            last = min(r.last_word, len(places) - 1)
            yield Layer(places[r.first_word][0], places[last][1], "consent", r.level)


def _bands(corpus: Corpus, layers: Iterable[Layer]) -> Iterator[Band]:
    found: dict[tuple[bool, str], set[str]] = defaultdict(set)
    for layer in layers:
        found[layer.kind == "machine", layer.name].add(layer.label)
    for (_, code), authors in sorted(found.items()):
        colour = corpus.codes[code].colour if code in corpus.codes else ""
        yield Band(code, corpus.label_of(code), colour, tuple(sorted(authors - {""})))
