"""A turn, its cases and what was decided → what the team will read of it after the next run."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline import anchors
from pipeline.anchors import Replacement
from pipeline.contracts import Restriction
from pipeline.french.labels import LABELS
from pipeline.identity.joints import with_joints
from pipeline.identity.passages import SHOWN, withdrawn
from pipeline.reviewing.cases import Case
from pipeline.reviewing.standing import Held, Standing

TO_COME = "[…]"


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a turn as the team will read them: as they were said, replaced, or kept by a person."""

    text: str
    kind: str = ""


def rewritten(text: str, cases: Iterable[Case], now: Standing, about: Iterable[Restriction] = ()) -> list[Piece]:
    """
    Write a turn as the team will read it, piece by piece.

    A name that was only just added has no pseudonym before the next run: « […] » stands for it.
    """
    spans = anchors.words(text)
    gone = [Replacement(spans[a][0], spans[b][1], SHOWN) for a, b in withdrawn(about)]
    new, found = anchors.rewrite(text, with_joints(text, [*gone, *(_replacement(c, now.of(c)) for c in cases)]))
    pieces: list[Piece] = []
    done = 0
    for a in found:
        pieces += [Piece(new[done : a.start]), Piece(new[a.start : a.end], "replaced" if a.replaced else "kept")]
        done = a.end
    return [p for p in [*pieces, Piece(new[done:])] if p.text]


def _replacement(case: Case, held: Held | None) -> Replacement:
    action = held.ruling.mention.action if held else case.action
    return Replacement(case.start, case.end, replacement(case, held), replaced=action != "keep")


def replacement(case: Case, held: Held | None) -> str:
    """Give what will stand for a case when it is replaced."""
    chosen = held.ruling.mention.wanted if held else ""
    return chosen or case.replacement or LABELS.get(case.type, TO_COME)
