"""Signatures, questions of identity that nobody answered → the signed sessions where some are still open."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.anchoring import decisions
from pipeline.model.study import Study
from pipeline.pseudonymise.people.titles import study_titles
from pipeline.pseudonymise.review import signing_words as words
from pipeline.pseudonymise.review.identities import unanswered


def check_signed(study: Study) -> Iterator[str]:
    """Tell which signed sessions hold names that may be one person's, and nobody said."""
    signed = sorted({d.session for d in decisions.identifiers(study) if d.signs})
    called = study_titles(study)
    waiting = unanswered(study) if signed else None
    for session in signed if waiting else ():
        if waiting and waiting.of(session):
            yield words.signed_with(called.get(session, session), len(waiting.of(session)))
