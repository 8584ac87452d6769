"""Words that may be names, and what people made of them → what is left to settle; a gesture → its lines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from pipeline.model.contracts import Unsettled
from pipeline.model.decision_rows import (
    Decision,
    IdentifierDecision,
    IdentifierVerb,
    LeakDecision,
    LeakVerb,
    Scope,
)
from pipeline.pseudonymise.review.review_writer import ReviewWriter

DECISIONS = "decisions/"


def gestures(row: Unsettled) -> tuple[LeakVerb, ...]:
    """
    Tell what may be made of a word, the usual first.

    What the metadata or a signed review call a name is never said to be none; what a person wrote, and nothing
    rewrites, is either on purpose or to be corrected in its file.
    """
    never = row.certainty == "certain"
    masked: tuple[LeakVerb, ...] = (LeakVerb.MASK,) if maskable(row) else ()
    cleared: tuple[LeakVerb, ...] = () if never else (LeakVerb.NOT_A_NAME,)
    meant: tuple[LeakVerb, ...] = (LeakVerb.ON_PURPOSE,) if row.written else ()
    return (*masked, *cleared, *meant)


def maskable(row: Unsettled) -> bool:
    """Tell whether a word can be masked by a decision: it was said, or stands in a line of decisions."""
    return row.file.startswith(DECISIONS) if row.written else row.first_word >= 0


def waiting(rows: Iterable[Unsettled], decisions: Iterable[LeakDecision]) -> list[Unsettled]:
    """Give what nobody has settled yet: « not a name » and « mask » hold for the same words wherever they stand."""
    decisions = [d for d in decisions if not d.undoes]
    answered = {d.question for d in decisions}
    of_words = {d.check for d in decisions if d.decision == LeakVerb.NOT_A_NAME}
    masked = {d.check for d in decisions if d.decision == LeakVerb.MASK}
    return [
        r for r in rows
        if r.id not in answered and not (r.certainty == "doubt" and r.check in of_words)
        and not (r.check in masked and not r.written)
    ]


def settle(row: Unsettled, gesture: LeakVerb, writer: ReviewWriter, reason: str = "") -> list[Decision]:
    """
    Write what a person makes of a word: the answer, and what becomes of the words where they were said.

    Raises:
        ValueError: the gesture does not suit the word (``gestures``), or « on purpose » has no reason.
    """
    if gesture not in gestures(row) or (gesture == LeakVerb.ON_PURPOSE and not reason.strip()):
        raise ValueError(gesture)
    answer = writer.line(
        LeakDecision, session=row.session, question=row.id, decision=gesture, check=row.check, reason=reason.strip(),
    )
    if row.first_word < 0 or gesture == LeakVerb.ON_PURPOSE:
        return [answer]
    of_words = writer.line(
        IdentifierDecision, session=row.said_in, turn=row.said_turn, first_word=row.first_word,
        last_word=row.last_word, type=row.kind, entity="", replacement="", scope=Scope.EVERYWHERE, check=row.check,
        action=IdentifierVerb.KEEP if gesture == LeakVerb.NOT_A_NAME else IdentifierVerb.REPLACE,
    )
    return [answer, of_words]


def undo(lines: Sequence[LeakDecision], writer: ReviewWriter) -> list[LeakDecision]:
    """Write that answers no longer hold: the questions are asked again."""
    return [writer.instead(d, decision=LeakVerb.UNDO, reason="") for d in lines]


def sessions(rows: Iterable[Unsettled]) -> tuple[str, ...]:
    """Name the sessions whose exports wait for an answer; empty for a word of the whole study."""
    return tuple(sorted({r.session for r in rows}))
