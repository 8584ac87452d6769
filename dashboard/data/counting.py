"""Passages → how many people, decided by persons, and how many more await a reading."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dashboard.data.corpus import Corpus
from dashboard.data.passages import Passage
from pipeline.analysis.counts.denominators import Who


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
