"""A session, what coders hold and the layers chosen → the codes, stars and memos beside its turns."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dashboard.data.decisions_read import Decided
from dashboard.data.marks import DECIDED, Span
from dashboard.data.passages import CorpusReading, Passage
from dashboard.data.suggestions import SuggestionCase
from dashboard.ui import suggestions
from dashboard.ui.cards import COLOUR, INK
from dashboard.words import reading_words as wording
from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Turns
from pipeline.coding.placing import standing_place
from pipeline.model.contracts import Coding, Suggestion
from pipeline.model.decision_rows import CodingDecision, CodingVerb

Kind = Literal["own", "other", "machine", "star", "memo"]


@dataclass(frozen=True, slots=True)
class Layers:
    """
    Whose decisions one sees.

    Attributes:
        coder: who reads and decides; empty when somebody only reads.
        people: the coders whose decisions show.
        machine: whether suggestions show.
    """

    coder: str = ""
    people: frozenset[str] = frozenset()
    machine: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """
    Something beside the text, from ``start`` in ``turn`` to ``end`` in ``last_turn``, in characters.

    Attributes:
        id: the line that says it, or the name of the suggestion.
        spans: the characters of ``turn`` that show why a code is suggested.
    """

    id: str
    kind: Kind
    turn: int
    start: int
    last_turn: int
    end: int
    author: str = ""
    code: str = ""
    label: str = ""
    colour: str = INK
    status: str = ""
    memo: str = ""
    why: tuple[str, ...] = ()
    spans: tuple[Span, ...] = ()


def authors(reading: CorpusReading, decided: Decided, session: str) -> tuple[str, ...]:
    """Name those who decided something on a session."""
    coded = {c.author for c in reading.corpus.codings if c.session == session and c.status in DECIDED}
    noted = {d.author for state in decided.now.by_coder.values() for d in state.lines if d.session == session}
    return tuple(sorted(coded | noted))


def bands(reading: CorpusReading, decided: Decided, session: str, layers: Layers) -> list[Band]:
    """Give what stands beside a session, in order of the text; longer passages first."""
    machine = layers.machine and reading.corpus.settings.suggestions
    found = [*_coded(reading, decided, session, layers), *_noted(reading, decided, session, layers)]
    found += _suggested(reading, session) if machine else ()
    return sorted(found, key=lambda b: (b.turn, b.start, -b.last_turn, -b.end, b.kind, b.code, b.author, b.id))


def _coded(reading: CorpusReading, decided: Decided, session: str, layers: Layers) -> Iterator[Band]:
    memos = {d.id: d.memo for who in layers.people for d in decided.now.of(who).codings if d.session == session}
    for c in reading.corpus.codings:
        if c.session == session and c.status in DECIDED and c.author in layers.people:
            own = c.author == layers.coder and c.coding in memos
            yield _of_code(reading, c, "own" if own else "other", memos.get(c.coding, ""))


def _of_code(reading: CorpusReading, c: Coding, kind: Kind, memo: str) -> Band:
    code = reading.corpus.codebook.in_force(c.code)
    status = wording.STATUSES.get(c.status, "")
    return Band(
        c.coding, kind, c.turn, c.start, c.last_turn, c.end, c.author, code, reading.corpus.label_of(code),
        ink(reading, code), status, memo,
    )


def ink(reading: CorpusReading, code: str) -> str:
    """Give the colour of a code; what is no colour in the grid is the ink."""
    written = reading.corpus.codes[code].colour if code in reading.corpus.codes else ""
    return written if COLOUR.fullmatch(written) else INK


def _suggested(reading: CorpusReading, session: str) -> Iterator[Band]:
    passages = {p.excerpt.excerpt: p for p in reading.counted if p.excerpt.session == session}
    waiting = {(name, m.code) for name, p in passages.items() for m in p.pending}
    for s in reading.corpus.suggestions:
        if (s.excerpt, reading.corpus.codebook.in_force(s.code)) in waiting:
            yield _of_suggestion(reading, s, passages[s.excerpt])


def _of_suggestion(reading: CorpusReading, s: Suggestion, passage: Passage) -> Band:
    case, here = SuggestionCase(s, passage), passage.excerpt
    spans = tuple((here.start + start, here.start + end) for start, end in suggestions.spans(case))
    code = reading.corpus.codebook.in_force(s.code)
    return Band(
        case.name, "machine", here.turn, here.start, here.turn, here.end, "", code, reading.corpus.label_of(code),
        ink(reading, code), wording.LEVELS[s.level], "", tuple(suggestions.why(reading, case)), spans,
    )


def _noted(reading: CorpusReading, decided: Decided, session: str, layers: Layers) -> Iterator[Band]:
    turns = reading.corpus.turns.get(session, {})
    for who in sorted(layers.people):
        state = decided.now.of(who)
        lines = (*state.stars, *state.memos)
        for line in [d for d in lines if d.session == session and d.turn >= 0]:
            yield from _note(line, turns)


def _note(line: CodingDecision, turns: Turns) -> Iterator[Band]:
    place = standing_place(line, turns)
    if isinstance(place, str):
        return
    start, end = anchors.characters(turns, place)
    kind: Kind = "star" if line.decision == CodingVerb.STAR else "memo"
    yield Band(line.id, kind, place.turn, start, place.last_turn, end, line.author, memo=line.memo)
