"""A reading and what coders hold → the suggestions that wait for one of them, in order, and how far they are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dashboard.view.corpus import Corpus
from dashboard.view.passages import Passage, Reading
from pipeline.coding import blind
from pipeline.coding.answers import named
from pipeline.coding.order import Order, passages_in_order, review_order, waiting
from pipeline.coding.standing import Standing
from pipeline.contracts import Suggestion

ORDERS: dict[str, Order] = {"incertaines": "uncertain", "code": "code", "hasard": "random"}


@dataclass(frozen=True, slots=True)
class Case:
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
class Progress:
    """How many suggestions of a code, or of all, have been reviewed."""

    code: str
    done: int
    total: int

    @property
    def left(self) -> int:
        """How many are left."""
        return self.total - self.done


@dataclass(frozen=True, slots=True)
class Choice:
    """What a coder wants to review: in which order, one code, one session; what is empty does not filter."""

    order: str = "incertaines"
    code: str = ""
    session: str = ""


@lru_cache(maxsize=4)
def cases(reading: Reading) -> tuple[Case, ...]:
    """Give the suggestions that a page may show: what is reserved is only read in its session."""
    corpus = reading.corpus
    if not corpus.settings.suggestions:
        return ()
    found = ((s, reading.by_place.get(s.excerpt)) for s in corpus.suggestions)
    return tuple(Case(s, passage) for s, passage in found if passage and s.code in corpus.codes)


def suiting(found: Iterable[Case], choice: Choice) -> list[Case]:
    """Keep the suggestions of the code and of the session chosen."""
    return [c for c in found if choice.code in {"", c.code} and choice.session in {"", c.session}]


def left(reading: Reading, now: Standing, coder: str) -> frozenset[str]:
    """Name the suggestions that nobody has answered; those that the coder is unsure of still wait for them."""
    corpus = reading.corpus
    remaining = [c.suggestion for c in cases(reading)]
    for who in {coder, *now.hands}:
        remaining = waiting(remaining, corpus.excerpts, now.of(who), corpus.codebook)
    return frozenset(named(s) for s in remaining)


def queue(found: Sequence[Case], waits: Collection[str], now: Standing, coder: str, choice: Choice) -> list[Case]:
    """Put the suggestions that wait in the order chosen."""
    by_name = {c.name: c for c in found if c.name in waits}
    hand, by = now.of(coder), ORDERS.get(choice.order, "uncertain")
    ordered = review_order((c.suggestion for c in by_name.values()), hand, by, coder=coder, code=choice.code)
    return [by_name[named(s)] for s in ordered]


def grouped(corpus: Corpus, some: Iterable[Case]) -> list[Case]:
    """Put suggestions code after code, in the order of the grid."""
    ranks = {code: rank for rank, code in enumerate(corpus.codes)}
    return sorted(some, key=lambda c: ranks[c.code])


def blind_queue(reading: Reading, now: Standing, coder: str, choice: Choice) -> list[Passage]:
    """Give the passages that a coder has to decide on before anything shows, in an order that tells nothing."""
    hand = now.of(coder)
    some = [p.excerpt for p in reading.by_place.values() if choice.session in {"", p.excerpt.session}]
    return [reading.by_place[e.excerpt] for e in blind.undecided(passages_in_order(some, hand, coder=coder), hand)]


def of_passage(reading: Reading, place: str) -> list[Case]:
    """Give the suggestions on a passage."""
    return [c for c in cases(reading) if c.passage.place == place]


def progress(found: Sequence[Case], waits: Collection[str]) -> Progress:
    """Say how many suggestions have been reviewed."""
    return Progress("", sum(c.name not in waits for c in found), len(found))


def by_code(corpus: Corpus, found: Iterable[Case], waits: Collection[str]) -> list[Progress]:
    """Say it for each code that has any, in the order of the grid."""
    total, done = Counter[str](), Counter[str]()
    for case in found:
        total[case.code] += 1
        done[case.code] += case.name not in waits
    return [Progress(code, done[code], total[code]) for code in corpus.codes if total[code]]
