"""Words that may be names, and what people made of them → what is left to settle, and the interviews that wait."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.anchoring import decisions
from pipeline.model import store
from pipeline.model.contracts import ARTEFACTS, Unsettled
from pipeline.model.decision_rows import (
    Decision,
    IdentifierDecision,
    IdentifierVerb,
    LeakDecision,
    LeakVerb,
    Scope,
)
from pipeline.model.metrics import METRICS
from pipeline.model.study import Study
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


WHOLE, PRIVATE = "", "to_settle"


@dataclass(frozen=True, slots=True)
class WordsWaiting:
    """
    What an interview waits for before it leaves.

    Attributes:
        asked: words on which nobody has decided.
        masked: words that somebody said to mask, and that are not until the next run.
    """

    asked: int
    masked: int


def held(study: Study) -> dict[str, WordsWaiting]:
    """Give what each session waits for, those that wait for nothing left out; what concerns the whole study is last."""
    report = store.load_json(study / METRICS["leaks"]) or {}
    listed = [(session, name) for session, names in report.get("to_settle", {}).items() for name in names]
    answers = [d for d in decisions.leaks(study) if not d.undoes]
    if (study / ARTEFACTS[PRIVATE].path(PRIVATE)).exists():
        # Where the private half is, an answer holds at once for the same words wherever they stand.
        rows: list[Unsettled] = store.load(study, PRIVATE)
        left = waiting(rows, answers)
        cleared = [d for d in answers if d.decision != LeakVerb.MASK]
        known = {name for _, name in listed}
        asked = _counted((r.session, r.check) for r in left)
        masked = _counted(
            (r.session, r.check) for r in waiting(rows, cleared) if r.id in known and r not in left
        )
    else:
        # Where the private half is not, an answer holds for the question that it names.
        said = {d.question: d.decision for d in answers}
        asked = _counted(of for of in listed if of[1] not in said)
        masked = _counted(of for of in listed if said.get(of[1]) == LeakVerb.MASK)
    sessions = sorted({*asked, *masked}, key=lambda session: (session == WHOLE, session))
    return {session: WordsWaiting(asked[session], masked[session]) for session in sessions}


def _counted(pairs: Iterable[tuple[str, str]]) -> Counter[str]:
    return Counter(session for session, _ in set(pairs))


def asked(study: Study) -> int:
    """Count the words on which nobody has decided, session by session."""
    return sum(waits.asked for waits in held(study).values())
