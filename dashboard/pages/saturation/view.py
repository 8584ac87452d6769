"""A reading → its sessions in the order of the field, and the codes that people met in each."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading
from pipeline.analysis.counts.saturation import RandomOrders, Rule, band


@dataclass(frozen=True, slots=True)
class Met:
    """
    A session and its codes.

    Attributes:
        new: those that it is the first to bring, in the order of the grid.
        dated: whether its place in the field is known; if not, it comes last.
    """

    session: str
    codes: frozenset[str]
    new: tuple[str, ...]
    dated: bool


def met(reading: CorpusReading) -> list[Met]:
    """List the interviews and groups in which a person coded anything, in the order of the field."""
    codes = _codes(reading)
    ranks = {f.session: f.rank for f in reading.corpus.session_order}
    last = len(ranks) + 1
    known: set[str] = set()
    found = []
    coded = (s for s in reading.corpus.interviews if codes.get(s))
    for session in sorted(coded, key=lambda s: ranks.get(s) or last):
        new = codes[session] - known
        ordered = dict.fromkeys(c for c in (*reading.corpus.codes, *sorted(new)) if c in new)
        found.append(Met(session, frozenset(codes[session]), tuple(ordered), bool(ranks.get(session))))
        known |= new
    return found


@worked_out(8)
def at_random(reading: CorpusReading, rule: Rule, draws: int, seed: int) -> RandomOrders:
    """Read the same sessions in orders drawn at random."""
    return band([m.codes for m in met(reading)], rule, draws, seed)


@worked_out(2)
def _codes(reading: CorpusReading) -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for passage in (p for p in reading.counted if p.marks):
        found[passage.excerpt.session] |= {m.code for m in passage.decided}
    return dict(found)
