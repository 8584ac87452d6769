"""A session, what coders hold and the layers chosen → the turns of a page as one reads them, and what stands beside."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Literal

from dashboard.data.corpus import Corpus
from dashboard.data.decisions_read import Decided
from dashboard.data.marks import DECIDED, Span
from dashboard.data.passages import CorpusReading
from dashboard.data.suggestions import SuggestionCase
from dashboard.pages.lecture import words
from dashboard.ui import suggestions
from dashboard.ui.cards import COLOUR, INK
from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import spans
from pipeline.anchoring.word_places import ExcerptPlace, parse_excerpt_id
from pipeline.coding.codings_in_place import standing_place
from pipeline.model.contracts import AnonymisedTurn, Consent
from pipeline.model.decision_rows import CodingVerb
from pipeline.model.errors import BrokenContract

Kind = Literal["own", "other", "machine", "star", "memo"]
# What a browser lays out and a coder scrolls through without waiting.
PAGE_CHARACTERS = 24_000
# Nobody wraps lines wider; and a wrapped line is about as long as the others, even once names are replaced.
WIDEST_WRAP, SHORT_LINE = 120, 0.5
NINE = 9


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
    """
    Give what stands beside a session, in order of the text; longer passages first.

    Args:
        reading: the study as it is read now.
        decided: what people decided since the last run too.
        session: the session that is read.
        layers: whose decisions show, and whether suggestions do.
    """
    machine = layers.machine and reading.corpus.settings.suggestions
    found = [*_coded(reading, decided, session, layers), *_noted(reading, decided, session, layers)]
    found += _suggested(reading, session) if machine else ()
    return sorted(found, key=lambda b: (b.turn, b.start, -b.last_turn, -b.end, b.kind, b.code, b.author, b.id))


def _coded(reading: CorpusReading, decided: Decided, session: str, layers: Layers) -> Iterator[Band]:
    memos = {d.id: d.memo for who in layers.people for d in decided.now.of(who).codings if d.session == session}
    for c in reading.corpus.codings:
        if c.session == session and c.status in DECIDED and c.author in layers.people:
            own = c.author == layers.coder and c.coding in memos
            code = reading.corpus.codebook.in_force(c.code)
            yield Band(
                c.coding, "own" if own else "other", c.turn, c.start, c.last_turn, c.end, c.author, code,
                reading.corpus.label_of(code), ink(reading, code), words.STATUSES.get(c.status, ""),
                memos.get(c.coding, ""),
            )


def ink(reading: CorpusReading, code: str) -> str:
    """Give the colour of a code; what is no colour in the grid is the ink."""
    written = reading.corpus.codes[code].colour if code in reading.corpus.codes else ""
    return written if COLOUR.fullmatch(written) else INK


def _suggested(reading: CorpusReading, session: str) -> Iterator[Band]:
    passages = {p.excerpt.excerpt: p for p in reading.counted if p.excerpt.session == session}
    waiting = {(name, m.code) for name, p in passages.items() for m in p.pending}
    for s in reading.corpus.suggestions:
        code = reading.corpus.codebook.in_force(s.code)
        if (s.excerpt, code) not in waiting:
            continue
        case = SuggestionCase(s, passages[s.excerpt])
        here = case.passage.excerpt
        yield Band(
            case.name, "machine", here.turn, here.start, here.turn, here.end, "", code, reading.corpus.label_of(code),
            ink(reading, code), words.SUGGESTION_LEVELS[s.level], "", tuple(suggestions.why(reading, case)),
            tuple((here.start + start, here.start + end) for start, end in suggestions.spans(case)),
        )


def _noted(reading: CorpusReading, decided: Decided, session: str, layers: Layers) -> Iterator[Band]:
    turns = reading.corpus.turns.get(session, {})
    for who in sorted(layers.people):
        state = decided.now.of(who)
        for line in (*state.stars, *state.memos):
            place = standing_place(line, turns) if line.session == session and line.turn >= 0 else ""
            if isinstance(place, str):
                continue
            start, end = anchors.characters(turns, place)
            kind: Kind = "star" if line.decision == CodingVerb.STAR else "memo"
            yield Band(line.id, kind, place.turn, start, place.last_turn, end, line.author, memo=line.memo)


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
    if not turn:
        return None
    # Words that somebody selected, or an excerpt that was cut otherwise since.
    at = spans(turn)
    there = place.first_word <= place.last_word < len(at)
    return place, (at[place.first_word][0], at[place.last_word][1]) if there else (0, len(turn.text))


def transcript(corpus: Corpus, session: str, numbers: tuple[int, ...], passage: str = "") -> list[ReadTurn]:
    """
    Read some turns of a session.

    Args:
        corpus: the study as the last run left it.
        session: the session that is read.
        numbers: the turns of the page; those that are no more are left out.
        passage: the excerpt that the reader comes from, by its id; empty when none.
    """
    found = asked(corpus, passage)
    turns = corpus.turns.get(session, {})
    here = found[0].turn if found and found[0].session == session else None
    return [read_turn(turns[n], found[1] if found and n == here else None) for n in numbers if n in turns]


def read_turn(turn: AnonymisedTurn, asked_for: Span | None = None) -> ReadTurn:
    """Read one turn."""
    places = spans(turn)
    ranks = {span: rank for rank, span in enumerate(dict.fromkeys(places))}
    ends = dict.fromkeys(ranks[places[last]] for last in turn.sentences if last < len(places))
    reserves = tuple(
        Reserve(places[r.first_word][0], places[min(r.last_word, len(places) - 1)][1], r.level)
        for r in turn.consent if r.level != "free" and r.first_word < len(places)
    )
    return ReadTurn(turn, tuple(ranks), tuple(ends), reserves, asked_for, gaps(turn.text))


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


def at_hand(offered: Sequence[str], used: Iterable[str]) -> list[str]:
    """
    Give the codes of digits 1 to 9: the first of the grid, then each one used in the place of the longest unused.

    A code keeps its digit as long as it is among the nine: hands learn where it is, and no coding moves the others.

    >>> at_hand([*"ABCDEFGHIJKL"], "CCA")
    ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I']
    >>> at_hand([*"ABCDEFGHIJKL"], "CKL")
    ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'L', 'K']
    """
    nine = list(offered[:NINE])
    known = frozenset(offered)
    last = {code: -rank for rank, code in enumerate(nine, 1)}
    for time, code in enumerate(used):
        if code not in known:
            continue
        if code not in nine:
            nine[nine.index(min(nine, key=lambda c: last[c]))] = code
        last[code] = time
    return nine
