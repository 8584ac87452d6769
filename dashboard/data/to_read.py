"""A reading → the suggestions that nobody has answered, those whose words only their session shows told apart."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading


@dataclass(frozen=True, slots=True)
class ToRead:
    """
    Suggestions left to read.

    Attributes:
        hidden: those on reserved passages, which are read in their session only.
    """

    total: int = 0
    hidden: int = 0

    @property
    def shown(self) -> int:
        """How many the page Suggestions à relire offers."""
        return self.total - self.hidden


def to_read(reading: CorpusReading, session: str = "", code: str = "") -> ToRead:
    """Count the suggestions left to read, of one session and of one code if they are given."""
    found = [row for row in _waiting(reading) if session in {"", row[0]} and code in {"", row[1]}]
    return ToRead(len(found), sum(hidden for _, _, hidden in found))


def by_session(reading: CorpusReading) -> dict[str, ToRead]:
    """Count them session by session; one that has none is not there."""
    total = Counter[str]()
    hidden = Counter[str]()
    for session, _, aside in _waiting(reading):
        total[session] += 1
        hidden[session] += aside
    return {session: ToRead(count, hidden[session]) for session, count in total.items()}


# A reading is equal to itself only.
@worked_out(4)
def _waiting(reading: CorpusReading) -> tuple[tuple[str, str, bool], ...]:
    return tuple(_of(reading))


def _of(reading: CorpusReading) -> Iterator[tuple[str, str, bool]]:
    for passage in reading.counted:
        if passage.marks:
            hidden = passage.excerpt.excerpt not in reading.by_place
            yield from ((passage.excerpt.session, mark.code, hidden) for mark in passage.pending)
