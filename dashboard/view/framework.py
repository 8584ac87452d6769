"""A reading → cases and the passages a summary may rest on: what the framework view is written from."""

from __future__ import annotations

from dashboard.view.corpus import Corpus
from dashboard.view.passages import Passage, Reading
from pipeline.codebook import Theme
from pipeline.judging import Case


def cases(corpus: Corpus, *, by_person: bool) -> list[Case]:
    """List the cases: each participant in each session, or each interview and group."""
    if by_person:
        return [Case(session, who) for session, who in sorted((p.session, p.participant) for p in corpus.interviewed)]
    return [Case(session) for session in corpus.interviews]


def passages(reading: Reading, case: Case, theme: Theme) -> list[Passage]:
    """List what a person coded in a theme for a case, and may be quoted."""
    codes = set(theme.codes)
    return [
        p for p in reading.by_place.values()
        if _of(p, case) and any(m.code in codes for m in p.decided)
    ]


def _of(passage: Passage, case: Case) -> bool:
    return passage.excerpt.session == case.session and case.participant in {"", passage.excerpt.speaker}


def counted(reading: Reading, case: Case, theme: Theme) -> int:
    """Count all that a person coded in a theme for a case, what may not be quoted too."""
    codes = set(theme.codes)
    return sum(_of(p, case) and any(m.code in codes for m in p.decided) for p in reading.counted)
