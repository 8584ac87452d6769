"""A reading and what people decided → the basket of quotes, and each as it would leave, with its risk."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from dashboard.data.decisions_read import Decided
from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading
from dashboard.data.publish_data import PeopleSettings, QuoteDecisions
from dashboard.ui.html import Html, element, join, link, list_of
from dashboard.ui.sentences import reading_phrases as phrases
from dashboard.words import publish_words as wording
from pipeline.anchoring.publishable import opaque_id
from pipeline.publish.documents.parts import quoted
from pipeline.publish.quotes.basket import basket
from pipeline.publish.quotes.document import StudyLabel as About
from pipeline.publish.quotes.document import attribution, numbered, value, why
from pipeline.publish.quotes.quote_decisions import ANSWERS, CUT, QuotedTurn, left_out
from pipeline.publish.quotes.quotes import Basket, Quote, QuoteMaterial, answered_no
from pipeline.publish.quotes.risk import WIDER, widths

READY, WAITING = "ready", "waiting"


@dataclass(frozen=True)
class QuotesPageState:
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
def wall(reading: CorpusReading, decided: Decided, quoted: QuoteDecisions, people: PeopleSettings) -> QuotesPageState:
    """Gather the quotes as they are now."""
    corpus, declared = reading.corpus, people.declared
    stars = [d for state in decided.now.by_coder.values() for d in state.stars]
    given = QuoteMaterial(
        corpus.turns, stars, quoted.lines, corpus.participants, widths(declared), people.k, corpus.signed,
    )
    return QuotesPageState(
        given, basket(given), About(corpus.settings.title, corpus.settings.fictional, numbered(declared)),
    )


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


def wanted(on: QuotesPageState, by: QuoteFilter) -> list[Quote]:
    """Keep the quotes that satisfy every choice."""
    return [
        q for q in on.basket.quotes
        if _among({state(on.basket, q)}, by.states) and _among({q.name}, by.people)
        and _among({session(q)}, by.sessions) and _among(set(q.by), by.by)
    ]


def _among(values: set[str], chosen: frozenset[str]) -> bool:
    return not chosen or bool(values & chosen)


def offered(on: QuotesPageState, attributes: Iterable[str]) -> list[str]:
    """List the attributes that may be told, each in wider bands too where it has some."""
    return [told for a in attributes for told in ((a, f"{a}{WIDER}") if a in on.given.wide else (a,))]


def people_quoted(quotes: Iterable[Quote]) -> int:
    """Count the names that are quoted."""
    return len({q.name for q in quotes} - {""})


def card(on: QuotesPageState, quote: Quote) -> Html:
    """Show a quote as it would leave, with what is known of its risk."""
    held = on.basket.held(quote)
    gone = left_out(quote.lines)
    cuts = element("p", wording.CUT_OUT, " / ".join(map(quoted, gone)), class_="discret") if gone else Html("")
    parts = [element("span", phrases.starred(quote.by), class_="discret")]
    if quote.attributed:
        parts.append(to_passage(quote, wording.READ_PLACE))
    return element(
        "article",
        element("p", quote.question, class_="question") if quote.question else "",
        [_line(quote, line) for line in quote.lines],
        element("p", f"({attribution(quote, on.about)})", class_="attribution"), gauges(on, quote), cuts,
        _answer(on, quote), element("p", wording.NOT_LEAVING, why(on.basket, quote), class_="discret") if held else "",
        element("footer", *parts, class_="mesure"), class_=f"citation {'attente' if held else ''}".strip(),
    )


def to_passage(quote: Quote, label: str) -> Html:
    """Link to a quote in its session; the passage is marked there when it stands in one turn."""
    session, place = quote.passage
    one = place.turn == place.last_turn
    marked = {"passage": f"{session}:{place.turn}:w{place.first_word}-w{place.last_word}"} if one else {}
    return link(label, "lecture", entretien=session, **marked)


def _line(quote: Quote, line: QuotedTurn) -> Html:
    voice = element("p", f"{line.voice} :", class_="voix") if quote.several else Html("")
    before, *others = quoted(line.text).split(CUT)
    marked = [join(before), *(join(element("span", CUT, class_="coupure"), part) for part in others)]
    return join(voice, element("blockquote", marked, class_="dit"))


def gauges(on: QuotesPageState, quote: Quote) -> Html:
    """Say how many people bear what is told: under this quote, and under its name in all."""
    gauge = quote.gauge
    if not gauge or not gauge.told:
        return Html("")
    alone = _gauge(gauge.alike, gauge.total, phrases.fits(gauge.alike, gauge.total), on.basket.fewest)
    if set(gauge.told) == set(quote.told):
        return alone
    known = ", ".join(value(told, on.about) for told in gauge.told)
    said = phrases.together(gauge.together, gauge.total)
    every = element("p", wording.SHOWN_TOGETHER, known, class_="discret")
    return join(alone, _gauge(gauge.together, gauge.total, said, on.basket.fewest), every)


def _gauge(count: int, total: int, said: str, fewest: int) -> Html:
    filled = element("span", "", class_="plein", style=f"width:{100 * count // max(total, 1)}%")
    scale = element("span", filled, class_="jauge", aria_hidden="true")
    return element("p", element("strong", said), scale, class_=f"mesure {'peu' if count < fewest else ''}".strip())


def _answer(on: QuotesPageState, quote: Quote) -> Html:
    answer = quote.choice.answer
    if not answer or answer.value not in ANSWERS:
        return Html("")
    told = phrases.answered(answer.author, wording.ANSWERS[answer.value], answer.reason)
    stale = answer.value == "no" and not answered_no(quote) and on.basket.few(quote)
    return element("p", f"{wording.QUESTION} ", told, f" {wording.STALE_ANSWER}" if stale else "", class_="discret")


def lost(on: QuotesPageState) -> Html:
    """List the decisions whose words stand nowhere any more."""
    told = (f"decisions/{d.file}, ligne {d.line} : {reason}" for d, reason in on.basket.lost)
    return element("details", element("summary", wording.LOST), list_of(told))
