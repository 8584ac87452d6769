"""The corpus and some questions → who was asked them: the only people a denominator may count."""

from __future__ import annotations

from collections.abc import Collection

from dashboard.data.corpus import Corpus
from dashboard.data.counting import People
from pipeline.analysis.counts import denominators as guide
from pipeline.analysis.counts.denominators import Among, Who


def questions_of(corpus: Corpus, code: str) -> tuple[str, ...]:
    """Name the questions that bear on a code: those of its themes."""
    return tuple(dict.fromkeys(q for t in corpus.themes if code in t.codes for q in t.questions))


def guided(corpus: Corpus, questions: Collection[str]) -> bool:
    """Tell whether the guide speaks of any of these questions."""
    return guide.guided(corpus.guide_coverage, questions)


def asked(corpus: Corpus, questions: Collection[str]) -> frozenset[Who]:
    """List who was asked any of some questions, in which session."""
    everyone = frozenset((p.participant, p.session) for p in corpus.interviewed)
    return guide.asked(everyone, corpus.guide_coverage, questions)


def among(corpus: Corpus, found: People, questions: Collection[str]) -> Among:
    """Count the people of whom a person coded a passage, out of those asked."""
    return guide.among(found.decided, asked(corpus, questions), by_guide=guided(corpus, questions))
