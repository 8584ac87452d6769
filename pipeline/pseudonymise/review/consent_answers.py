"""What was heard in a session, and a reader's answer → the line of consent that says what the speaker allows."""

from __future__ import annotations

from functools import lru_cache

from pipeline.anchoring.consent_places import END, ConsentStretch, kept_checks
from pipeline.model.contracts import CONSENTS, Consent, Turn
from pipeline.model.decision_rows import ConsentDecision
from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.consent.requests import ConsentRequest, asked
from pipeline.pseudonymise.consent.restrictions import session_checks
from pipeline.pseudonymise.consent.singled_out import Risk, risks, words
from pipeline.pseudonymise.review.review_writer import ReviewWriter

# « Erased » is more than one gesture: « filigrane consent » writes it, with its reason.
OFFERED: tuple[Consent, ...] = ("unattributed", "not_quotable", "not_analysed")
FREE: Consent = CONSENTS[0]
Said = tuple[Turn, ...]


@lru_cache(maxsize=64)
def requests(said: Said) -> tuple[ConsentRequest, ...]:
    """Give what the speakers of a session may have asked for, read once."""
    return tuple(asked(said))


@lru_cache(maxsize=64)
def telling(said: Said) -> tuple[Risk, ...]:
    """Give the places of a session that only one person fits, read once."""
    return tuple(risks(said))


def of_request(request: ConsentRequest) -> ConsentStretch:
    """Give the passage that a request is about: whole turns."""
    return ConsentStretch(request.first_turn, 0, request.last_turn, END)


def of_risk(risk: Risk, turn: Turn) -> ConsentStretch:
    """Give the very words that single somebody out."""
    first, last = words(turn.text, risk)
    return ConsentStretch(risk.turn, first, risk.turn, last)


def answer(said: Said, about: ConsentStretch, level: Consent, reason: str, writer: ReviewWriter) -> ConsentDecision:
    """
    Write what is allowed for a passage, so that it is known again after an edit.

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
