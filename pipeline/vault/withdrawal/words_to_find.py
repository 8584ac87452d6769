"""Words that must not be read any more → what finds them again in any file, and where they still stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

from pipeline.anchoring import anchors
from pipeline.ingest.withdrawals import Place, runs
from pipeline.model.contracts import AnonymisedTurn, Restriction, Turn
from pipeline.model.study import Study
from pipeline.pseudonymise.leak_search.made_files import document, files

RUN = 6  # words in a row: fewer are said by anybody
Gone = Mapping[Place, Collection[Restriction]]
Read = tuple[Place, str, list[tuple[int, int]]]


@dataclass(frozen=True)
class Probes:
    """Runs of folded words that withdrawn passages alone hold, and the beginnings of the ids of their excerpts."""

    runs: frozenset[str]
    ids: frozenset[str] = field(default_factory=frozenset)

    def stand_in(self, text: str) -> bool:
        """Tell whether a text holds withdrawn words."""
        return bool(self.runs) and not self.runs.isdisjoint(runs(text, RUN))

    def name_in(self, text: str) -> bool:
        """Tell whether a text names an excerpt of a turn that was withdrawn whole."""
        lines = (line.partition(":w") for line in text.splitlines() if ":w" in line)
        return any(before in self.ids for before, _, _ in lines)


def probes(gone: Gone, turns: Iterable[Turn], shown: Iterable[AnonymisedTurn]) -> Probes:
    """Learn to know withdrawn words again, as they were said and as they were shown."""
    taken: set[str] = set()
    left: set[str] = set()
    for place, text, spans in (*_said(turns), *_shown(shown)):
        cut, rest = _parted(text, spans, gone.get(place, ()))
        taken |= {run for piece in cut for run in runs(piece, RUN)}
        left |= {run for piece in rest for run in runs(piece, RUN)}
    ids = {f"{s}:{n}" for s, n in gone if any(r.first_word == 0 for r in gone[s, n])}
    return Probes(frozenset(taken - left), frozenset(ids))


def _said(turns: Iterable[Turn]) -> list[Read]:
    return [((t.session, t.turn), t.text, anchors.words(t.text)) for t in turns]


def _shown(turns: Iterable[AnonymisedTurn]) -> list[Read]:
    return [((t.session, t.turn), t.text, anchors.spans(t)) for t in turns]


def _parted(
    text: str, spans: list[tuple[int, int]], about: Collection[Restriction]
) -> tuple[list[str], list[str]]:
    cut: list[str] = []
    rest: list[str] = []
    done = 0
    for r in sorted(about, key=lambda r: r.first_word):
        start, end = spans[r.first_word][0], spans[min(r.last_word, len(spans) - 1)][1]
        rest.append(text[done:start])
        cut.append(text[start:end])
        done = max(done, end)
    return cut, [*rest, text[done:]]


def places(study: Study, where: tuple[str, ...], found: Probes) -> list[str]:
    """List the files, at some places of a study, in which withdrawn words stand."""
    held = (document(study, path) for path in files(study, where))
    return [d.path for d in held if found.stand_in(d.text)]
