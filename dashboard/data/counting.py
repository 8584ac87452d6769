"""A reading → people counted out of those asked, and suggestions left to read."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dashboard.data.corpus import Corpus
from dashboard.data.decisions_read import Decided
from dashboard.data.freshness import worked_out
from dashboard.data.marks import DECIDED
from dashboard.data.passages import CorpusReading, Passage, bearing
from pipeline.analysis.counts import coded_passages as guide
from pipeline.analysis.counts import coded_passages as selections
from pipeline.analysis.counts.coded_passages import CodingTally, Counted, PeopleShare, Who
from pipeline.anchoring.publishable import may_pass
from pipeline.codebook.codes import Code, Codebook, Family
from pipeline.coding.grid_effect import EffectMaterial, Hit, hits
from pipeline.model.contracts import AnonymisedTurn, Coding, Excerpt
from pipeline.model.lazy import Same


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
    """
    Among those who bear a value of an attribute, how many have a passage that a person coded.

    Attributes:
        total: those whose interview was coded; of them alone one can say that they are without.
        not_yet: those whose interview nobody coded yet.
    """

    value: str
    with_it: int
    total: int
    not_yet: int = 0

    @property
    def without(self) -> int:
        """People of whom nothing was coded so, though their interview was."""
        return self.total - self.with_it


def people(reading: CorpusReading, codes: Collection[str]) -> People:
    """Count the people who bear any of some codes; whoever is no participant never counts."""
    known = frozenset(reading.corpus.people)
    decided = {
        (who, p.excerpt.session) for p in bearing(reading.selected_by_code, codes) for who in p.people if who in known
    }
    pending = {
        p.who for p in bearing(reading.counted_by_code, codes)
        if p.excerpt.speaker in known and any(m.code in codes for m in p.pending)
    }
    return People(frozenset(decided), frozenset(pending - decided))


def tally(reading: CorpusReading, codes: Collection[str]) -> CodingTally:
    """Count the people, interviews and passages that bear any of some codes, by decision of a person."""
    return tallied(reading.corpus, bearing(reading.selected_by_code, codes))


def waiting(reading: CorpusReading, codes: Collection[str]) -> int:
    """Count the suggestions of some codes that wait for a person."""
    return sum(m.code in codes for p in bearing(reading.counted_by_code, codes) for m in p.pending)


def tallied(corpus: Corpus, selected: Iterable[Passage]) -> CodingTally:
    """Count passages that people selected."""
    of = (Counted(p.excerpt.session, p.people, p.voice or "participant") for p in selected)
    return selections.tally(of, frozenset(corpus.people), frozenset(corpus.interviews))


def by_value(reading: CorpusReading, found: People, attribute: str, put: Collection[Who] | None = None) -> list[Share]:
    """
    Share people out by the values of an attribute; who sits in two sessions counts once for each value.

    ``put`` names those who were asked, the only ones who count; everyone when it is not given.
    """
    corpus = reading.corpus
    asked_of: dict[str, set[Who]] = {value: set() for value in corpus.values_of(attribute)}
    for participant in corpus.interviewed:
        value, who = participant.attributes.get(attribute, ""), (participant.participant, participant.session)
        if value in asked_of and (put is None or who in put):
            asked_of[value].add(who)
    shares = []
    for value, bearers in asked_of.items():
        of = guide.among(found.decided & bearers, bearers, reading.coded_sessions, by_guide=False)
        if bearers:
            shares.append(Share(value, len(of.people), len(of.possible), len(of.not_yet)))
    return shares


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


def among(reading: CorpusReading, found: People, questions: Collection[str]) -> PeopleShare:
    """
    Count the people of whom a person coded a passage, out of those asked whose interview was coded.

    Args:
        reading: of now, decisions since the last run laid over it.
        found: who bears what is counted.
        questions: of the guide, those that ask about it; without any, everyone was asked.
    """
    corpus = reading.corpus
    put = asked(corpus, questions)
    return guide.among(found.decided, put, reading.coded_sessions, by_guide=guided(corpus, questions))


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
    found = [row for row in _left(reading) if session in {"", row[0]} and code in {"", row[1]}]
    return ToRead(len(found), sum(hidden for _, _, hidden in found))


def to_read_by_session(reading: CorpusReading) -> dict[str, ToRead]:
    """Count them session by session; one that has none is not there."""
    total = Counter[str]()
    hidden = Counter[str]()
    for session, _, aside in _left(reading):
        total[session] += 1
        hidden[session] += aside
    return {session: ToRead(count, hidden[session]) for session, count in total.items()}


# A reading is equal to itself only.
@worked_out(4)
def _left(reading: CorpusReading) -> tuple[tuple[str, str, bool], ...]:
    return tuple(
        (passage.excerpt.session, mark.code, passage.excerpt.excerpt not in reading.by_place)
        for passage in reading.counted if passage.marks for mark in passage.pending
    )


@dataclass(frozen=True, slots=True)
class GridRow:
    """
    A code in the tree, with what is counted under it and under those that make it more precise.

    Attributes:
        to_read: suggestions that wait for a person.
    """

    code: Code
    depth: int
    tally: CodingTally
    to_read: int


def tree(reading: CorpusReading, book: Codebook) -> list[tuple[Family, list[GridRow]]]:
    """Arrange codes by family, each followed by those below it; a code of a parent elsewhere follows its parent."""
    return [
        (family, [row for top in book.codes if top.family == family.id and not top.parent
                  for row in _branch(reading, book, top, 0)])
        for family in book.families
    ]


def _branch(reading: CorpusReading, book: Codebook, code: Code, depth: int) -> Iterator[GridRow]:
    branch = frozenset(book.branch(code.id))
    # The grid on disk may be newer than the one the reading was made with.
    known = {c for c in (*reading.selected_by_code, *reading.counted_by_code) if book.in_force(c) in branch}
    yield GridRow(code, depth, tally(reading, known), waiting(reading, known))
    for child in (c for c in book.codes if c.parent == code.id):
        yield from _branch(reading, book, child, depth + 1)


@worked_out(2)
def material(reading: CorpusReading, decided: Decided) -> EffectMaterial:
    """Gather the passages that registres are tried on, and what people hold of them."""
    return EffectMaterial(reading.corpus.excerpts, reading.corpus.anonymised, decided.in_force)


def firings(code: Code, book: Codebook, material: EffectMaterial) -> Counter[str]:
    """Count the passages where each marker of a code fires."""
    return _fired(code, Same(book), Same(material.excerpts), Same(material.turns))


# What fires is the same as long as the run and the grid are.
@worked_out(256)
def _fired(
    code: Code, book: Same[Codebook], excerpts: Same[Sequence[Excerpt]], turns: Same[Sequence[AnonymisedTurn]],
) -> Counter[str]:
    found = hits(code, book.it, EffectMaterial(excerpts.it, turns.it))
    return Counter(marker for hit in found for marker in {m.marker for m in hit.matches})


def shown(reading: CorpusReading, found: tuple[Hit, ...]) -> tuple[list[Hit], list[Hit]]:
    """Part passages that may be quoted from those that are only read in their session."""
    quotable = [hit for hit in found if hit.excerpt.excerpt in reading.by_place]
    return quotable, [hit for hit in found if hit.excerpt.excerpt not in reading.by_place]


def passage_at(reading: CorpusReading, session: str, turn: int, start: int) -> str:
    """Name the passage where a coding begins, for the link to it; empty when there is none."""
    found = (e.excerpt for e in _by_turn(Same(reading.corpus.excerpts)).get((session, turn), ()) if start < e.end)
    return next(found, "")


@worked_out(2)
def _by_turn(excerpts: Same[tuple[Excerpt, ...]]) -> dict[tuple[str, int], list[Excerpt]]:
    found: dict[tuple[str, int], list[Excerpt]] = defaultdict(list)
    for e in excerpts.it:
        found[e.session, e.turn].append(e)
    return dict(found)


def to_assign(reading: CorpusReading, book: Codebook, code: Code) -> list[Coding]:
    """List what people coded with a code that was split since (retired, or kept above others) and may be quoted."""
    if not (code.retired or book.children(code.id)):
        return []
    return [
        c for c in reading.corpus.codings
        if book.in_force(c.code) == code.id and c.status in DECIDED and may_pass(c.consent, "quote")
    ]
