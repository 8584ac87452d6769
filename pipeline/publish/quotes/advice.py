"""A quote that few people fit → what could be told instead, the least loss first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.publish.quotes import risk as quote_risk
from pipeline.publish.quotes.basket import gauge, person
from pipeline.publish.quotes.quotes import Basket, Quote, QuoteMaterial

MOST = 3


@dataclass(frozen=True, slots=True)
class Advice:
    """Attributes to tell instead, how many people would bear them, and whether that is enough."""

    attributes: tuple[str, ...]
    least: int
    enough: bool


def advice(given: QuoteMaterial, held: Basket, quote: Quote) -> list[Advice]:
    """Propose to tell less: wider bands or an attribute fewer, then two changes where one is not enough."""
    once = _tried(given, held, quote, list(quote_risk.sparing(quote.choice.attributes, given.wide)))
    if any(a.enough for a in once):
        return [a for a in once if a.enough][:MOST]
    again = [less for a in once for less in quote_risk.sparing(a.attributes, given.wide)]
    twice = _tried(given, held, quote, again)
    return ([a for a in twice if a.enough] or once)[:MOST]


def _tried(given: QuoteMaterial, held: Basket, quote: Quote, ways: Sequence[tuple[str, ...]]) -> list[Advice]:
    found = [_effect(given, held, quote, attributes) for attributes in dict.fromkeys(ways)]
    better = [a for a in found if quote.gauge and a.least > quote.gauge.least]
    return sorted(better, key=lambda a: (not a.enough, -len(a.attributes), -a.least, a.attributes))


def _effect(given: QuoteMaterial, held: Basket, quote: Quote, attributes: tuple[str, ...]) -> Advice:
    known = person(given, quote)
    pairs = quote_risk.told(known, attributes, given.wide) if known else ()
    others = [pair for q in held.quotes if q.name == quote.name and q != quote for pair in q.told]
    least = gauge(given, quote, pairs, [*others, *pairs]).least
    return Advice(attributes, least, least >= held.fewest)


def apart_is_enough(given: QuoteMaterial, held: Basket, quote: Quote) -> bool:
    """Tell whether a second name would be enough: what this quote tells alone fits enough people."""
    return quote.choice.apart is None and gauge(given, quote, quote.told, quote.told).least >= held.fewest
