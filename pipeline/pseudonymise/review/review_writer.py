"""A gesture of a reader, on a name or on what a speaker asked → its lines, without a word of what is hidden."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from pipeline.anchoring.word_places import END, ConsentStretch, kept_checks
from pipeline.model.contracts import CONSENTS, Consent, Identifier, Turn
from pipeline.model.decision_rows import NOWHERE, ConsentDecision, IdentifierDecision, IdentifierVerb, Scope
from pipeline.model.decision_writer import DecisionWriter, coder_name, last_gesture
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.consent import ConsentRequest, asked, session_checks
from pipeline.pseudonymise.recognisable import Risk, risks, words_of_risk
from pipeline.pseudonymise.resolve.mentions import check
from pipeline.pseudonymise.review.case_choices import DecidedCase, DecidedCases
from pipeline.pseudonymise.review.cases import ReviewCase


@dataclass(frozen=True, kw_only=True)
class ReviewWriter(DecisionWriter):
    """A reader, who marks words with the secret of the study."""

    key: bytes


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a reader says: the action, how far it goes, the replacement they chose, who it is; empty: as proposed."""

    action: IdentifierVerb
    scope: Scope
    replacement: str = ""
    entity: str = ""


def accept(case: ReviewCase, scope: Scope) -> Verdict:
    """Accept what the machine proposes; what a person had kept is replaced again."""
    unkept = case.action == "keep" and not case.on_purpose
    return Verdict(IdentifierVerb.REPLACE if unkept else IdentifierVerb(case.action), scope)


def decide(
    case: ReviewCase, verdict: Verdict, now: DecidedCases, writer: ReviewWriter,
) -> list[IdentifierDecision]:
    """
    Write what a reader decides of a case.

    The reader's own line about this place, or about these words everywhere, is replaced; another reader's stays,
    and where it spoke of every place, its own place is told to follow.

    Args:
        case: what was proposed.
        verdict: what becomes of it, and where.
        now: what people decided up to now.
        writer: who decides.
    """
    at_place = now.here.get(case.spot)
    of_words = now.everywhere.get(case.phrase)
    broader = of_words if verdict.scope == Scope.EVERYWHERE else None
    entity = verdict.entity
    held = at_place or of_words
    if not entity and held and (verdict.scope != Scope.EVERYWHERE or held.ruling.everywhere):
        # Who it is was said by a person: to say how it is shown does not unsay it, no farther than it was said.
        entity = held.decision.entity
    first = writer.line(
        IdentifierDecision, session=case.session, turn=case.turn, first_word=case.first_word,
        last_word=case.last_word, type=case.type, action=verdict.action, entity=entity,
        replacement=verdict.replacement, scope=verdict.scope, check=check(writer.key, case.said),
        replaces=_own(broader, writer) or _own(at_place, writer),
    )
    if broader is None or broader.decision.author == writer.author or broader.spot == case.spot:
        return [first]
    old = broader.decision
    following = writer.again(
        first, session=old.session, turn=old.turn, first_word=old.first_word, last_word=old.last_word,
        scope=Scope.HERE, check=old.check, replaces="",
    )
    return [first, following]


def already(held: DecidedCase | None, new: Sequence[IdentifierDecision], writer: ReviewWriter) -> bool:
    """
    Tell whether what a reader decides of a place is what holds there by their own hand: nothing is to be written.

    Args:
        held: what holds at the place, if anything.
        new: the lines that the reader would write; several say more than one line can hold.
        writer: the reader; what another decided is never theirs.
    """
    own = held.decision if held and held.decision.author == writer.author else None
    return own is not None and len(new) == 1 and _said(own) == _said(new[0])


def _said(line: IdentifierDecision) -> tuple[str, ...]:
    return line.type, line.action, line.entity, line.replacement, line.scope


def _own(held: DecidedCase | None, writer: ReviewWriter) -> str:
    return held.decision.id if held and held.decision.author == writer.author else ""


def label_line(
    session: str, label: str, writer: ReviewWriter, *, entity: str = "", replacement: str = "",
) -> IdentifierDecision:
    """
    Write who speaks under a label of a session, or the pseudonym they bear: nobody need have named them.

    Args:
        session: the only one where it holds.
        label: as the transcript writes it; the line keeps its keyed check only.
        writer: the reader, with the key of the study.
        entity: who it is, where they are somebody known.
        replacement: the pseudonym, where it was chosen.
    """
    return writer.line(
        IdentifierDecision, session=session, turn=NOWHERE, first_word=NOWHERE, last_word=NOWHERE, type="person",
        action=IdentifierVerb.REPLACE, entity=entity, replacement=replacement, scope=Scope.HERE,
        check=check(writer.key, label),
    )


def gesture_to_undo(
    decisions: Iterable[IdentifierDecision], author: str, session: str = "",
) -> list[IdentifierDecision]:
    """
    Give the lines of a reader's last gesture that still holds; signatures are none.

    With a session, the last gesture that touches it, whole: to say who somebody is may touch several.
    """
    own = [d for d in decisions if d.author == author and d.rules_words]
    last = last_gesture(d for d in own if session in {"", d.session})
    return [d for d in own if last and d.at == last[0].at]


def undo(lines: Sequence[IdentifierDecision], writer: ReviewWriter) -> list[IdentifierDecision]:
    """Write that lines no longer hold; what they replaced holds again."""
    return [writer.instead(d, action=IdentifierVerb.UNDO, entity="", replacement="") for d in lines]


# « Erased » is more than one gesture: « filigrane consent » writes it, with its reason.
OFFERED: tuple[Consent, ...] = ("unattributed", "not_quotable", "not_analysed")
FREE: Consent = CONSENTS[0]
Said = tuple[Turn, ...]


@lru_cache(maxsize=64)
def requests(said: Said) -> tuple[ConsentRequest, ...]:
    """Give what the speakers of a session may have asked for, read once."""
    return tuple(asked(said))


@lru_cache(maxsize=64)
def telling(said: Said, hidden: tuple[Identifier, ...] = ()) -> tuple[Risk, ...]:
    """Give the places of a session that tell who speaks or is spoken of, beside what is hidden there; read once."""
    return tuple(risks(said, hidden))


def of_request(request: ConsentRequest) -> ConsentStretch:
    """Give the passage that a request is about: whole turns."""
    return ConsentStretch(request.first_turn, 0, request.last_turn, END)


def of_risk(risk: Risk, turn: Turn) -> ConsentStretch:
    """Give the very words that single somebody out."""
    first, last = words_of_risk(turn.text, risk)
    return ConsentStretch(risk.turn, first, risk.turn, last)


def answer(said: Said, about: ConsentStretch, level: Consent, reason: str, writer: ReviewWriter) -> ConsentDecision:
    """
    Write what is allowed for a passage, so that it is known again after an edit.

    Args:
        said: the turns of the session.
        about: the passage, in source words.
        level: ``FREE``, or one of ``OFFERED``.
        reason: why, in the words of who answers.
        writer: who answers.

    Raises:
        FiligraneError: the level is none that a gesture sets.
    """
    if level not in {FREE, *OFFERED}:
        raise FiligraneError(f"« {level} » n'est pas un niveau que l'on pose d'un geste : filigrane consent.")
    session = said[0].session
    checks = session_checks(said, writer.key)[session]
    return writer.line(
        ConsentDecision, session=session, turn=about.turn, first_word=about.first_word, last_turn=about.last_turn,
        last_word=about.last_word, level=level, reason=reason,
        check=kept_checks(checks, about.turn, about.last_turn),
    )


def taken_back(line: ConsentDecision, writer: ReviewWriter, reason: str) -> ConsentDecision:
    """Write that an answer no longer holds: what was asked waits again."""
    return writer.instead(line, level=FREE, reason=reason)


def reader_name(typed: str) -> str:
    """
    Check the name under which a reader signs: it becomes the name of a file.

    >>> reader_name("  Claire Dumas ")
    'Claire Dumas'

    Raises:
        FiligraneError: no file could bear this name.
    """
    return coder_name(typed, "identifiers")
