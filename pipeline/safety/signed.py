"""Signatures, questions of identity that nobody answered → the signed sessions where some are still open."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import decisions
from pipeline.exchange import signing_words as words
from pipeline.reviewing.unanswered import unanswered
from pipeline.stages.tables import SIGN
from pipeline.study import Study


def check_signed(study: Study) -> Iterator[str]:
    """Tell which signed sessions hold names that may be one person's, and nobody said."""
    signed = sorted({d.session for d in decisions.identifiers(study) if d.action == SIGN})
    waiting = unanswered(study) if signed else None
    for session in signed if waiting else ():
        if waiting and waiting.of(session):
            yield words.signed_with(session, len(waiting.of(session)))
