"""A session → which codes stand at which turn, said by whom; in a group, who takes the floor after whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.data.passages import CorpusReading, Passage
from dashboard.data.titles import voice
from pipeline.analysis.counts.denominators import SpokenTurn, adjacency
from pipeline.anchoring.publishable import UNATTRIBUTED
from pipeline.model.contracts import AnonymisedTurn


@dataclass(frozen=True, slots=True)
class Moment:
    """A code in a turn; ``place`` leads to the passage, where it may be told."""

    turn: int
    code: str
    speaker: str
    place: str


def moments(reading: CorpusReading, session: str) -> list[Moment]:
    """List the codes that people put in a session, turn by turn; a code counts once a turn."""
    found = {
        (p.excerpt.turn, mark.code): _moment(reading, p, mark.code)
        for p in reversed(reading.counted) if p.excerpt.session == session for mark in p.decided
    }
    return [found[key] for key in sorted(found)]


def _moment(reading: CorpusReading, passage: Passage, code: str) -> Moment:
    told = passage.place in reading.by_place
    speaker = passage.excerpt.speaker if told else UNATTRIBUTED
    return Moment(passage.excerpt.turn, code, speaker, passage.place if told else "")


def ordered(reading: CorpusReading, found: list[Moment]) -> list[str]:
    """Name the codes of a session in the order of the grid."""
    present = {m.code for m in found}
    return [c for c in (*reading.corpus.codes, *sorted(present - set(reading.corpus.codes))) if c in present]


def several(reading: CorpusReading, session: str) -> bool:
    """Tell whether several people take part in a session."""
    return len(reading.corpus.speakers_of(session)) > 1


def floor(reading: CorpusReading, session: str) -> dict[tuple[str, str], tuple[int, ...]]:
    """Give who takes the floor after whom, the interviewer among them, with the turns where it happens."""
    return adjacency(_said(reading, session))


def _said(reading: CorpusReading, session: str) -> Iterator[SpokenTurn]:
    known = set(reading.corpus.speakers_of(session))
    for number, turn in reading.corpus.turns.get(session, {}).items():
        yield SpokenTurn(number, _voice(reading, turn, known))


def _voice(reading: CorpusReading, turn: AnonymisedTurn, known: set[str]) -> str:
    if turn.role == "interviewer":
        return voice(reading.corpus, turn)
    return turn.speaker if turn.role == "participant" and turn.speaker in known else ""


def turns_of(reading: CorpusReading, session: str) -> dict[str, int]:
    """Count the turns of each voice in a session, the most talkative first."""
    counts: dict[str, int] = {}
    for said in _said(reading, session):
        if said.voice:
            counts[said.voice] = counts.get(said.voice, 0) + 1
    return dict(sorted(counts.items(), key=lambda pair: (-pair[1], pair[0])))


def place_of(reading: CorpusReading, session: str, turn: int) -> str:
    """Give a passage of a turn that may be told, nothing when there is none."""
    there = (p.place for p in reading.by_place.values() if (p.excerpt.session, p.excerpt.turn) == (session, turn))
    return next(there, "")
