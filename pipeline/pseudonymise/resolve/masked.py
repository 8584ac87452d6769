"""turns, identifiers, decisions → what each turn hides and keeps, with the names that no identifier covers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from pipeline.anchoring import anchors
from pipeline.anchoring.decisions import IdentifierDecision
from pipeline.language.name_phrases import Phrase, phrase
from pipeline.language.placeholders import LABELS
from pipeline.model.contracts import Identifier, IdentifierType, Turn
from pipeline.pseudonymise.people.speakers import UNSAID
from pipeline.pseudonymise.resolve.known_names import KnownNames, Usage, known_names
from pipeline.pseudonymise.resolve.mentions import Place
from pipeline.pseudonymise.resolve.numbers import Numbers, numbers_of
from pipeline.pseudonymise.resolve.propagation import bare
from pipeline.pseudonymise.resolve.standing_decisions import cleared, kept_by_settings, kept_everywhere, rulings

NOBODY = ""


def masked(
    turns: Sequence[Turn], identifiers: Iterable[Identifier], decisions: Sequence[IdentifierDecision], key: bytes
) -> dict[Place, list[Identifier]]:
    """
    Give the identifiers of each turn as they are obeyed, and one more for each known name that stands bare.

    `identifiers` leaves none bare: what is caught here comes first in what is to be settled.
    """
    said = obeyed(turns, identifiers, decisions, key)
    usage = Usage.of(turns)
    rows = [i for of in said.values() for i in of if i.turn != UNSAID]
    kept = [*kept_everywhere(rulings(turns, decisions, key)), *kept_by_settings(usage.texts, rows, key)]
    known = known_names(usage, rows, kept=kept)
    numbers = numbers_of(usage, masking(rows))
    shown = {phrase(usage.texts[i.session, i.turn][i.start : i.end]): i.replacement for i in masking(rows)}
    for turn in turns:
        here = said[turn.session, turn.turn]
        here += [_caught(turn, *span, shown) for span in _bare(turn, known, numbers, here)]
    return said


def masking(rows: Iterable[Identifier]) -> list[Identifier]:
    """Keep the identifiers that hide something."""
    return [i for i in rows if i.action != "keep"]


def obeyed(
    turns: Sequence[Turn], identifiers: Iterable[Identifier], decisions: Sequence[IdentifierDecision], key: bytes
) -> dict[Place, list[Identifier]]:
    """Give the identifiers of each turn: what is kept must be cleared by a decision that holds, or is replaced."""
    allowed = cleared(turns, decisions, key)
    by_turn: dict[Place, list[Identifier]] = defaultdict(list)
    for i in identifiers:
        by_turn[i.session, i.turn].append(i if i.action != "keep" or allowed(i) else replace(i, action="replace"))
    return by_turn


def _bare(
    turn: Turn, known: KnownNames, numbers: Numbers, here: Sequence[Identifier]
) -> Iterator[tuple[int, int, IdentifierType]]:
    yield from ((match.start, match.end, kind) for match, kind in bare(turn, known, here))
    for start, end, kind in numbers.find(turn.text):
        if not any(i.start < end and start < i.end for i in here):
            yield start, end, kind


def _caught(turn: Turn, start: int, end: int, kind: IdentifierType, shown: dict[Phrase, str]) -> Identifier:
    first, last = anchors.snap(turn.text, start, end)
    replacement = shown.get(phrase(turn.text[first:last]), LABELS[kind])
    return Identifier(
        turn.session, turn.turn, first, last, kind, NOBODY, "propagated", "replace", replacement
    )
