"""A reading and what coders hold → the codings of some sessions as the next run will make them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading
from pipeline.codebook.grid import Codebook
from pipeline.coding.continuum import Continuum, continua
from pipeline.model.contracts import AnonymisedTurn, Coding, Excerpt, Suggestion
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.lazy import Same, by_session
from pipeline.stages.codings import codings

Lines = tuple[CodingDecision, ...]


def read_whole(lines: Iterable[CodingDecision]) -> tuple[str, ...]:
    """Name the sessions that somebody marked as read: nobody is compared on any other."""
    return tuple(sorted({d.session for d in lines if d.marks_read}))


def held(reading: CorpusReading, lines: Lines, sessions: Iterable[str]) -> tuple[Coding, ...]:
    """
    Place the decisions of this moment on some sessions, by the very function of the stage.

    Who read what is known at once: figures of agreement must not count as silence what the last run had not seen.
    """
    corpus, said = reading.corpus, by_session(lines)
    return tuple(c for s in sessions if s in corpus.said_in for c in _of_session(
        Same(corpus.said_in[s]), Same(_cut(Same(corpus.excerpts)).get(s, NOTHING)),
        Same(suggested(reading).get(s, NOTHING)), Same(corpus.codebook), tuple(said.get(s, ())),
    ))


# A gesture changes one session: the others stand as they stood.
@worked_out(2048)
def _of_session(
    turns: Same[Sequence[AnonymisedTurn]], excerpts: Same[Sequence[Excerpt]], suggestions: Same[Sequence[Suggestion]],
    codebook: Same[Codebook], lines: Lines,
) -> tuple[Coding, ...]:
    found, _ = codings(list(turns.it), list(excerpts.it), list(suggestions.it), codebook.it, lines, ())
    return tuple(found)


NOTHING: tuple[()] = ()


@worked_out(2)
def _cut(excerpts: Same[tuple[Excerpt, ...]]) -> Mapping[str, Sequence[Excerpt]]:
    return by_session(excerpts.it)


def suggested(reading: CorpusReading) -> Mapping[str, Sequence[Suggestion]]:
    """Arrange suggestions by session."""
    return _suggested(Same(reading.corpus.suggestions))


@worked_out(2)
def _suggested(suggestions: Same[tuple[Suggestion, ...]]) -> Mapping[str, Sequence[Suggestion]]:
    found: dict[str, list[Suggestion]] = {}
    for s in suggestions.it:
        found.setdefault(s.excerpt.rsplit(":", 2)[0], []).append(s)
    return found


def laid(reading: CorpusReading, sessions: Iterable[str]) -> dict[str, Continuum]:
    """Lay the words of sessions end to end."""
    said = reading.corpus.said_in
    return {s: _laid(Same(said[s]))[s] for s in sorted(sessions) if s in said}


# Half a megabyte for a session of an hour.
@worked_out(512)
def _laid(turns: Same[Sequence[AnonymisedTurn]]) -> dict[str, Continuum]:
    return continua(turns.it)
