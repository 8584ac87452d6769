"""The interview guide and some questions → who was asked them: the only people a denominator may count."""

from __future__ import annotations

from collections.abc import Collection

from dashboard.view.corpus import Corpus

Who = tuple[str, str]  # a participant in a session


def guided(corpus: Corpus, questions: Collection[str]) -> bool:
    """Tell whether the guide speaks of any of these questions."""
    return any(a.question in questions for a in corpus.asked)


def asked(corpus: Corpus, questions: Collection[str]) -> frozenset[Who]:
    """
    List who was asked any of some questions, in which session.

    Where the guide speaks of none of them, or of nothing at all in a session, everyone may have been asked.
    """
    everyone = frozenset((p.participant, p.session) for p in corpus.interviewed)
    if not guided(corpus, questions):
        return everyone
    told = {a.session for a in corpus.asked}
    put = {(a.participant, a.session) for a in corpus.asked if a.asked and a.question in questions}
    return frozenset(who for who in everyone if who in put or who[1] not in told)
