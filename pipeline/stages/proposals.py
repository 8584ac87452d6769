"""turns, sessions → proposals: every span of a session that could name someone, by its proposers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from pipeline import anchors
from pipeline.contracts import Proposal, ProposalSource, Turn
from pipeline.french import insee
from pipeline.french.capitals import cased as is_cased
from pipeline.french.marks import marks
from pipeline.french.phrases import Phrases
from pipeline.proposers import capitals, metadata, names, ner, organisations, structured, towns, triggers
from pipeline.proposers.joined import without_institutions
from pipeline.proposers.span import Span
from pipeline.readers.session import Session


@dataclass(frozen=True)
class Written:
    """What is known of a session before it is read: its metadata, whether it has capitals, a user's first names."""

    sessions: Sequence[Session]
    cased: bool
    others: Phrases | None


def proposals(turns: list[Turn], sessions: list[Session], *, model: str, insee_first_names: str) -> list[Proposal]:
    """
    Propose, in the turns of one session, every span that could name someone.

    Args:
        turns: the turns of the session.
        sessions: what the metadata say of the session.
        model: a spaCy model with a named-entity recogniser.
        insee_first_names: where INSEE's file of first names is, or nothing.
    """
    texts = [t.text for t in turns]
    cased = is_cased(texts)
    seen = ner.propose(texts, model, cased=cased)
    others = insee.phrases(insee_first_names) if insee_first_names else None
    written = Written(sessions, cased, others)
    found = {p for turn, entities in zip(turns, seen, strict=True) for p in _turn(turn, entities, written)}
    return sorted(found, key=lambda p: (p.turn, p.start, p.end, p.type, p.source))


def _turn(turn: Turn, entities: list[Span], written: Written) -> Iterator[Proposal]:
    # « BIP » and « NPERS » stand where a name was: they are no name.
    gone = {(m.start, m.end) for m in marks(turn.text) if m.kind == "removed"}
    for source, spans in _sources(turn.text, entities, written):
        for span in without_institutions(turn.text, spans):
            if (span.start, span.end) in gone:
                continue
            start, end = anchors.snap(turn.text, span.start, span.end)
            yield Proposal(turn.session, turn.turn, start, end, span.type, source)


def _sources(text: str, entities: list[Span], written: Written) -> Iterator[tuple[ProposalSource, list[Span]]]:
    cased = written.cased
    yield "ner", entities
    yield "pattern", structured.propose(text)
    yield "pattern", organisations.propose(text, cased=cased) + capitals.propose(text, cased=cased)
    yield "trigger", triggers.propose(text, cased=cased)
    named = names.propose(text, cased=cased, others=written.others)
    yield "names", [*named, *towns.propose(text, [*entities, *named], cased=cased)]
    yield "metadata", [span for s in written.sessions for span in metadata.propose(text, s, cased=cased)]
