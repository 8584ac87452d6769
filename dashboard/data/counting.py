"""A reading → people counted out of those asked, and suggestions left to read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dashboard.data.corpus import Corpus
from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading, Passage
from pipeline.analysis.counts import denominators as guide
from pipeline.analysis.counts.denominators import PeopleShare, Who


@dataclass(frozen=True, slots=True)
class People:
    """Who bears some codes: by decision of a person, and only by suggestions still to be read."""

    decided: frozenset[tuple[str, str]]
    pending: frozenset[tuple[str, str]]

    @property
    def with_it(self) -> frozenset[str]:
        """People of whom a passage was coded by a person."""
        return frozenset(person for person, _ in self.decided)

    @property
    def to_read(self) -> frozenset[str]:
        """People of whom only suggestions speak."""
        return frozenset(person for person, _ in self.pending) - self.with_it


@dataclass(frozen=True, slots=True)
class Share:
    """Among those who bear a value of an attribute, how many have a passage that a person coded."""

    value: str
    with_it: int
    total: int

    @property
    def without(self) -> int:
        """People of whom nothing was coded so."""
        return self.total - self.with_it


def people(corpus: Corpus, passages: Iterable[Passage], codes: Collection[str]) -> People:
    """Count the people who bear any of some codes; whoever is no participant never counts."""
    decided: set[Who] = set()
    pending: set[Who] = set()
    known = frozenset(corpus.people)
    for passage in (p for p in passages if p.excerpt.speaker in known):
        for mark in passage.marks:
            if mark.code in codes:
                (decided if mark.decided else pending).add(passage.who)
    return People(frozenset(decided), frozenset(pending - decided))


def by_value(corpus: Corpus, found: People, attribute: str, put: Collection[Who] | None = None) -> list[Share]:
    """
    Share people out by the values of an attribute; who sits in two sessions counts once for each value.

    ``put`` names those who were asked, the only ones who count; everyone when it is not given.
    """
    bearers: dict[str, set[str]] = {value: set() for value in corpus.values_of(attribute)}
    with_it: dict[str, set[str]] = {value: set() for value in bearers}
    for participant in corpus.interviewed:
        value, who = participant.attributes.get(attribute, ""), (participant.participant, participant.session)
        if value in bearers and (put is None or who in put):
            bearers[value].add(participant.participant)
            if who in found.decided:
                with_it[value].add(participant.participant)
    return [Share(value, len(with_it[value]), len(bearers[value])) for value in bearers if bearers[value]]


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


def among(corpus: Corpus, found: People, questions: Collection[str]) -> PeopleShare:
    """Count the people of whom a person coded a passage, out of those asked."""
    return guide.among(found.decided, asked(corpus, questions), by_guide=guided(corpus, questions))


@worked_out(2)
def uncoded(reading: CorpusReading) -> int:
    """Count the people none of whose sessions holds anything that a person coded."""
    begun = {p.excerpt.session for p in reading.counted if p.decided}
    reached = {p.participant for p in reading.corpus.interviewed if p.session in begun}
    return len(set(reading.corpus.people) - reached)


@dataclass(frozen=True, slots=True)
class ToRead:
    """
    Suggestions left to read.

    Attributes:
        hidden: those on reserved passages, which are read in their session only.
    """

    total: int = 0
    hidden: int = 0

    @property
    def shown(self) -> int:
        """How many the page Suggestions à relire offers."""
        return self.total - self.hidden


def to_read(reading: CorpusReading, session: str = "", code: str = "") -> ToRead:
    """Count the suggestions left to read, of one session and of one code if they are given."""
    found = [row for row in _waiting(reading) if session in {"", row[0]} and code in {"", row[1]}]
    return ToRead(len(found), sum(hidden for _, _, hidden in found))


def to_read_by_session(reading: CorpusReading) -> dict[str, ToRead]:
    """Count them session by session; one that has none is not there."""
    total = Counter[str]()
    hidden = Counter[str]()
    for session, _, aside in _waiting(reading):
        total[session] += 1
        hidden[session] += aside
    return {session: ToRead(count, hidden[session]) for session, count in total.items()}


# A reading is equal to itself only.
@worked_out(4)
def _waiting(reading: CorpusReading) -> tuple[tuple[str, str, bool], ...]:
    return tuple(
        (passage.excerpt.session, mark.code, passage.excerpt.excerpt not in reading.by_place)
        for passage in reading.counted if passage.marks for mark in passage.pending
    )
