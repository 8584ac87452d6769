"""A gesture of a coder → the line that says it, quote, check and version of the definition filled in."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import TypedDict, Unpack

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place, Turns
from pipeline.codebook.grid import Codebook
from pipeline.coding.suggestion_answers import answered, named, place_of
from pipeline.model.contracts import Mode, Suggestion
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.consent.allowed import all_withdrawn

# A line about a whole session, or about none, stands on no word.
WHOLE = Place(-1, -1, -1, -1)


class GestureContent(TypedDict, total=False):
    """What a line says besides its place: a code, a memo, the line or the suggestion that it replaces."""

    code: str
    memo: str
    replaces: str


@dataclass(frozen=True)
class CodingWriter:
    """
    Who writes, how, when, and of which texts.

    ``at`` is finer than a second: lines of one gesture share it, those of two gestures never do.
    """

    coder: str
    mode: Mode
    at: str
    new_id: Callable[[], str]
    codebook: Codebook
    turns: Mapping[str, Turns]


def new_pen(coder: str, mode: Mode, codebook: Codebook, turns: Mapping[str, Turns]) -> CodingWriter:
    """Take up the pen for one gesture: the clock is read once."""
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    return CodingWriter(coder, mode, at, lambda: secrets.token_hex(16), codebook, turns)


def code(pen: CodingWriter, session: str, place: Place, code_id: str, **said: Unpack[GestureContent]) -> CodingDecision:
    """
    Put a code on a passage, with a ``memo``; ``replaces`` names the suggestion that it answers without knowing.

    Raises:
        FiligraneError: the code is not in the grid, or the passage cannot be read in the session.
    """
    return _line(pen, session, place, "add", {**said, "code": code_id})


def accept(pen: CodingWriter, suggestion: Suggestion) -> CodingDecision:
    """Make a suggestion one's own."""
    return _answer(pen, suggestion, "accept")


def refuse(pen: CodingWriter, suggestion: Suggestion) -> CodingDecision:
    """Turn a suggestion down, for as long as its code is defined as it is."""
    return _answer(pen, suggestion, "refuse")


def unsure(pen: CodingWriter, suggestion: Suggestion) -> CodingDecision:
    """Leave a suggestion waiting, marked as doubtful."""
    return _answer(pen, suggestion, "unsure")


def modify(pen: CodingWriter, suggestion: Suggestion, place: Place, code_id: str) -> CodingDecision:
    """Answer a suggestion with another code, or with other ends."""
    session = place_of(suggestion)[0]
    return _line(pen, session, place, "modify", {"code": code_id, "replaces": named(suggestion)})


def recode(
    pen: CodingWriter, coding: CodingDecision, place: Place | None = None, code_id: str | None = None,
) -> CodingDecision:
    """Change the ends or the code of one's own coding; its memo stays, and without new ends its words too."""
    _own(pen, coding)
    said = GestureContent(code=code_id or coding.code, memo=coding.memo, replaces=_instead_of(coding))
    if place:
        return _line(pen, coding.session, place, "modify", said)
    return replace(
        coding, id=pen.new_id(), at=pen.at, mode=pen.mode, decision="modify", author=pen.coder, file="", line=0,
        definition=_version(pen, said["code"]), **said,
    )


def annotate(pen: CodingWriter, line: CodingDecision, text: str) -> CodingDecision:
    """Write the memo of one's own coding, or another text for a memo: what was coded, and how, stays as it was."""
    _own(pen, line)
    return replace(line, id=pen.new_id(), at=pen.at, memo=text, replaces=_instead_of(line), file="", line=0)


def remove(pen: CodingWriter, coding: CodingDecision) -> CodingDecision:
    """Take one's own coding away; a suggestion that it answered waits again."""
    return _about(pen, coding, "remove")


def undo(pen: CodingWriter, line: CodingDecision) -> CodingDecision:
    """Take one's own line back: what it replaced holds again."""
    return _about(pen, line, "undo")


def star(pen: CodingWriter, session: str, place: Place) -> CodingDecision:
    """Mark a passage as one to quote."""
    return _line(pen, session, place, "star", {})


def unstar(pen: CodingWriter, starred: CodingDecision) -> CodingDecision:
    """Take the mark of a passage to quote away."""
    return _about(pen, starred, "unstar")


def memo(
    pen: CodingWriter, session: str, place: Place | None, text: str, **said: Unpack[GestureContent],
) -> CodingDecision:
    """Write a memo on a passage; without a place on a session, without a session on the study or on a ``code``."""
    return _line(pen, session, place or WHOLE, "memo", {**said, "memo": text})


def read(pen: CodingWriter, session: str) -> CodingDecision:
    """Say that a session was read whole with this grid: what is not coded there is a « no »."""
    return _line(pen, session, WHOLE, "read", {})


def unread(pen: CodingWriter, marked: CodingDecision) -> CodingDecision:
    """Say that a session marked as read is not."""
    return _about(pen, marked, "remove")


def _answer(pen: CodingWriter, suggestion: Suggestion, decision: str) -> CodingDecision:
    session, place = place_of(suggestion)
    return _line(pen, session, place, decision, {"code": suggestion.code, "replaces": named(suggestion)})


def _line(pen: CodingWriter, session: str, place: Place, decision: str, said: GestureContent) -> CodingDecision:
    quote, check = ("", "") if place == WHOLE else _said(pen, session, place)
    code = said.get("code", "")
    return CodingDecision(
        id=pen.new_id(), at=pen.at, session=session, turn=place.turn, first_word=place.first_word,
        last_turn=place.last_turn, last_word=place.last_word, quote=quote, code=code, decision=decision,
        mode=pen.mode, definition=_version(pen, code) if code else "", replaces=said.get("replaces", ""),
        memo=said.get("memo", ""), check=check, author=pen.coder,
    )


def _said(pen: CodingWriter, session: str, place: Place) -> tuple[str, str]:
    turns = pen.turns.get(session, {})
    if not anchors.holds(turns, place):
        raise FiligraneError(f"Ce passage n'est pas dans l'entretien {session} : rechargez la page, puis recommencez.")
    if all_withdrawn(turns, place):
        raise FiligraneError("Ce passage a été retiré : il ne se code plus.")
    return anchors.quote(turns, place), anchors.checks(turns, place)


def _version(pen: CodingWriter, code: str) -> str:
    versions = {c.id: c.version for c in pen.codebook.codes}
    try:
        return versions[pen.codebook.in_force(code)]
    except KeyError as error:
        raise FiligraneError(f"Le code « {code} » n'est pas dans la grille (codebook/codebook.yaml).") from error


def _about(pen: CodingWriter, line: CodingDecision, decision: str) -> CodingDecision:
    _own(pen, line)
    return replace(
        line, id=pen.new_id(), at=pen.at, mode=pen.mode, decision=decision, replaces=line.id, memo="",
        author=pen.coder, file="", line=0,
    )


def _own(pen: CodingWriter, line: CodingDecision) -> None:
    if line.author not in {"", pen.coder}:
        raise FiligraneError(f"Cette ligne est de {line.author} : chacun ne change que ce qu'il a décidé.")


def _instead_of(coding: CodingDecision) -> str:
    # What answered a suggestion goes on answering it: else it would come back.
    return coding.replaces if answered(coding) else coding.id
