"""A reading → cases and the passages a summary may rest on: what the framework view is written from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from dashboard.data.corpus import Corpus
from dashboard.data.passages import CorpusReading, Passage
from pipeline.codebook.grid import Theme
from pipeline.coding.themes import verdicts
from pipeline.coding.themes.verdicts import FrameworkCase


def cases(corpus: Corpus, *, by_person: bool) -> list[FrameworkCase]:
    """List the cases: each participant in each session, or each interview and group."""
    if by_person:
        return [
            FrameworkCase(session, who)
            for session in corpus.sessions for who in corpus.speakers_of(session)
        ]
    return [FrameworkCase(session) for session in corpus.interviews]


def passages(reading: CorpusReading, case: FrameworkCase, theme: Theme) -> list[Passage]:
    """List what a person coded in a theme for a case, and may be quoted."""
    codes = set(theme.codes)
    return [
        p for p in reading.by_place.values()
        if _of(p, case) and any(m.code in codes for m in p.decided)
    ]


def _of(passage: Passage, case: FrameworkCase) -> bool:
    return passage.excerpt.session == case.session and case.participant in {"", passage.excerpt.speaker}


def counts(reading: CorpusReading, themes: Iterable[Theme]) -> Counter[verdicts.Cell]:
    """Count what a person coded in each theme for each case, people and sessions; what may not be quoted counts too."""
    codes = {t.id: set(t.codes) for t in themes}
    found: Counter[verdicts.Cell] = Counter()
    for passage in reading.counted:
        borne = {m.code for m in passage.decided}
        for theme in (t for t, of in codes.items() if borne & of):
            found[FrameworkCase(passage.excerpt.session, passage.excerpt.speaker), theme] += 1
            found[FrameworkCase(passage.excerpt.session), theme] += 1
    return found
