"""A turn, its cases and what was decided → what the team will read of it after the next run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Replacement
from pipeline.language.placeholders import LABELS
from pipeline.model.contracts import Restriction
from pipeline.pseudonymise.consent.restrictions import SHOWN, withdrawn
from pipeline.pseudonymise.joined_replacements import with_joints
from pipeline.pseudonymise.review.cases import ReviewCase
from pipeline.pseudonymise.review.decided_cases import DecidedCase, DecidedCases

TO_COME = "[…]"


@dataclass(frozen=True, slots=True)
class ShownPiece:
    """Some words of a turn as the team will read them: as they were said, replaced, or kept by a person."""

    text: str
    kind: str = ""


def rewritten(
    text: str, cases: Iterable[ReviewCase], now: DecidedCases, about: Iterable[Restriction] = (),
) -> list[ShownPiece]:
    """
    Write a turn as the team will read it, piece by piece.

    A name that was only just added has no pseudonym before the next run: « […] » stands for it.
    """
    spans = anchors.words(text)
    gone = [Replacement(spans[a][0], spans[b][1], SHOWN) for a, b in withdrawn(about)]
    new, found = anchors.rewrite(text, with_joints(text, [*gone, *(_replacement(c, now.of(c)) for c in cases)]))
    pieces: list[ShownPiece] = []
    done = 0
    for a in found:
        pieces += [
            ShownPiece(new[done : a.start]), ShownPiece(new[a.start : a.end], "replaced" if a.replaced else "kept")
        ]
        done = a.end
    return [p for p in [*pieces, ShownPiece(new[done:])] if p.text]


def _replacement(case: ReviewCase, held: DecidedCase | None) -> Replacement:
    action = held.ruling.mention.action if held else case.action
    return Replacement(case.start, case.end, replacement(case, held), replaced=action != "keep")


def replacement(case: ReviewCase, held: DecidedCase | None) -> str:
    """Give what will stand for a case when it is replaced."""
    chosen = held.ruling.mention.wanted if held else ""
    return chosen or case.replacement or LABELS.get(case.type, TO_COME)
