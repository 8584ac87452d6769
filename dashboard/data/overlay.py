"""A session as the last run left it, what people decided since → the same session as it is now."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from dashboard.data.corpus import Corpus
from dashboard.data.decided import Decided
from dashboard.data.marks import meetings
from dashboard.data.passages import CorpusReading, Passage, read
from pipeline.coding.placing import Coded
from pipeline.model.contracts import Coding, Orphan, Suggestion
from pipeline.model.decision_rows import Arbitration, CodingDecision
from pipeline.model.lazy import by_session
from pipeline.stages.codings import DISMISSED, STATUS, codings

WITH_A_SESSION = ("anonymised", "participants", "excerpts", "codings", "orphans")


@dataclass(frozen=True)
class SessionDecisions:
    """
    What people hold of one session.

    Attributes:
        held: the lines of coders in force.
        rulings: the arbitrations in force.
    """

    held: tuple[CodingDecision, ...] = ()
    rulings: tuple[Arbitration, ...] = ()

    @property
    def placing(self) -> dict[str, Coded]:
        """The lines that put codes on words or turn them down, by id."""
        codes: list[Coded] = [d for d in self.held if d.decision in STATUS]
        return {d.id: d for d in (*codes, *(a for a in self.rulings if a.decision not in DISMISSED))}


@dataclass(frozen=True, eq=False)
class SessionView:
    """What a reading holds of one session."""

    codings: tuple[Coding, ...]
    orphans: tuple[Orphan, ...]
    passages: tuple[Passage, ...]
    counted: tuple[Passage, ...]


def slices(corpus: Corpus) -> dict[str, Corpus]:
    """Cut a corpus into its sessions, in order; what speaks of none stays out."""
    rows: dict[str, Mapping[str, Sequence[Any]]] = {n: by_session(getattr(corpus, n)) for n in WITH_A_SESSION}
    suggestions: dict[str, list[Suggestion]] = defaultdict(list)
    for s in corpus.suggestions:
        if s.excerpt in corpus.by_id:
            suggestions[corpus.by_id[s.excerpt].session].append(s)
    rows["suggestions"] = suggestions
    bare = replace(corpus, themes=(), answers=(), topics=(), groupings=())
    return {s: _slice(bare, rows, s) for s in sorted(set().union(*rows.values()))}


def _slice(bare: Corpus, rows: Mapping[str, Mapping[str, Sequence[Any]]], session: str) -> Corpus:
    own: Any = {name: _own(of.get(session, ())) for name, of in rows.items()}
    return replace(bare, **own)


def _own(rows: Sequence[Any]) -> Sequence[Any]:
    # Turns that nobody opened stay as they are.
    return tuple(rows) if isinstance(rows, list) else rows


def said(decided: Decided) -> dict[str, SessionDecisions]:
    """Arrange what people hold by session."""
    held = by_session([d for state in decided.now.by_coder.values() for d in state.lines])
    rulings = by_session(decided.rulings)
    return {s: SessionDecisions(tuple(held.get(s, ())), tuple(rulings.get(s, ()))) for s in {*held, *rulings}}


def news(run: Corpus, now: SessionDecisions, known: Collection[str]) -> int:
    """
    Count the decisions on a session that the last run did not know.

    A line that is no longer on disk is not news: what it said stays until the next run.
    """
    placing = now.placing
    marks = {d.id for d in now.held} - placing.keys()
    before = {c.coding for c in run.codings if c.author_kind == "person"} | {o.id for o in run.orphans}
    new = placing.keys() - before
    gone = {name for name in before - placing.keys() - marks if name in known}
    return len(new) + len(gone - {placing[name].replaces for name in new})


def overlaid(run: Corpus, now: SessionDecisions, known: Collection[str]) -> Corpus:
    """Put codes as the stage would, with what people decided up to now; ``known`` are the ids still on disk."""
    kept = [c for c in run.codings if c.author_kind == "person" and c.coding not in known]
    settled = {(e.excerpt, c.code) for c, e in meetings(replace(run, codings=tuple(kept)))}
    waiting = [s for s in run.suggestions if (s.excerpt, s.code) not in settled]
    made, orphans = codings(
        list(run.anonymised), list(run.excerpts), waiting, run.codebook, now.held, now.rulings,
    )
    lost = [o for o in run.orphans if o.id not in known]
    return replace(run, codings=tuple(sorted([*kept, *made], key=lambda c: c.coding)), orphans=(*lost, *orphans))


def part(of_session: Corpus) -> SessionView:
    """Read one session."""
    found = read(of_session)
    return SessionView(of_session.codings, of_session.orphans, found.passages, found.counted)


def joined(corpus: Corpus, parts: Mapping[str, SessionView], pending: int = 0) -> CorpusReading:
    """Put sessions together again; the turns of the corpus that were opened stay so."""
    all_parts: Sequence[SessionView] = list(parts.values())
    laid = replace(
        corpus, codings=tuple(chain.from_iterable(p.codings for p in all_parts)),
        orphans=tuple(chain.from_iterable(p.orphans for p in all_parts)), opened=corpus.turns,
    )
    passages = tuple(chain.from_iterable(p.passages for p in all_parts))
    return CorpusReading(laid, passages, tuple(chain.from_iterable(p.counted for p in all_parts)), pending)
