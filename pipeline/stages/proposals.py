"""turns, sessions → proposals: every span of a session that could name someone, by its proposers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline import anchors
from pipeline.contracts import Proposal, ProposalSource, Turn
from pipeline.french.capitals import cased as is_cased
from pipeline.french.marks import marks
from pipeline.proposers import capitals, metadata, names, ner, organisations, structured, towns, triggers
from pipeline.proposers.joined import without_institutions
from pipeline.proposers.span import Span
from pipeline.readers.session import Session


def proposals(turns: list[Turn], sessions: list[Session], *, model: str) -> list[Proposal]:
    """
    Propose, in the turns of one session, every span that could name someone.

    Args:
        turns: the turns of the session.
        sessions: what the metadata say of the session.
        model: a spaCy model with a named-entity recogniser.
    """
    texts = [t.text for t in turns]
    cased = is_cased(texts)
    seen = ner.propose(texts, model, cased=cased)
    both = zip(turns, seen, strict=True)
    found = {p for turn, entities in both for p in _turn(turn, entities, sessions, cased=cased)}
    return sorted(found, key=lambda p: (p.turn, p.start, p.end, p.type, p.source))


def _turn(turn: Turn, entities: list[Span], sessions: Sequence[Session], *, cased: bool) -> Iterator[Proposal]:
    # « BIP » and « NPERS » stand where a name was: they are no name.
    gone = {(m.start, m.end) for m in marks(turn.text) if m.kind == "removed"}
    for source, spans in _sources(turn.text, entities, sessions, cased=cased):
        for span in without_institutions(turn.text, spans):
            if (span.start, span.end) in gone:
                continue
            start, end = anchors.snap(turn.text, span.start, span.end)
            yield Proposal(turn.session, turn.turn, start, end, span.type, source)


def _sources(
    text: str, entities: list[Span], sessions: Sequence[Session], *, cased: bool
) -> Iterator[tuple[ProposalSource, list[Span]]]:
    yield "ner", entities
    yield "pattern", structured.propose(text)
    yield "pattern", organisations.propose(text, cased=cased) + capitals.propose(text, cased=cased)
    yield "trigger", triggers.propose(text, cased=cased)
    named = names.propose(text, cased=cased)
    yield "names", [*named, *towns.propose(text, [*entities, *named], cased=cased)]
    yield "metadata", [span for s in sessions for span in metadata.propose(text, s, cased=cased)]
