"""A reading and what coders hold → each interview and group, and how far the work on it has gone."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from dashboard.data.corpus import Corpus
from dashboard.data.counting import ToRead, to_read_by_session
from dashboard.data.decisions_read import Decided
from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading, Passage

State = Literal["nonlu", "lu", "suggestions", "nonsigne"]


@dataclass(frozen=True, slots=True)
class Interview:
    """
    A session, and how far the work on it has gone.

    Attributes:
        readers: who said that they read it whole.
        coded: excerpts that a person coded, of ``excerpts``.
        waiting: suggestions left to read.
        signed: whether a person signed the review of its pseudonymisation.
    """

    session: str
    kind: str
    people: tuple[str, ...]
    turns: int
    excerpts: int
    coded: int
    waiting: ToRead
    readers: tuple[str, ...]
    signed: bool

    def stands(self, state: State) -> bool:
        """Tell whether the work on it is at some point."""
        return {
            "nonlu": not self.readers, "lu": bool(self.readers), "suggestions": self.waiting.total > 0,
            "nonsigne": not self.signed,
        }[state]


@worked_out(2)
def interviews(reading: CorpusReading, decided: Decided) -> tuple[Interview, ...]:
    """List every session, in the order of its name."""
    corpus, (excerpts, coded), waiting = reading.corpus, _tally(reading.counted), to_read_by_session(reading)
    found: dict[str, list[str]] = defaultdict(list)
    for coder, state in sorted(decided.now.by_coder.items()):
        for session in state.read:
            found[session].append(coder)
    read = {session: tuple(who) for session, who in found.items()}
    present = _people(corpus)
    return tuple(
        Interview(
            s, corpus.kind_of.get(s, ""), present.get(s, ()), len(corpus.said_in[s]), excerpts[s], coded[s],
            waiting.get(s, ToRead()), read.get(s, ()), s in corpus.signed,
        )
        for s in corpus.sessions
    )


def _tally(passages: Iterable[Passage]) -> tuple[Counter[str], Counter[str]]:
    excerpts = Counter[str]()
    coded = Counter[str]()
    for p in passages:
        session = p.excerpt.session
        excerpts[session] += 1
        coded[session] += bool(p.decided)
    return excerpts, coded


def _people(corpus: Corpus) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = defaultdict(set)
    for p in corpus.interviewed:
        found[p.session].add(p.participant)
    return {session: tuple(sorted(who)) for session, who in found.items()}


def answering(found: Sequence[Passage]) -> Counter[str]:
    """Count the passages of each session among those found; one without attribution belongs to none."""
    return Counter(p.excerpt.session for p in found if p.place)
