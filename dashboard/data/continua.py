"""The reading and some sessions → their words laid end to end; a session is laid once, as long as the run holds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading
from pipeline.coding.continuum import Continuum, continua
from pipeline.model.contracts import AnonymisedTurn
from pipeline.model.lazy import Same


def laid(reading: CorpusReading, sessions: Iterable[str]) -> dict[str, Continuum]:
    """Lay the words of sessions end to end."""
    said = reading.corpus.said_in
    return {s: _laid(Same(said[s]))[s] for s in sorted(sessions) if s in said}


# Half a megabyte for a session of an hour.
@worked_out(512)
def _laid(turns: Same[Sequence[AnonymisedTurn]]) -> dict[str, Continuum]:
    return continua(turns.it)
