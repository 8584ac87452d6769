"""A gesture of a reader on a case → the lines that say it, without a word of what is hidden."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.model.decision_rows import IdentifierDecision
from pipeline.pseudonymise.people.speakers import UNSAID
from pipeline.pseudonymise.resolve.standing_decisions import ACTIONS, check
from pipeline.pseudonymise.review.cases import ReviewCase
from pipeline.pseudonymise.review.decided_cases import StandingDecision, StandingDecisions

Scope = Literal["here", "everywhere"]
UNDO = "undo"


@dataclass(frozen=True)
class ReviewWriter:
    """
    Who writes, when, and with which secret.

    ``at`` is finer than a second: lines of one gesture share it, those of two gestures never do.
    """

    author: str
    at: str
    key: bytes
    new_id: Callable[[], str]


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reader says: the action, how far it goes, the replacement they chose, who it is; empty: as proposed."""

    action: str
    scope: Scope
    replacement: str = ""
    entity: str = ""


def accept(case: ReviewCase, scope: Scope) -> Verdict:
    """Accept what the machine proposes; what a person had kept is replaced again."""
    unkept = case.action == "keep" and not case.on_purpose
    return Verdict("replace" if unkept else case.action, scope)


def decide(case: ReviewCase, verdict: Verdict, now: StandingDecisions, pen: ReviewWriter) -> list[IdentifierDecision]:
    """
    Write what a reader decides of a case.

    The reader's own line about this place, or about these words everywhere, is replaced; another reader's stays,
    and where it spoke of every place, its own place is told to follow.
    """
    at_place, of_words = now.here.get(case.spot), now.everywhere.get(case.phrase)
    broader = of_words if verdict.scope == "everywhere" else None
    entity = verdict.entity or _named(at_place or of_words, verdict)
    first = _line(case, replace(verdict, entity=entity), pen, _own(broader, pen) or _own(at_place, pen))
    other = broader if broader and broader.decision.author != pen.author and broader.spot != case.spot else None
    return [first, *([_following(other, first, pen)] if other else [])]


def already(held: StandingDecision | None, new: Sequence[IdentifierDecision], pen: ReviewWriter) -> bool:
    """Tell whether what a reader decides of a place is what holds there by their own hand: nothing is to be written."""
    own = held.decision if held and held.decision.author == pen.author else None
    return own is not None and len(new) == 1 and _said(own) == _said(new[0])


def _said(line: IdentifierDecision) -> tuple[str, ...]:
    return line.type, line.action, line.entity, line.replacement, line.scope


def _named(held: StandingDecision | None, verdict: Verdict) -> str:
    # Who it is was said by a person: to say how it is shown does not unsay it, no farther than it was said.
    if held is None or (verdict.scope == "everywhere" and not held.ruling.everywhere):
        return ""
    return held.decision.entity


def _own(held: StandingDecision | None, pen: ReviewWriter) -> str:
    return held.decision.id if held and held.decision.author == pen.author else ""


def _line(case: ReviewCase, verdict: Verdict, pen: ReviewWriter, replaces: str) -> IdentifierDecision:
    return IdentifierDecision(
        id=pen.new_id(), at=pen.at, session=case.session, turn=case.turn, first_word=case.first_word,
        last_word=case.last_word, type=case.type, action=verdict.action, entity=verdict.entity,
        replacement=verdict.replacement, scope=verdict.scope, check=check(pen.key, case.said), replaces=replaces,
    )


def _following(other: StandingDecision, line: IdentifierDecision, pen: ReviewWriter) -> IdentifierDecision:
    old = other.decision
    return replace(
        line, id=pen.new_id(), session=old.session, turn=old.turn, first_word=old.first_word, last_word=old.last_word,
        scope="here", check=old.check, replaces="",
    )


def label_line(
    session: str, label: str, pen: ReviewWriter, *, entity: str = "", replacement: str = "",
) -> IdentifierDecision:
    """Write who speaks under a label of a session, or the pseudonym they bear: nobody need have named them."""
    return IdentifierDecision(
        id=pen.new_id(), at=pen.at, session=session, turn=UNSAID, first_word=-1, last_word=-1, type="person",
        action="replace", entity=entity, replacement=replacement, scope="here", check=check(pen.key, label),
    )


def last_gesture(decisions: Iterable[IdentifierDecision], author: str, session: str = "") -> list[IdentifierDecision]:
    """
    Give the lines of a reader's last gesture that still holds; signatures are none.

    With a session, the last gesture that touches it, whole: to say who somebody is may touch several.
    """
    own = [d for d in decisions if d.author == author and d.action in ACTIONS]
    last = max((d.at for d in own if session in {"", d.session}), default="")
    return [d for d in own if d.at == last]


def undo(lines: Sequence[IdentifierDecision], pen: ReviewWriter) -> list[IdentifierDecision]:
    """Write that lines no longer hold; what they replaced holds again."""
    return [
        replace(d, id=pen.new_id(), at=pen.at, action=UNDO, entity="", replacement="", replaces=d.id) for d in lines
    ]
