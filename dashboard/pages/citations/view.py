"""A reading and what people decided → the basket of quotes, and those that a reader asks for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dashboard.data.decisions_read import Decided
from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading
from dashboard.data.publish_data import PeopleSettings, Quoted
from pipeline.anchoring.publishable import opaque_id
from pipeline.publish.quotes.basket import basket
from pipeline.publish.quotes.document import StudyLabel as About
from pipeline.publish.quotes.document import numbered
from pipeline.publish.quotes.quotes import Basket, Quote, QuoteMaterial
from pipeline.publish.quotes.risk import WIDER, widths

READY, WAITING = "ready", "waiting"


@dataclass(frozen=True)
class Wall:
    """What the page works on."""

    given: QuoteMaterial
    basket: Basket
    about: About


@dataclass(frozen=True, slots=True)
class QuoteFilter:
    """What a reader asks for; what is empty does not filter."""

    states: frozenset[str] = field(default_factory=frozenset)
    people: frozenset[str] = field(default_factory=frozenset)
    sessions: frozenset[str] = field(default_factory=frozenset)
    by: frozenset[str] = field(default_factory=frozenset)


@worked_out(2)
def wall(reading: CorpusReading, decided: Decided, quoted: Quoted, people: PeopleSettings) -> Wall:
    """Gather the quotes as they are now."""
    corpus, declared = reading.corpus, people.declared
    stars = [d for state in decided.now.by_coder.values() for d in state.stars]
    given = QuoteMaterial(
        corpus.turns, stars, quoted.lines, corpus.participants, widths(declared), people.k, corpus.signed,
    )
    return Wall(given, basket(given), About(corpus.settings.title, corpus.settings.fictional, numbered(declared)))


def key(quote: Quote) -> str:
    """Name a quote on the screen: always the same while its words stand, and telling nothing."""
    session, place = quote.passage
    return opaque_id(session, *map(str, (place.turn, place.first_word, place.last_turn, place.last_word)))


def state(basket_: Basket, quote: Quote) -> str:
    """Say whether a quote may leave."""
    return WAITING if basket_.held(quote) else READY


def session(quote: Quote) -> str:
    """Name the session of a quote, where it may be told."""
    return quote.passage[0] if quote.attributed else ""


def wanted(on: Wall, by: QuoteFilter) -> list[Quote]:
    """Keep the quotes that satisfy every choice."""
    return [
        q for q in on.basket.quotes
        if _among({state(on.basket, q)}, by.states) and _among({q.name}, by.people)
        and _among({session(q)}, by.sessions) and _among(set(q.by), by.by)
    ]


def _among(values: set[str], chosen: frozenset[str]) -> bool:
    return not chosen or bool(values & chosen)


def offered(on: Wall, attributes: Iterable[str]) -> list[str]:
    """List the attributes that may be told, each in wider bands too where it has some."""
    return [told for a in attributes for told in ((a, f"{a}{WIDER}") if a in on.given.wide else (a,))]


def people_quoted(quotes: Iterable[Quote]) -> int:
    """Count the names that are quoted."""
    return len({q.name for q in quotes} - {""})
