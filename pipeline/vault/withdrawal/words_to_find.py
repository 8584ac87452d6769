"""Words that must not be read any more → what finds them in any file, and what decisions that quote them become."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import groupby

from pipeline.anchoring import anchors
from pipeline.anchoring.decisions import read
from pipeline.anchoring.finding import find
from pipeline.ingest.withdrawals import SHOWN as TURN
from pipeline.ingest.withdrawals import Place, runs
from pipeline.model.contracts import AnonymisedTurn, Restriction, Turn
from pipeline.model.decision_rows import (
    Arbitration,
    CodingDecision,
    ConsentDecision,
    Decision,
    QuoteDecision,
    RoleDecision,
    SummaryDecision,
    ThemeDecision,
    VerdictDecision,
)
from pipeline.model.study import Study
from pipeline.pseudonymise.consent.restrictions import SHOWN as PASSAGE
from pipeline.pseudonymise.consent.restrictions import words_by_turn
from pipeline.pseudonymise.leak_search.made_files import document, files
from pipeline.vault.private_names import SHOWN, Cell

RUN = 6  # words in a row: fewer are said by anybody
Gone = Mapping[Place, Collection[Restriction]]
Read = tuple[Place, str, list[tuple[int, int]]]


@dataclass(frozen=True)
class WithdrawnPhrases:
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


def probes(gone: Gone, turns: Iterable[Turn], shown: Iterable[AnonymisedTurn]) -> WithdrawnPhrases:
    """Learn to know withdrawn words again, as they were said and as they were shown."""
    taken: set[str] = set()
    left: set[str] = set()
    read: list[Read] = [((t.session, t.turn), t.text, anchors.words(t.text)) for t in turns]
    read += [((t.session, t.turn), t.text, anchors.spans(t)) for t in shown]
    for place, text, spans in read:
        cut, rest = _parted(text, spans, gone.get(place, ()))
        taken |= {run for piece in cut for run in runs(piece, RUN)}
        left |= {run for piece in rest for run in runs(piece, RUN)}
    ids = {f"{s}:{n}" for s, n in gone if any(r.first_word == 0 for r in gone[s, n])}
    return WithdrawnPhrases(frozenset(taken - left), frozenset(ids))


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


def places(study: Study, where: tuple[str, ...], found: WithdrawnPhrases) -> list[str]:
    """List the files, at some places of a study, in which withdrawn words stand."""
    held = (document(study, path) for path in files(study, where))
    return [d.path for d in held if found.stand_in(d.text)]


KINDS: tuple[type[Decision], ...] = (
    CodingDecision, Arbitration, ThemeDecision, ConsentDecision, RoleDecision, QuoteDecision, SummaryDecision,
    VerdictDecision,
)
# Written in a researcher's own words: taken out only where they repeat what was withdrawn.
OWN_WORDS = ("memo", "reason", "summary")
NAMING = ("label", "same_as")


@dataclass(frozen=True)
class Before:
    """What decisions are compared with: the turns as they were shown, and what is gone of them."""

    shown: dict[str, dict[int, AnonymisedTurn]]
    gone: Gone
    sessions: Collection[str]  # withdrawn whole
    probes: WithdrawnPhrases


def cells(study: Study, before: Before) -> dict[Cell, str]:
    """Give the cells that must change, of every person's every line, those undone since included."""
    lines = (d for kind in KINDS for d in read(study, kind))
    return {(d.file, d.line, column): text for d in lines for column, text in _of_line(d, before)}


def _of_line(d: Decision, before: Before) -> Iterator[tuple[str, str]]:
    whole = d.session in before.sessions
    quote = getattr(d, "quote", "")
    if quote and (new := SHOWN if whole else _quote(d, before)) != quote:
        yield "quote", new
    about = whole or _is_about(d, before)
    for column in OWN_WORDS:
        said = getattr(d, column, "")
        if said and (before.probes.stand_in(said) or (about and isinstance(d, (ConsentDecision, SummaryDecision)))):
            yield column, SHOWN
    for column in NAMING if whole else ():
        if getattr(d, column, ""):
            yield column, SHOWN


def _is_about(d: Decision, before: Before) -> bool:
    if isinstance(d, ConsentDecision):
        return any((d.session, n) in before.gone for n in range(d.turn, max(d.turn, d.last_turn) + 1))
    # What was written of someone goes with them, in whatever words.
    if not isinstance(d, SummaryDecision) or not d.participant:
        return False
    said = [n for n, turn in before.shown.get(d.session, {}).items() if turn.speaker == d.participant]
    return bool(said) and all((d.session, n) in before.gone for n in said)


def _quote(d: Decision, before: Before) -> str:
    quote: str = getattr(d, "quote", "")
    turns = before.shown.get(d.session, {})
    place = None
    if isinstance(d, (CodingDecision, Arbitration, ThemeDecision, QuoteDecision)):
        stored = anchors.Place(d.turn, d.first_word, d.last_turn, d.last_word)
        place = find(turns, stored, quote, getattr(d, "check", ""))
    if place is None:
        return SHOWN if before.probes.stand_in(quote) else quote
    if not any((d.session, n) in before.gone for n in range(place.turn, place.last_turn + 1)):
        return quote
    pieces = [_left(turns[n], *words, before.gone.get((d.session, n), ())) for n, words in words_by_turn(turns, place)]
    return "\n".join(text for text, _ in pieces) if any(readable for _, readable in pieces) else SHOWN


def _left(turn: AnonymisedTurn, first: int, last: int, about: Collection[Restriction]) -> tuple[str, bool]:
    """Give what is left to read of some words of a turn, and whether anything is."""
    spans = anchors.spans(turn)
    taken = {n for r in about for n in range(r.first_word, r.last_word + 1)}
    mark = TURN if taken >= set(range(len(spans))) else PASSAGE
    runs = [(out, list(run)) for out, run in groupby(range(first, last + 1), key=taken.__contains__)]
    said = [mark if out else turn.text[spans[run[0]][0] : spans[run[-1]][1]] for out, run in runs]
    return " ".join(said), not all(out for out, _ in runs)
