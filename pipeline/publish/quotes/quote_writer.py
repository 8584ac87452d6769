"""What a person decides of a quote → the line that says it, with its words, so that it stands wherever they go."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Turns
from pipeline.model.decision_rows import QuoteDecision, QuoteVerb
from pipeline.model.decision_writer import DecisionWriter
from pipeline.publish.quotes import quote_decisions
from pipeline.publish.quotes.quote_decisions import APART, JOINED, OWN, Passage
from pipeline.publish.quotes.quotes import Quote


@dataclass(frozen=True, kw_only=True)
class QuoteWriter(DecisionWriter):
    """Who decides of quotes, and the turns that they are taken from."""

    turns: Mapping[str, Turns]


def tell(writer: QuoteWriter, quote: Quote, attributes: Iterable[str]) -> QuoteDecision:
    """Choose what is told of the speaker under a quote."""
    return line(writer, quote.passage, QuoteVerb.ATTRIBUTES, JOINED.join(attributes))


def cut(writer: QuoteWriter, quote: Quote, words: str) -> QuoteDecision:
    """
    Leave words out of a quote.

    Raises:
        FiligraneError: they are not in it, or more than once.
    """
    session, place = quote.passage
    more = quote_decisions.typed(writer.turns[session], place, words)
    return line(writer, quote.passage, QuoteVerb.CUTS, quote_decisions.written([*quote.choice.cuts, more]))


def uncut(writer: QuoteWriter, quote: Quote) -> QuoteDecision:
    """Put all the words back."""
    return line(writer, quote.passage, QuoteVerb.CUTS, "")


def set_apart(writer: QuoteWriter, quote: Quote, *, apart: bool) -> QuoteDecision:
    """Give a quote a second name, or its speaker's pseudonym again."""
    return line(writer, quote.passage, QuoteVerb.NAME, APART if apart else OWN)


def answer(writer: QuoteWriter, quote: Quote, said: str, reason: str) -> QuoteDecision:
    """Answer « Un collègue le reconnaîtrait-il ? » of what is told now."""
    return line(writer, quote.passage, QuoteVerb.COLLEAGUE, said, (quote.sign, reason))


def line(
    writer: QuoteWriter, passage: Passage, decision: QuoteVerb, value: str, answered: tuple[str, str] = ("", ""),
) -> QuoteDecision:
    """Write a line about a passage."""
    session, place = passage
    turns = writer.turns[session]
    shown, reason = answered
    return writer.line(
        QuoteDecision, session=session, turn=place.turn, first_word=place.first_word, last_turn=place.last_turn,
        last_word=place.last_word, quote=anchors.quote(turns, place), decision=decision, value=value, shown=shown,
        reason=reason, check=anchors.checks(turns, place),
    )
