"""A reading and what coders hold → the suggestions that wait for one of them, in order, and how far they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dashboard.data.corpus import Corpus
from dashboard.data.decisions_read import Decided
from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading, Passage
from pipeline.coding import coder_state
from pipeline.coding.coder_state import CoderState, Order, passages_in_order, review_order, waiting
from pipeline.coding.coding_writer import named
from pipeline.model.contracts import Suggestion
from pipeline.model.decision_rows import CodingVerb

ORDERS: dict[str, Order] = {"incertaines": "uncertain", "code": "code", "hasard": "random"}


@dataclass(frozen=True, slots=True)
class SuggestionCase:
    """A suggestion on a passage that may be shown in its place."""

    suggestion: Suggestion
    passage: Passage

    @property
    def code(self) -> str:
        """The code suggested."""
        return self.suggestion.code

    @property
    def name(self) -> str:
        """The name by which a decision answers it."""
        return named(self.suggestion)

    @property
    def session(self) -> str:
        """The session where it stands."""
        return self.passage.excerpt.session


@dataclass(frozen=True, slots=True)
class SuggestionProgress:
    """How many suggestions of a code, or of all, have been reviewed."""

    code: str
    done: int
    total: int

    @property
    def left(self) -> int:
        """How many are left."""
        return self.total - self.done


@dataclass(frozen=True, slots=True)
class ReviewChoice:
    """What a coder wants to review: in which order, one code, one session; what is empty does not filter."""

    order: str = "incertaines"
    code: str = ""
    session: str = ""


@worked_out(4)
def cases(reading: CorpusReading) -> tuple[SuggestionCase, ...]:
    """Give the suggestions that a page may show: what is reserved is only read in its session."""
    corpus = reading.corpus
    if not corpus.settings.suggestions:
        return ()
    found = ((s, reading.by_place.get(s.excerpt)) for s in corpus.suggestions)
    return tuple(SuggestionCase(s, passage) for s, passage in found if passage and s.code in corpus.codes)


def suiting(found: Iterable[SuggestionCase], choice: ReviewChoice) -> list[SuggestionCase]:
    """Keep the suggestions of the code and of the session chosen."""
    return [c for c in found if choice.code in {"", c.code} and choice.session in {"", c.session}]


@worked_out(4)
def left(reading: CorpusReading, decided: Decided, coder: str) -> frozenset[str]:
    """
    Name the suggestions that nobody has answered; those that the coder is unsure of still wait for them.

    Args:
        reading: whose suggestions are those of the last run.
        decided: answers of every coder: one settles a suggestion for all, a doubt for nobody.
        coder: whose own doubts still wait.
    """
    told = [c.suggestion for c in cases(reading)]
    # The doubt of a colleague settles nothing, for anybody.
    states = decided.now.by_coder.values()
    others = {name: d for state in states for name, d in state.answers.items() if d.decision != CodingVerb.UNSURE}
    everyone = CoderState(
        tuple(d for state in states for d in state.lines), {**decided.now.of(coder).answers, **others},
    )
    remaining = waiting(told, reading.corpus.excerpts, everyone, reading.corpus.codebook)
    return frozenset(named(s) for s in remaining)


@worked_out(8)
def queue(reading: CorpusReading, decided: Decided, coder: str, choice: ReviewChoice) -> tuple[SuggestionCase, ...]:
    """
    Put the suggestions that wait in the order chosen.

    Args:
        reading: the study as it is read now.
        decided: what people decided up to now.
        coder: whose answers are left out.
        choice: session, code and order.
    """
    waits = left(reading, decided, coder)
    by_name = {c.name: c for c in suiting(cases(reading), choice) if c.name in waits}
    state = decided.now.of(coder)
    by = ORDERS.get(choice.order, "uncertain")
    ordered = review_order((c.suggestion for c in by_name.values()), state, by, coder=coder, code=choice.code)
    found = [by_name[named(s)] for s in ordered]
    return tuple(grouped(reading.corpus, found) if choice.order == "code" and not choice.code else found)


def grouped(corpus: Corpus, some: Iterable[SuggestionCase]) -> list[SuggestionCase]:
    """Put suggestions code after code, in the order of the grid."""
    ranks = {code: rank for rank, code in enumerate(corpus.codes)}
    return sorted(some, key=lambda c: ranks[c.code])


@worked_out(8)
def blind_queue(reading: CorpusReading, decided: Decided, coder: str, choice: ReviewChoice) -> tuple[Passage, ...]:
    """
    Give the passages that a coder has to decide on before anything shows, in an order that tells nothing.

    Args:
        reading: the study as it is read now.
        decided: what people decided up to now.
        coder: for whom the order is drawn.
        choice: of which only the session counts.
    """
    state = decided.now.of(coder)
    some = [p.excerpt for p in reading.by_place.values() if choice.session in {"", p.excerpt.session}]
    alone = coder_state.undecided(passages_in_order(some, state, coder=coder), state)
    return tuple(reading.by_place[e.excerpt] for e in alone)


def of_passage(reading: CorpusReading, place: str) -> list[SuggestionCase]:
    """Give the suggestions on a passage."""
    return [c for c in cases(reading) if c.passage.place == place]


def progress(found: Sequence[SuggestionCase], waits: Collection[str]) -> SuggestionProgress:
    """Say how many suggestions have been reviewed."""
    return SuggestionProgress("", sum(c.name not in waits for c in found), len(found))


def by_code(corpus: Corpus, found: Iterable[SuggestionCase], waits: Collection[str]) -> list[SuggestionProgress]:
    """Say it for each code that has any, in the order of the grid."""
    total = Counter[str]()
    done = Counter[str]()
    for case in found:
        total[case.code] += 1
        done[case.code] += case.name not in waits
    return [SuggestionProgress(code, done[code], total[code]) for code in corpus.codes if total[code]]
