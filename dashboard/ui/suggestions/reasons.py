"""A suggestion → why it is made, in sentences that name words, passages and people."""

from __future__ import annotations

from collections.abc import Iterator

from dashboard.data import titles
from dashboard.data.marks import Span
from dashboard.data.passages import CorpusReading, Passage
from dashboard.data.suggestions import SuggestionCase
from dashboard.ui.sentences import suggestion_phrases as phrases
from dashboard.ui.suggestions.alike import authors
from dashboard.words import coding_words as wording
from pipeline.model.contracts import Evidence

ORDER = ("registre", "definition", "learnt")


def why(reading: CorpusReading, case: SuggestionCase) -> list[str]:
    """Say why a code is suggested: the words that fired, what is near, which sources agree."""
    said = [phrases.fired(words)] if (words := fired(case)) else []
    said += dict.fromkeys(s for e in case.suggestion.evidence for s in _near(reading, case, e))
    sources = sorted(case.suggestion.sources, key=lambda s: (s not in ORDER, ORDER.index(s) if s in ORDER else 0, s))
    return [*said, phrases.agreement(sources)] if sources else [*said, wording.NO_REASON]


def fired(case: SuggestionCase) -> list[str]:
    """Give the words that made a marker fire, each once, in the order they are said."""
    text = case.passage.excerpt.text
    return list(dict.fromkeys(text[start:end] for start, end in spans(case)))


def spans(case: SuggestionCase) -> list[Span]:
    """Give the characters of the excerpt that show why a code is suggested."""
    given = {(e.start, e.end) for e in case.suggestion.evidence if e.start is not None and e.end is not None}
    return sorted(given)


def _near(reading: CorpusReading, case: SuggestionCase, evidence: Evidence) -> Iterator[str]:
    if evidence.source == "definition":
        yield wording.NEAR_DEFINITION
    elif evidence.source == "learnt":
        # A passage that is reserved is neither shown nor named here.
        like = reading.by_place.get(evidence.excerpt)
        yield _learnt(reading, case, like) if like else wording.LEARNT


def _learnt(reading: CorpusReading, case: SuggestionCase, like: Passage) -> str:
    called = titles.short(reading.corpus, like.excerpt.session)
    return phrases.learnt(authors(reading, case.code, like.place), called, like.excerpt.turn)
