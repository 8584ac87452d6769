"""A reading → codes or themes by the values of an attribute: who bears them, out of those who were asked."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from dashboard.data.corpus import Corpus
from dashboard.data.counting import asked, guided, questions_of
from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading
from pipeline.analysis.counts.denominators import Who, among

Kind = Literal["theme", "code"]
State = Literal["present", "not_asked", "not_read", "absent", "silent"]
FEW = 5
Borne = Mapping[str, frozenset[tuple[Who, str]]]  # code → who bears it, in which excerpt


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
        people: who bears it by decision of a person, among those asked.
        possible: those asked.
        unasked: who bears it though nobody asked them.
        to_read: of whom only suggestions speak.
        sessions: where a person coded it.
        excerpts: how many excerpts a person coded so.
        begun: whether a person has coded anything at all where those asked speak.
        guided: whether the guide says who was asked.
    """

    value: str
    people: frozenset[str]
    possible: frozenset[str]
    unasked: frozenset[str]
    to_read: frozenset[str]
    sessions: tuple[str, ...]
    excerpts: int
    begun: bool
    guided: bool

    @property
    def state(self) -> State:
        """Say what an empty cell means: it is a finding to check, not a zero."""
        if self.people or self.unasked:
            return "present"
        if not self.possible:
            return "not_asked"
        if not self.begun:
            return "not_read"
        return "absent" if self.guided else "silent"

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
    return tuple(
        MatrixRow(row, tuple(cell(reading, row, value, who, put[row.questions]) for value, who in columns.items()),
             cell(reading, row, "", everyone, put[row.questions]))
        for row in rows(corpus, kind)
    )


def cell(reading: CorpusReading, row: MatrixSubject, value: str, bearers: frozenset[Who], put: frozenset[Who]) -> Cell:
    """Count a row among those who bear a value, each in their sessions; ``put`` is who was asked, in all."""
    decided, pending = (
        {(who, excerpt) for code in row.codes for who, excerpt in borne.get(code, ()) if who in bearers}
        for borne in borne_by(reading)
    )
    here = put & bearers
    of = among((who for who, _ in decided), here, by_guide=guided(reading.corpus, row.questions))
    return Cell(
        value, of.people, of.possible, of.unasked,
        frozenset(person for (person, _), _ in pending) - of.people - of.unasked,
        tuple(sorted({session for (_, session), _ in decided})), len({excerpt for _, excerpt in decided}),
        any(session in begun(reading) for _, session in here), of.guided,
    )


# A matrix asks the same reading for every cell; a reading is equal to itself only.
@worked_out(4)
def borne_by(reading: CorpusReading) -> tuple[Borne, Borne]:
    """Give who bears each code in which excerpt: by decision of a person, and by suggestions alone."""
    decided: dict[str, set[tuple[Who, str]]] = defaultdict(set)
    pending: dict[str, set[tuple[Who, str]]] = defaultdict(set)
    known = set(reading.corpus.people)
    for passage in reading.counted:
        if passage.marks and passage.excerpt.speaker in known:
            for found, marks in ((decided, passage.decided), (pending, passage.pending)):
                for mark in marks:
                    found[mark.code].add((passage.who, passage.excerpt.excerpt))
    return {c: frozenset(w) for c, w in decided.items()}, {c: frozenset(w) for c, w in pending.items()}


@worked_out(4)
def begun(reading: CorpusReading) -> frozenset[str]:
    """Name the sessions in which a person has coded anything."""
    return frozenset(p.excerpt.session for p in reading.counted if p.decided)
