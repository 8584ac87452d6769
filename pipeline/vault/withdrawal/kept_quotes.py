"""Decisions about passages that were withdrawn → what their quotes and reasons become: only words that may stay."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Turns
from pipeline.anchoring.decisions import read
from pipeline.anchoring.finding import find
from pipeline.ingest.withdrawals import SHOWN as TURN
from pipeline.model.contracts import AnonymisedTurn, Restriction
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
from pipeline.vault.decision_migrations import SHOWN, Cell
from pipeline.vault.withdrawal.words_to_find import Gone, Probes

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
    probes: Probes


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
    return isinstance(d, SummaryDecision) and _left_wholly(d, before)


def _left_wholly(d: SummaryDecision, before: Before) -> bool:
    # What was written of someone goes with them, in whatever words.
    said = [n for n, turn in before.shown.get(d.session, {}).items() if turn.speaker == d.participant]
    return bool(d.participant and said) and all((d.session, n) in before.gone for n in said)


def _quote(d: Decision, before: Before) -> str:
    quote: str = getattr(d, "quote", "")
    turns = before.shown.get(d.session, {})
    place = _place(d, turns, quote)
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


def _place(d: Decision, turns: Turns, quote: str) -> anchors.Place | None:
    if not isinstance(d, (CodingDecision, Arbitration, ThemeDecision, QuoteDecision)):
        return None
    stored = anchors.Place(d.turn, d.first_word, d.last_turn, d.last_word)
    return find(turns, stored, quote, getattr(d, "check", ""))


def lines_of(found: Iterable[Cell]) -> list[str]:
    """Name cells for a reader: file and line."""
    return sorted({f"decisions/{file}, ligne {n}" for file, n, _ in found})
