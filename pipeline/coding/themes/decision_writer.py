"""What a person says of a theme → the line that says it: a typical passage, a contrary case, a memo, or none of it."""

from __future__ import annotations

from dataclasses import replace

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place
from pipeline.anchoring.overlap import parse_excerpt_id
from pipeline.coding.decision_writer import WHOLE, CodingWriter
from pipeline.model.decision_rows import ThemeDecision
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.consent.allowed import all_withdrawn

TYPICAL, CONTRARY, MEMO, UNDO = "typical", "contrary", "memo", "undo"
MARKS = (TYPICAL, CONTRARY)


def mark(pen: CodingWriter, theme: str, excerpt: str, decision: str, memo: str = "") -> ThemeDecision:
    """
    Hold a passage for typical of a theme, or for a contrary case of it.

    Raises:
        FiligraneError: the passage is no longer in its session, or was withdrawn.
    """
    session, turn, first, last = parse_excerpt_id(excerpt)
    place, turns = Place(turn, first, turn, last), pen.turns.get(session, {})
    if not anchors.holds(turns, place):
        raise FiligraneError(f"Ce passage n'est pas dans l'entretien {session} : rechargez la page, puis recommencez.")
    if all_withdrawn(turns, place):
        raise FiligraneError("Ce passage a été retiré : il n'illustre plus rien.")
    line = _line(pen, theme, decision, memo)
    return replace(
        line, session=session, turn=turn, first_word=first, last_turn=turn, last_word=last,
        quote=anchors.quote(turns, place), check=anchors.checks(turns, place),
    )


def note(pen: CodingWriter, theme: str, text: str) -> ThemeDecision:
    """Write a memo on a theme."""
    return _line(pen, theme, MEMO, text)


def undo(pen: CodingWriter, line: ThemeDecision) -> ThemeDecision:
    """
    Take one's own line back.

    Raises:
        FiligraneError: it is somebody else's.
    """
    if line.author not in {"", pen.coder}:
        raise FiligraneError(f"Cette ligne est de {line.author} : chacun ne change que ce qu'il a décidé.")
    return replace(
        line, id=pen.new_id(), at=pen.at, decision=UNDO, replaces=line.id, memo="", author=pen.coder, file="", line=0,
    )


def _line(pen: CodingWriter, theme: str, decision: str, memo: str) -> ThemeDecision:
    return ThemeDecision(
        id=pen.new_id(), at=pen.at, session="", turn=WHOLE.turn, first_word=WHOLE.first_word,
        last_turn=WHOLE.last_turn, last_word=WHOLE.last_word, quote="", theme=theme, decision=decision,
        memo=memo.strip(), author=pen.coder,
    )
