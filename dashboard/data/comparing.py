"""A reading → codes crossed with an attribute (the matrix), and a theme of the questionnaire beside its interviews."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from dashboard.data import counting
from dashboard.data.corpus import ClosedQuestion, Corpus, rank
from dashboard.data.counting import People, asked, guided, people, questions_of, tallied
from dashboard.data.first_screen import with_code
from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading, Passage, bearing, typical
from pipeline.analysis.coefficients import Method, interval
from pipeline.analysis.counts.coded_passages import CodingTally, PeopleShare, Who, among
from pipeline.codebook.grid import Theme
from pipeline.ingest.session import QUESTIONNAIRE
from pipeline.stages.answers import NONE, OTHER

Kind = Literal["theme", "code"]
State = Literal["present", "not_asked", "not_read", "absent", "silent"]
FEW = 5


@dataclass(frozen=True, slots=True)
class MatrixSubject:
    """A code or a theme: the codes it stands for, and the questions that bear on it, then as people read them."""

    kind: Kind
    id: str
    label: str
    codes: frozenset[str]
    questions: tuple[str, ...]
    asked_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """
    A row among those who bear a value.

    Attributes:
        among: who bears it by decision of a person, out of those asked whose interview was coded.
        to_read: of whom only suggestions speak.
        tally: the passages that people coded so.
    """

    value: str
    among: PeopleShare
    to_read: frozenset[str]
    tally: CodingTally

    @property
    def people(self) -> frozenset[str]:
        """Who bears it, among those asked."""
        return self.among.people

    @property
    def possible(self) -> frozenset[str]:
        """Those asked whose interview was coded."""
        return self.among.possible

    @property
    def unasked(self) -> frozenset[str]:
        """Who bears it though nobody asked them."""
        return self.among.unasked

    @property
    def state(self) -> State:
        """Say what an empty cell means: it is a finding to check, not a zero."""
        if self.people or self.unasked:
            return "present"
        if not self.possible:
            return "not_read" if self.among.not_yet else "not_asked"
        return "absent" if self.among.guided else "silent"

    @property
    def few(self) -> bool:
        """Whether so few people stand there that one reads them and compares nothing."""
        return len(self.possible) < FEW or 0 < len(self.people | self.unasked) < FEW


@dataclass(frozen=True, slots=True)
class MatrixRow:
    """A row of the matrix: a cell for each value, and one for all people together."""

    row: MatrixSubject
    cells: tuple[Cell, ...]
    whole: Cell


def rows(corpus: Corpus, kind: Kind) -> list[MatrixSubject]:
    """List the themes, or the codes in force, with those below each; a code is asked about as its themes are."""
    if kind == "theme":
        found = [MatrixSubject(kind, t.id, t.label, frozenset(t.codes), t.questions) for t in corpus.themes]
    else:
        found = [
            MatrixSubject(
                kind, c.id, corpus.label_of(c.id), frozenset(corpus.codebook.branch(c.id)), questions_of(corpus, c.id),
            )
            for c in corpus.codebook.offered
        ]
    return [replace(row, asked_by=tuple(map(corpus.asks, row.questions))) for row in found]


@worked_out(8)
def matrix(reading: CorpusReading, kind: Kind, attribute: str) -> tuple[MatrixRow, ...]:
    """Fill the matrix; only values that somebody interviewed bears make a column."""
    corpus = reading.corpus
    found: dict[str, set[Who]] = {value: set() for value in corpus.values_of(attribute)}
    for p in corpus.interviewed:
        if p.attributes.get(attribute, "") in found:
            found[p.attributes[attribute]].add((p.participant, p.session))
    columns = {value: frozenset(bearers) for value, bearers in found.items() if bearers}
    everyone = frozenset((p.participant, p.session) for p in corpus.interviewed)
    put = {questions: asked(corpus, questions) for questions in {row.questions for row in rows(corpus, kind)}}
    made = []
    for row in rows(corpus, kind):
        borne = RowBearers(
            people(reading, row.codes), bearing(reading.selected_by_code, row.codes), put[row.questions],
            by_guide=guided(corpus, row.questions),
        )
        cells = tuple(cell(reading, borne, value, who) for value, who in columns.items())
        made.append(MatrixRow(row, cells, cell(reading, borne, "", everyone)))
    return tuple(made)


@dataclass(frozen=True, slots=True)
class RowBearers:
    """Who bears the codes of a row, in which passages, and who was asked (``put``), if the guide says so."""

    people: People
    selected: list[Passage]
    put: frozenset[Who]
    by_guide: bool


def cell(reading: CorpusReading, row: RowBearers, value: str, bearers: frozenset[Who]) -> Cell:
    """
    Count a row among those who bear a value, each in their sessions.

    Args:
        reading: of now.
        row: who bears a code or a theme, and who was asked about it.
        value: of the attribute; empty for everyone.
        bearers: who bears that value, each with a session.
    """
    of = among(row.people.decided & bearers, row.put & bearers, reading.coded_sessions, by_guide=row.by_guide)
    # What nobody interviewed says bears no value of an attribute: it counts in the whole.
    met = reading.corpus.interviews if not value else ()
    here = [
        p for p in row.selected
        if p.excerpt.session in met or any((who, p.excerpt.session) in bearers for who in p.people)
    ]
    waiting = frozenset(who for who, _ in row.people.pending & bearers)
    return Cell(value, of, waiting - of.people - of.unasked, tallied(reading.corpus, here))


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
    found = people(reading, codes)
    in_forms = [p for p in reading.counted if p.excerpt.session in forms]
    decided = _writers(p for p in in_forms if any(m.code in codes for m in p.decided))
    pending = _writers(p for p in in_forms if any(m.code in codes for m in p.pending))
    open_answers = CodedOpenQuestion(len(_writers(in_forms)), decided, pending - decided)
    return JointTheme(
        theme, closed, unknown, open_answers, found, counting.among(reading, found, theme.questions), spoken, written,
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
