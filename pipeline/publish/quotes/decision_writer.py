"""What a person decides of a quote → the line that says it, with its words, so that it stands wherever they go."""

from __future__ import annotations

import secrets
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Turns
from pipeline.model.decision_rows import QuoteDecision
from pipeline.publish.quotes import cuts as quote_cuts
from pipeline.publish.quotes.quote_decisions import APART, ATTRIBUTES, COLLEAGUE, CUTS, JOINED, NAME, OWN, Passage
from pipeline.publish.quotes.quotes import Quote


def tell(turns: Mapping[str, Turns], quote: Quote, attributes: Iterable[str]) -> QuoteDecision:
    """Choose what is told of the speaker under a quote."""
    return line(turns, quote.passage, ATTRIBUTES, JOINED.join(attributes))


def cut(turns: Mapping[str, Turns], quote: Quote, words: str) -> QuoteDecision:
    """
    Leave words out of a quote.

    Raises:
        FiligraneError: they are not in it, or more than once.
    """
    session, place = quote.passage
    more = quote_cuts.typed(turns[session], place, words)
    return line(turns, quote.passage, CUTS, quote_cuts.written([*quote.choice.cuts, more]))


def uncut(turns: Mapping[str, Turns], quote: Quote) -> QuoteDecision:
    """Put all the words back."""
    return line(turns, quote.passage, CUTS, "")


def set_apart(turns: Mapping[str, Turns], quote: Quote, *, apart: bool) -> QuoteDecision:
    """Give a quote a second name, or its speaker's pseudonym again."""
    return line(turns, quote.passage, NAME, APART if apart else OWN)


def answer(turns: Mapping[str, Turns], quote: Quote, said: str, reason: str) -> QuoteDecision:
    """Answer « Un collègue le reconnaîtrait-il ? » of what is told now."""
    return line(turns, quote.passage, COLLEAGUE, said, (quote.sign, reason))


def line(
    turns: Mapping[str, Turns], passage: Passage, decision: str, value: str, answered: tuple[str, str] = ("", ""),
) -> QuoteDecision:
    """Write a line about a passage."""
    session, place = passage
    shown, reason = answered
    return QuoteDecision(
        id=secrets.token_hex(16), at=datetime.now(UTC).isoformat(timespec="microseconds"), session=session,
        turn=place.turn, first_word=place.first_word, last_turn=place.last_turn, last_word=place.last_word,
        quote=anchors.quote(turns[session], place), decision=decision, value=value, shown=shown, reason=reason,
        check=anchors.checks(turns[session], place),
    )
