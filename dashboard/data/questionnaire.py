"""A reading and a theme → what the questionnaire says of it beside the interviews, each counted on its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from dashboard.data.corpus import ClosedQuestion, Corpus, rank
from dashboard.data.counting import People, among, people
from dashboard.data.first_screen import with_code
from dashboard.data.passages import CorpusReading, Passage, bearing, typical
from pipeline.analysis.counts.denominators import PeopleShare
from pipeline.analysis.intervals import Method, interval
from pipeline.codebook.grid import Theme
from pipeline.ingest.session import QUESTIONNAIRE
from pipeline.stages.answers import NONE, OTHER

QUOTES = 3


@dataclass(frozen=True, slots=True)
class Figure:
    """An answer: how many gave it, out of how many who answered, and the bounds of the share at 95 %."""

    answer: str
    count: int
    total: int
    low: float
    high: float

    @property
    def share(self) -> float:
        """Share of those who answered."""
        return self.count / self.total if self.total else 0.0


@dataclass(frozen=True, slots=True)
class Answered:
    """A closed question: its answers in their order, who left it empty, who wrote something else."""

    question: ClosedQuestion
    figures: tuple[Figure, ...]
    empty: int
    other: int

    @property
    def total(self) -> int:
        """How many gave one of the answers."""
        return sum(f.count for f in self.figures)


@dataclass(frozen=True, slots=True)
class CodedOpenQuestion:
    """Open answers coded with the same grid: who wrote any, whose were coded so by a person, whose wait."""

    wrote: int
    decided: frozenset[str]
    pending: frozenset[str]


@dataclass(frozen=True, slots=True)
class JointTheme:
    """A theme, the questionnaire on one side and interviews on the other."""

    theme: Theme
    closed: tuple[Answered, ...]
    unknown: tuple[str, ...]
    open: CodedOpenQuestion
    people: People
    among: PeopleShare
    from_interviews: tuple[Passage, ...]
    from_answers: tuple[Passage, ...]


def joint(reading: CorpusReading, theme: Theme, method: Method) -> JointTheme:
    """Gather both sides of a theme; open answers never add to the people interviewed."""
    corpus, codes = reading.corpus, frozenset(theme.codes)
    declared = {q.name: q for q in corpus.settings.questions}
    guide = {a.question for a in corpus.guide_coverage}
    given = {a.question for a in corpus.answers}
    closed = tuple(
        answered(corpus, declared.get(q, ClosedQuestion(q, q)), method) for q in theme.questions if q in given
    )
    coded = list(with_code(reading.passages, codes))
    forms = _forms(corpus)
    spoken, written = (
        tuple(typical([p for p in coded if (p.excerpt.session in forms) is on_paper], QUOTES, codes))
        for on_paper in (False, True)
    )
    unknown = tuple(q for q in theme.questions if q not in given | guide)
    found = people(corpus, bearing(reading.counted_by_code, codes), codes)
    in_forms = [p for p in reading.counted if p.excerpt.session in forms]
    decided = _writers(p for p in in_forms if any(m.code in codes for m in p.decided))
    pending = _writers(p for p in in_forms if any(m.code in codes for m in p.pending))
    open_answers = CodedOpenQuestion(len(_writers(in_forms)), decided, pending - decided)
    return JointTheme(
        theme, closed, unknown, open_answers, found, among(corpus, found, theme.questions), spoken, written,
    )


def answered(corpus: Corpus, question: ClosedQuestion, method: Method) -> Answered:
    """Count the answers to a closed question, those declared first and in their order."""
    counts = Counter(a.answer for a in corpus.answers if a.question == question.name)
    said = [v for v in counts if v not in {NONE, OTHER}]
    total = sum(counts[v] for v in said)
    values = question.values or tuple(sorted(said, key=rank))
    figures = tuple(Figure(v, counts[v], total, *interval(counts[v], total, method)) for v in values)
    return Answered(question, figures, counts[NONE], counts[OTHER])


def _forms(corpus: Corpus) -> frozenset[str]:
    return frozenset(s for s in corpus.sessions if corpus.kind(s) == QUESTIONNAIRE)


def _writers(passages: Iterable[Passage]) -> frozenset[str]:
    return frozenset(p.excerpt.speaker for p in passages)
