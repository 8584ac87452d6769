"""turns, sessions → proposals: every span of a session that could name someone, by its proposers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from pipeline.anchoring import anchors
from pipeline.ingest.session import Session
from pipeline.language import person_names, spoken_numbers
from pipeline.language.name_context import LOCATED
from pipeline.language.name_phrases import Phrases
from pipeline.language.sentences import lowered, shouted, voices_with_capitals
from pipeline.language.transcript_conventions import marks
from pipeline.model.contracts import Proposal, ProposalSource, Turn
from pipeline.pseudonymise.detect import (
    metadata_names,
    name_rules,
    named_entities,
    patterns,
)
from pipeline.pseudonymise.detect.spans import Span, naming, not_little_words, usual_words, without_institutions


@dataclass(frozen=True)
class SessionContext:
    """What is known of a session before it is read: its metadata, a user's first names."""

    sessions: Sequence[Session]
    others: Phrases | None


@dataclass(frozen=True)
class Said:
    """
    A turn as it is read.

    Attributes:
        text: what is said.
        cased: whether it has capitals.
        usual: the words that its session writes without one.
        arrondissements: those that its session speaks of.
        years: the last figures of those that its session says in words.
    """

    text: str
    cased: bool
    usual: frozenset[str]
    arrondissements: frozenset[int]
    years: frozenset[int]


def proposals(turns: list[Turn], sessions: list[Session], *, model: str, insee_first_names: str) -> list[Proposal]:
    """
    Propose, in the turns of one session, every span that could name someone.

    Args:
        turns: the turns of the session.
        sessions: what the metadata say of the session.
        model: a spaCy model with a named-entity recogniser.
        insee_first_names: where INSEE's file of first names is, or nothing.
    """
    written = SessionContext(sessions, person_names.insee_phrases(insee_first_names) if insee_first_names else None)
    found: set[Proposal] = set()
    districts = spoken_numbers.arrondissements(turn.text for turn in turns)
    years = spoken_numbers.years(turn.text for turn in turns)
    for cased, mine in _by_writing(turns).items():
        usual = usual_words(mine.values()) if cased else frozenset()
        seen = named_entities.propose(list(mine.values()), model, cased=cased)
        for (turn, text), entities in zip(mine.items(), seen, strict=True):
            found |= set(_proposed(turn, _sources(Said(text, cased, usual, districts, years), entities, written)))
    return sorted(found, key=lambda p: (p.turn, p.start, p.end, p.type, p.source))


def _by_writing(turns: list[Turn]) -> dict[bool, dict[Turn, str]]:
    # Who is written with capitals and who is not; a turn all in capitals is read as one that has none.
    voices = voices_with_capitals(turns)
    found: dict[bool, dict[Turn, str]] = {True: {}, False: {}}
    for turn in turns:
        loud = shouted(turn.text)
        found[voices[turn.speaker] and not loud][turn] = lowered(turn.text) if loud else turn.text
    return found


def _proposed(turn: Turn, sources: Iterable[tuple[ProposalSource, list[Span]]]) -> Iterator[Proposal]:
    # « BIP » and « NPERS » stand where a name was: they are no name.
    gone = sorted((m.start, m.end) for m in marks(turn.text) if m.kind == "removed")
    for source, spans in sources:
        for span in without_institutions(turn.text, spans):
            for first, last in _beside(turn.text, span, gone):
                start, end = anchors.snap(turn.text, first, last)
                somewhere = span.type == "person" and source != "metadata" and LOCATED.search(turn.text[:start])
                yield Proposal(turn.session, turn.turn, start, end, "place" if somewhere else span.type, source)


def _beside(text: str, span: Span, gone: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    inside = [mark for mark in gone if mark[0] < span.end and mark[1] > span.start]
    if not inside:
        yield span.start, span.end
        return
    # « Claude NPERS »: what is said beside the mark.
    ends = [span.start, *(end for mark in inside for end in mark), span.end]
    for start, end in zip(ends[::2], ends[1::2], strict=True):
        words = list(anchors.WORD.finditer(text, start, max(start, end)))
        named = [w for w in words if w.group()[0].isalnum()]
        if named:
            yield named[0].start(), named[-1].end()


def _sources(said: Said, entities: list[Span], written: SessionContext) -> Iterator[tuple[ProposalSource, list[Span]]]:
    text, cased = said.text, said.cased
    entities = list(_doubted(said, entities))
    yield "ner", entities
    yield "pattern", patterns.propose_structured(text)
    yield "pattern", [Span(*at, "place") for at in spoken_numbers.ordinal_places(text, said.arrondissements)]
    yield "pattern", [Span(*at, "place") for at in spoken_numbers.departments(text)]
    yield "pattern", [Span(*at, "date") for at in spoken_numbers.years_again(text, said.years)]
    beside: list[Span] = []
    for span in patterns.propose_organisations(text, cased=cased):
        # « Google Cloud »: what is left beside an institution is doubted as what a model suggests.
        pieces = without_institutions(text, [span])
        beside += pieces if pieces == [span] else _doubted(said, pieces)
    yield "pattern", beside
    yield "pattern", list(_doubted(said, patterns.propose_capitalised(text, cased=cased)))
    yield "trigger", name_rules.propose_announced(text, cased=cased)
    named = name_rules.propose_listed(text, cased=cased, others=written.others)
    listed = [*named, *name_rules.propose_towns(text, [*entities, *named], cased=cased)]
    yield "names", not_little_words(text, listed)
    yield "metadata", [span for s in written.sessions for span in metadata_names.propose_metadata(text, s, cased=cased)]


def _doubted(said: Said, spans: list[Span]) -> Iterator[Span]:
    return naming(said.text, without_institutions(said.text, spans), said.usual, cased=said.cased)
