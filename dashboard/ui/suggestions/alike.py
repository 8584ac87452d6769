"""A passage and a code → the passages most like it on which people decided about that code."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from math import sqrt

from dashboard.data.freshness import worked_out
from dashboard.data.marks import meetings
from dashboard.data.passages import CorpusReading, Passage
from dashboard.data.suggestions import SuggestionCase
from pipeline.anchoring.anchors import split
from pipeline.language.folds import fold_for_search
from pipeline.language.stopwords import is_stop_word
from pipeline.model.contracts import Coding, Status

SHOWN = 3
FEWEST_LETTERS = 3


@dataclass(frozen=True, slots=True)
class Alike:
    """A passage on which people decided about the code, and what they decided."""

    passage: Passage
    status: Status
    authors: tuple[str, ...]


def alike(reading: CorpusReading, case: SuggestionCase) -> list[Alike]:
    """
    Give passages already decided for the code, those the machine names first, then those that share most words.

    One of them was refused where any was: what speaks against is shown beside what speaks for.
    """
    told = {e.excerpt for e in case.suggestion.evidence if e.excerpt}
    said = _words(case.passage.excerpt.text)
    found = sorted(
        (a for a in decided(reading).get(case.code, ()) if a.passage.place != case.passage.place),
        key=lambda a: (a.passage.place not in told, -_shared(said, _words(a.passage.excerpt.text)), a.passage.place),
    )
    against = [a for a in found if a.status == "refused"][:1]
    put = [a for a in found if a.status != "refused"][: SHOWN - len(against)]
    return put + against


def authors(reading: CorpusReading, code: str, excerpt: str) -> tuple[str, ...]:
    """Name those who put a code on a passage."""
    found = decided(reading).get(code, ())
    return tuple(n for a in found if a.passage.place == excerpt and a.status != "refused" for n in a.authors)


@worked_out(4)
def decided(reading: CorpusReading) -> dict[str, tuple[Alike, ...]]:
    """Gather, for each code, the passages on which people decided about it."""
    found: dict[tuple[str, str, Status], list[Coding]] = defaultdict(list)
    for coding, excerpt in meetings(reading.corpus):
        if coding.status != "proposed" and excerpt.excerpt in reading.by_place:
            found[reading.corpus.codebook.in_force(coding.code), excerpt.excerpt, coding.status].append(coding)
    by_code: dict[str, list[Alike]] = defaultdict(list)
    for (code, place, status), codings in sorted(found.items()):
        by_code[code].append(Alike(reading.by_place[place], status, _names(codings)))
    return {code: tuple(some) for code, some in by_code.items()}


def _names(codings: Iterable[Coding]) -> tuple[str, ...]:
    return tuple(sorted({c.author for c in codings}))


@worked_out(20_000)
def _words(text: str) -> frozenset[str]:
    return frozenset(w for w in split(fold_for_search(text)) if len(w) > FEWEST_LETTERS and not is_stop_word(w))


def _shared(one: frozenset[str], other: frozenset[str]) -> float:
    return round(len(one & other) / sqrt(len(one) * len(other)), 4) if one and other else 0.0
