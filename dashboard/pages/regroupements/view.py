"""A reading and what people decided → groupings against the grid, as one reads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from dashboard.data.corpus import Corpus
from dashboard.data.passages import CorpusReading, Passage
from dashboard.words.compare_words import HELD_FROM
from pipeline.analysis.counts import association
from pipeline.analysis.counts.association import CrossedCode, Spread, chi2
from pipeline.anchoring.publishable import NEVER_ANALYSED
from pipeline.codebook.codes import NamedGrouping, Theme
from pipeline.model.contracts import Grouping, ProfileWord
from pipeline.model.decision_rows import CodingDecision

LEVEL, FEWEST = 0.01, 5
STANDING_FOR = 20


@dataclass(frozen=True, slots=True)
class Trait:
    """A value of an attribute that is heard in a grouping more than elsewhere, in excerpts and people."""

    attribute: str
    value: str
    inside: int
    everywhere: int
    people: int
    chi2: float


@dataclass(frozen=True, slots=True)
class Lead:
    """A grouping, its passages, its words by χ², the codes it crosses, and what people made of it."""

    grouping: Grouping
    passages: tuple[Passage, ...]
    characteristic: tuple[Passage, ...]
    profile: tuple[ProfileWord, ...]
    crossed: tuple[tuple[CrossedCode, int], ...]
    traits: tuple[Trait, ...]
    themes: tuple[Theme, ...]
    named: NamedGrouping | None

    @property
    def holds(self) -> bool:
        """Whether it is shown: it finds half of its passages again, on draws and from other seeds."""
        return min(self.grouping.stability, self.grouping.seeds) >= HELD_FROM


def leads(reading: CorpusReading, named: Iterable[NamedGrouping]) -> list[Lead]:
    """Gather what one reads of each grouping, those that hold most people first."""
    known = {one.number: one for one in named}
    coded, corpus = codes_of(reading), reading.corpus
    crossed = association.crossed(corpus.topics, coded)
    ordered = sorted(corpus.groupings, key=lambda g: (-g.people, -g.size, g.topic))
    return [_lead(reading, g, crossed.get(g.topic, []), known.get(g.topic)) for g in ordered]


def _lead(reading: CorpusReading, grouping: Grouping, crossed: list[CrossedCode], named: NamedGrouping | None) -> Lead:
    corpus, topic = reading.corpus, grouping.topic
    inside = {t.excerpt for t in corpus.topics if t.topic == topic}
    held = [p for p in reading.counted if p.place in inside]
    return Lead(
        grouping, _passages(reading, grouping.representatives), _passages(reading, grouping.characteristic),
        tuple(sorted((p for p in corpus.profiles if p.topic == topic), key=lambda p: (-p.chi2, p.word))),
        tuple((one, _people(held, one.code)) for one in crossed), tuple(traits(reading, inside)),
        tuple(t for t in corpus.themes if topic in t.groupings), named,
    )


def _passages(reading: CorpusReading, names: Iterable[str]) -> tuple[Passage, ...]:
    found = (reading.by_place[e] for e in names if e in reading.by_place)
    return tuple(p for p in found if p.typical)


def _people(held: Iterable[Passage], code: str) -> int:
    return len({p.excerpt.speaker for p in held if any(m.code == code for m in p.decided)})


def codes_of(reading: CorpusReading) -> dict[str, frozenset[str]]:
    """Name the codes that people put on each passage."""
    return {p.place: frozenset(m.code for m in p.decided) for p in reading.counted if p.decided}


def traits(reading: CorpusReading, inside: Collection[str]) -> list[Trait]:
    """List the values of attributes that are heard in a grouping more than elsewhere (χ², p < 0.01)."""
    said = [p for p in reading.counted if p.attributes and p.excerpt.consent not in NEVER_ANALYSED
            and p.excerpt.speaker in reading.corpus.people]
    everywhere = Counter(pair for p in said for pair in p.attributes.items() if pair[1])
    here = [p for p in said if p.place in inside]
    within = Counter(pair for p in here for pair in p.attributes.items() if pair[1])
    found = []
    for (name, value), count in sorted(within.items()):
        score, p_value = chi2(count, everywhere[name, value], len(here), len(said))
        people = {p.excerpt.speaker for p in here if p.attributes.get(name) == value}
        if score > 0 and p_value < LEVEL and count >= FEWEST:
            found.append(Trait(name, value, count, everywhere[name, value], len(people), round(score, 2)))
    return sorted(found, key=lambda t: (-t.chi2, t.attribute, t.value))


def blind_spots(
    reading: CorpusReading, decisions: Iterable[CodingDecision], held: Iterable[Lead],
) -> dict[int, list[Passage]]:
    """List, by grouping that holds, the passages to read of sessions read whole that nobody coded."""
    sessions = {d.session for d in decisions if d.marks_read}
    read = {e.excerpt for e in reading.corpus.excerpts if e.session in sessions}
    stable = {lead.grouping.topic for lead in held if lead.holds}
    found = association.blind_spots(reading.corpus.topics, codes_of(reading), read, stable)
    shown = {topic: [reading.by_place[e] for e in names if e in reading.by_place] for topic, names in found.items()}
    return {topic: passages for topic, passages in shown.items() if passages}


def broad(reading: CorpusReading) -> list[Spread]:
    """Tell how codes spread over groupings, the broad ones first."""
    return association.spreads(reading.corpus.topics, codes_of(reading))


def standing_for(corpus: Corpus, topic: int, label: str = "") -> NamedGrouping:
    """Give what will tell a grouping from run to run: the excerpts nearest to its centre."""
    near = sorted((t for t in corpus.topics if t.topic == topic), key=lambda t: (-t.weight, t.excerpt))
    return NamedGrouping(topic, label, tuple(t.excerpt for t in near[:STANDING_FOR]))
