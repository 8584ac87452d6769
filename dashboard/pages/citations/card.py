"""A quote → how it would read, who it is attributed to, how many people that may be, and why it may stay."""

from __future__ import annotations

from dashboard.pages.citations.view import Wall
from dashboard.ui.html import Html, element, join, link, list_of
from dashboard.ui.sentences import publish_phrases as phrases
from dashboard.words import publish_words as wording
from pipeline.publish.documents.parts import quoted
from pipeline.publish.quotes.document import attribution, value, why
from pipeline.publish.quotes.quote_decisions import ANSWERS, CUT, QuotedTurn, left_out
from pipeline.publish.quotes.quotes import Quote, answered_no

FULL = 100


def card(on: Wall, quote: Quote) -> Html:
    """Show a quote as it would leave, with what is known of its risk."""
    held = on.basket.held(quote)
    gone = left_out(quote.lines)
    cuts = element("p", wording.CUT_OUT, " / ".join(map(quoted, gone)), class_="discret") if gone else Html("")
    session, place = quote.passage
    parts = [element("span", phrases.starred(quote.by), class_="discret")]
    if quote.attributed:
        one = place.turn == place.last_turn
        where = {"passage": f"{session}:{place.turn}:w{place.first_word}-w{place.last_word}"} if one else {}
        parts.append(link(wording.READ_PLACE, "lecture", entretien=session, **where))
    return element(
        "article",
        element("p", quote.question, class_="question") if quote.question else "",
        [_line(quote, line) for line in quote.lines],
        element("p", f"({attribution(quote, on.about)})", class_="attribution"), gauges(on, quote), cuts,
        _answer(on, quote), element("p", wording.NOT_LEAVING, why(on.basket, quote), class_="discret") if held else "",
        element("footer", *parts, class_="mesure"), class_=f"citation {'attente' if held else ''}".strip(),
    )


def _line(quote: Quote, line: QuotedTurn) -> Html:
    voice = element("p", f"{line.voice} :", class_="voix") if quote.several else Html("")
    before, *others = quoted(line.text).split(CUT)
    marked = [join(before), *(join(element("span", CUT, class_="coupure"), part) for part in others)]
    return join(voice, element("blockquote", marked, class_="dit"))


def gauges(on: Wall, quote: Quote) -> Html:
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
    filled = element("span", "", class_="plein", style=f"width:{FULL * count // max(total, 1)}%")
    scale = element("span", filled, class_="jauge", aria_hidden="true")
    return element("p", element("strong", said), scale, class_=f"mesure {'peu' if count < fewest else ''}".strip())


def _answer(on: Wall, quote: Quote) -> Html:
    answer = quote.choice.answer
    if not answer or answer.value not in ANSWERS:
        return Html("")
    told = phrases.answered(answer.author, wording.ANSWERS[answer.value], answer.reason)
    stale = answer.value == "no" and not answered_no(quote) and on.basket.few(quote)
    return element("p", f"{wording.QUESTION} ", told, f" {wording.STALE_ANSWER}" if stale else "", class_="discret")


def lost(on: Wall) -> Html:
    """List the decisions whose words stand nowhere any more."""
    told = (f"decisions/{d.file}, ligne {d.line} : {reason}" for d, reason in on.basket.lost)
    return element("details", element("summary", wording.LOST), list_of(told))
