"""A reading → who was met only where nobody has coded yet: they bear no code, and denominators count them."""

from __future__ import annotations

from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading


@worked_out(2)
def uncoded(reading: CorpusReading) -> int:
    """Count the people none of whose sessions holds anything that a person coded."""
    begun = {p.excerpt.session for p in reading.counted if p.decided}
    reached = {p.participant for p in reading.corpus.interviewed if p.session in begun}
    return len(set(reading.corpus.people) - reached)
