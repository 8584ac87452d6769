"""A gesture of a coder → the line that says it, quote, check and version of the definition filled in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import TypedDict, Unpack

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place, Turns
from pipeline.anchoring.word_places import kept_checks, parse_excerpt_id
from pipeline.codebook.grid import Codebook
from pipeline.model.contracts import Consent, Mode, Suggestion
from pipeline.model.decision_rows import NOWHERE, CodingDecision, CodingVerb, ConsentDecision
from pipeline.model.decision_writer import DecisionWriter
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.consent import all_withdrawn

BETWEEN = "|"
# A line about a whole session, or about none, stands on no word.
WHOLE = Place(NOWHERE, NOWHERE, NOWHERE, NOWHERE)
FREE: Consent = "free"
NOT_YOURS = "Cette réserve est de {author} : chacun ne lève que les siennes."


def named(suggestion: Suggestion) -> str:
    """Name a suggestion: « EXCERPT|CODE »."""
    return f"{suggestion.excerpt}{BETWEEN}{suggestion.code}"


def answered(line: CodingDecision) -> str:
    """Give the name of the suggestion that a line answers, empty when it answers none."""
    return line.replaces if BETWEEN in line.replaces else ""


def code_answered(line: CodingDecision) -> str:
    """Give the code of the suggestion that a line answers, empty when it answers none."""
    return line.replaces.rpartition(BETWEEN)[2] if answered(line) else ""


def excerpt_answered(line: CodingDecision) -> str:
    """Give the excerpt of the suggestion that a line answers, empty when it answers none."""
    return line.replaces.rpartition(BETWEEN)[0]


def refusal_holds(line: CodingDecision, codebook: Codebook) -> bool:
    """Tell whether an answer still holds: a refusal is of a code as it was defined, any other holds for good."""
    if line.decision != CodingVerb.REFUSE:
        return True
    code = codebook.in_force(line.code)
    return line.definition in {c.version for c in codebook.codes if c.id == code}


def place_of(suggestion: Suggestion) -> tuple[str, Place]:
    """Give the session and the place of the words that a suggestion is about."""
    session, turn, first, last = parse_excerpt_id(suggestion.excerpt)
    return session, Place(turn, first, turn, last)


class GestureContent(TypedDict, total=False):
    """What a line says besides its place: a code, a memo, on whom, the line or the suggestion that it replaces."""

    code: str
    memo: str
    person: str
    replaces: str


@dataclass(frozen=True, kw_only=True)
class CodingWriter(DecisionWriter):
    """A coder who writes in some mode, of the texts they read, with the grid of now."""

    mode: Mode
    codebook: Codebook
    turns: Mapping[str, Turns]


def code(
    writer: CodingWriter, session: str, place: Place, code_id: str, **said: Unpack[GestureContent],
) -> CodingDecision:
    """
    Put a code on a passage, with a ``memo``; ``replaces`` names the suggestion that it answers without knowing.

    Args:
        writer: the coder, and the texts as they are read today.
        session: where it stands.
        place: source words, which may run over several turns.
        code_id: its id in the grid, or a former one.

    Raises:
        FiligraneError: the code is not in the grid, or the passage cannot be read in the session.
    """
    return _line(writer, session, place, CodingVerb.ADD, {**said, "code": code_id})


def accept(writer: CodingWriter, suggestion: Suggestion) -> CodingDecision:
    """Make a suggestion one's own."""
    return _answer(writer, suggestion, CodingVerb.ACCEPT)


def refuse(writer: CodingWriter, suggestion: Suggestion) -> CodingDecision:
    """Turn a suggestion down, for as long as its code is defined as it is."""
    return _answer(writer, suggestion, CodingVerb.REFUSE)


def unsure(writer: CodingWriter, suggestion: Suggestion) -> CodingDecision:
    """Leave a suggestion waiting, marked as doubtful."""
    return _answer(writer, suggestion, CodingVerb.UNSURE)


def modify(writer: CodingWriter, suggestion: Suggestion, place: Place, code_id: str) -> CodingDecision:
    """
    Answer a suggestion with another code, or with other ends.

    Args:
        writer: the coder, and the texts as they are read today.
        suggestion: the one that is answered.
        place: the ends that the coder wants; those of the suggestion where only the code changes.
        code_id: the code that they put; the suggestion is answered in the same line.
    """
    session = place_of(suggestion)[0]
    return _line(writer, session, place, CodingVerb.MODIFY, {"code": code_id, "replaces": named(suggestion)})


def recode(
    writer: CodingWriter, coding: CodingDecision, place: Place | None = None, code_id: str | None = None,
) -> CodingDecision:
    """
    Change the ends or the code of one's own coding; its memo stays, and without new ends its words too.

    Args:
        writer: whose coding it is.
        coding: the one that holds.
        place: other ends, in source words; None keeps its own.
        code_id: another code; None keeps its own.
    """
    writer.own(coding)
    said = GestureContent(code=code_id or coding.code, memo=coding.memo, replaces=_instead_of(coding))
    if place:
        return _line(writer, coding.session, place, CodingVerb.MODIFY, said)
    definition = _version(writer, said["code"])
    return writer.again(coding, decision=CodingVerb.MODIFY, mode=writer.mode, definition=definition, **said)


def annotate(writer: CodingWriter, line: CodingDecision, text: str) -> CodingDecision:
    """Write the memo of one's own coding, or another text for a memo: what was coded, and how, stays as it was."""
    return writer.instead(line, memo=text, replaces=_instead_of(line))


def remove(writer: CodingWriter, coding: CodingDecision) -> CodingDecision:
    """Take one's own coding away; a suggestion that it answered waits again."""
    return _about(writer, coding, CodingVerb.REMOVE)


def undo(writer: CodingWriter, line: CodingDecision) -> CodingDecision:
    """Take one's own line back: what it replaced holds again."""
    return _about(writer, line, CodingVerb.UNDO)


def star(writer: CodingWriter, session: str, place: Place) -> CodingDecision:
    """Mark a passage as one to quote."""
    return _line(writer, session, place, CodingVerb.STAR, {})


def unstar(writer: CodingWriter, starred: CodingDecision) -> CodingDecision:
    """Take the mark of a passage to quote away."""
    return _about(writer, starred, CodingVerb.UNSTAR)


def memo(
    writer: CodingWriter, session: str, place: Place | None, text: str, **said: Unpack[GestureContent],
) -> CodingDecision:
    """
    Write a memo on a passage; without a place on a session, else on a ``code``, a ``person`` or the study.

    Args:
        writer: the coder, and the texts as they are read today.
        session: empty for a memo on a code, a person or the study.
        place: None where it stands on no word.
        text: kept as it was typed.
    """
    return _line(writer, session, place or WHOLE, CodingVerb.MEMO, {**said, "memo": text})


def read(writer: CodingWriter, session: str) -> CodingDecision:
    """Say that a session was read whole with this grid: what is not coded there is a « no »."""
    return _line(writer, session, WHOLE, CodingVerb.READ, {})


def unread(writer: CodingWriter, marked: CodingDecision) -> CodingDecision:
    """Say that a session marked as read is not."""
    return _about(writer, marked, CodingVerb.REMOVE)


def _answer(writer: CodingWriter, suggestion: Suggestion, decision: CodingVerb) -> CodingDecision:
    session, place = place_of(suggestion)
    return _line(writer, session, place, decision, {"code": suggestion.code, "replaces": named(suggestion)})


def _line(
    writer: CodingWriter, session: str, place: Place, decision: CodingVerb, said: GestureContent,
) -> CodingDecision:
    withdrawn = "Ce passage a été retiré : il ne se code plus."
    quote, check = ("", "") if place == WHOLE else quoted(writer, session, place, withdrawn)
    code = said.get("code", "")
    return writer.line(
        CodingDecision, session=session, turn=place.turn, first_word=place.first_word, last_turn=place.last_turn,
        last_word=place.last_word, quote=quote, code=code, decision=decision, mode=writer.mode,
        definition=_version(writer, code) if code else "", replaces=said.get("replaces", ""), memo=said.get("memo", ""),
        check=check, person=said.get("person", ""),
    )


def quoted(writer: CodingWriter, session: str, place: Place, withdrawn: str) -> tuple[str, str]:
    """
    Give the words of a passage and their check.

    Args:
        writer: with the texts of today.
        session: where.
        place: in source words.
        withdrawn: what to say of a passage that was withdrawn, in French.

    Raises:
        FiligraneError: the passage is no longer in its session, or was withdrawn, which ``withdrawn`` says in French.
    """
    turns = writer.turns.get(session, {})
    if not anchors.holds(turns, place):
        raise FiligraneError(f"Ce passage n'est pas dans l'entretien {session} : rechargez la page, puis recommencez.")
    if all_withdrawn(turns, place):
        raise FiligraneError(withdrawn)
    return anchors.quote(turns, place), anchors.checks(turns, place)


def _version(writer: CodingWriter, code: str) -> str:
    versions = {c.id: c.version for c in writer.codebook.codes}
    try:
        return versions[writer.codebook.in_force(code)]
    except KeyError as error:
        raise FiligraneError(f"Le code « {code} » n'est pas dans la grille (codebook/codebook.yaml).") from error


def _about(writer: CodingWriter, line: CodingDecision, decision: CodingVerb) -> CodingDecision:
    return writer.instead(line, mode=writer.mode, decision=decision, memo="")


def _instead_of(coding: CodingDecision) -> str:
    # What answered a suggestion goes on answering it: else it would come back.
    return coding.replaces if answered(coding) else coding.id


def reserve(writer: CodingWriter, session: str, place: Place, level: Consent, reason: str) -> ConsentDecision:
    """
    Reserve the words of a passage, so that they are known again after an edit.

    Args:
        writer: whoever writes it, for the person.
        session: where it was said.
        place: source words, which may run over several turns.
        level: what may still be done with the words (``CONSENTS``).
        reason: why, as whoever writes it says.
    """
    checks = {n: t.check for n, t in writer.turns[session].items() if t.check}
    check = kept_checks(checks, place.turn, place.last_turn)
    return writer.line(ConsentDecision, session=session, level=level, reason=reason, check=check, **asdict(place))


def lift(writer: CodingWriter, line: ConsentDecision, reason: str) -> ConsentDecision:
    """
    Take one's own reserve back; both lines stay in the file.

    Raises:
        FiligraneError: it is somebody else's.
    """
    writer.own(line, NOT_YOURS)
    return writer.instead(line, level=FREE, reason=reason)
