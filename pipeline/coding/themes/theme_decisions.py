"""What a person says of a theme → the line that says it; lines → the passages they mean, and what fits nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place, Turns
from pipeline.anchoring.overlap import parse_excerpt_id
from pipeline.coding.coding_writer import CodingWriter
from pipeline.coding.placing import standing_place
from pipeline.model.contracts import Excerpt
from pipeline.model.decision_rows import NOWHERE, ThemeDecision, ThemeVerb, in_time
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.consent.restrictions import all_withdrawn

MARKS = (ThemeVerb.TYPICAL, ThemeVerb.CONTRARY)
UNKNOWN_THEME = "ce thème n'est plus dans codebook/themes.yaml"


@dataclass(frozen=True, slots=True)
class Marked:
    """A passage that a person holds for typical or contrary, and the excerpt that it stands in."""

    line: ThemeDecision
    excerpt: str


@dataclass(frozen=True, slots=True)
class Lost:
    """A line that fits nowhere any more: kept, listed, never dropped."""

    line: ThemeDecision
    reason: str


@dataclass(frozen=True)
class ThemeStatements:
    """What people say of themes, in order of time."""

    marked: tuple[Marked, ...] = ()
    memos: tuple[ThemeDecision, ...] = ()
    lost: tuple[Lost, ...] = ()

    def of(self, theme: str, decision: ThemeVerb) -> list[Marked]:
        """List the passages of a theme that are held for something."""
        return [m for m in self.marked if (m.line.theme, m.line.decision) == (theme, decision)]

    def memos_of(self, theme: str) -> list[ThemeDecision]:
        """List the memos on a theme."""
        return [m for m in self.memos if m.theme == theme]


def mark(writer: CodingWriter, theme: str, excerpt: str, decision: ThemeVerb, memo: str = "") -> ThemeDecision:
    """
    Hold a passage for typical of a theme, or for a contrary case of it.

    Raises:
        FiligraneError: the passage is no longer in its session, or was withdrawn.
    """
    session, turn, first, last = parse_excerpt_id(excerpt)
    place = Place(turn, first, turn, last)
    turns = writer.turns.get(session, {})
    if not anchors.holds(turns, place):
        raise FiligraneError(f"Ce passage n'est pas dans l'entretien {session} : rechargez la page, puis recommencez.")
    if all_withdrawn(turns, place):
        raise FiligraneError("Ce passage a été retiré : il n'illustre plus rien.")
    return writer.line(
        ThemeDecision, session=session, turn=turn, first_word=first, last_turn=turn, last_word=last,
        quote=anchors.quote(turns, place), theme=theme, decision=decision, memo=memo.strip(),
        check=anchors.checks(turns, place),
    )


def note(writer: CodingWriter, theme: str, text: str) -> ThemeDecision:
    """Write a memo on a theme."""
    return writer.line(
        ThemeDecision, session="", turn=NOWHERE, first_word=NOWHERE, last_turn=NOWHERE, last_word=NOWHERE, quote="",
        theme=theme, decision=ThemeVerb.MEMO, memo=text.strip(),
    )


def undo(writer: CodingWriter, line: ThemeDecision) -> ThemeDecision:
    """
    Take one's own line back.

    Raises:
        FiligraneError: it is somebody else's.
    """
    return writer.instead(line, decision=ThemeVerb.UNDO, memo="")


def said(
    decisions: Iterable[ThemeDecision], themes: Iterable[str], turns: Mapping[str, Turns], cut: Iterable[Excerpt],
) -> ThemeStatements:
    """Place what is in force of people's lines; each passage is found again as a coding is."""
    by_turn: dict[tuple[str, int], list[Excerpt]] = {}
    for e in cut:
        by_turn.setdefault((e.session, e.turn), []).append(e)
    known = set(themes)
    ordered = in_time(decisions)
    found = [_placed(d, known, turns, by_turn) for d in ordered if d.decision in MARKS]
    return ThemeStatements(
        tuple(f for f in found if isinstance(f, Marked)),
        tuple(d for d in ordered if d.decision == ThemeVerb.MEMO),
        tuple(f for f in found if isinstance(f, Lost)),
    )


def _placed(
    d: ThemeDecision, themes: set[str], turns: Mapping[str, Turns], by_turn: Mapping[tuple[str, int], list[Excerpt]],
) -> Marked | Lost:
    if d.theme not in themes:
        return Lost(d, UNKNOWN_THEME)
    place = standing_place(d, turns.get(d.session, {}))
    if isinstance(place, str):
        return Lost(d, place)
    return Marked(d, _excerpt(place, by_turn.get((d.session, place.turn), ())))


def _excerpt(place: Place, near: Sequence[Excerpt]) -> str:
    """Name the excerpt that shares most words with a place, empty when none does."""
    shared = {e.excerpt: _common(place, e.excerpt) for e in near}
    best = max(shared, key=lambda e: (shared[e], e), default="")
    return best if shared.get(best, 0) > 0 else ""


def _common(place: Place, excerpt: str) -> int:
    _, _, first, last = parse_excerpt_id(excerpt)
    return min(place.last_word if place.last_turn == place.turn else last, last) - max(place.first_word, first) + 1
