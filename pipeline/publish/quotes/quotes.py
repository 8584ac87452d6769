"""Quotes as they would leave: words, question, attribution, how many people it may be, and why one may stay.

The words are those of the pseudonymised turns, byte for byte; ``troubles`` says where they are not.
``basket`` makes them: what may be quoted comes through ``publishable`` and through nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.anchoring.anchors import Turns
from pipeline.anchoring.publishable import opaque_id
from pipeline.model.contracts import Participant
from pipeline.model.decision_rows import CodingDecision, QuoteDecision
from pipeline.publish.quotes import quote_decisions
from pipeline.publish.quotes.quote_decisions import NO, YES, Passage, QuoteChoice, QuotedTurn
from pipeline.publish.quotes.risk import Crowd, Gauge, Told, Widths

Lost = tuple[CodingDecision | QuoteDecision, str]


@dataclass(frozen=True)
class QuoteMaterial:
    """What quotes are made from; ``stars`` and ``decisions`` are those in force."""

    turns: Mapping[str, Turns]
    stars: Sequence[CodingDecision]
    decisions: Sequence[QuoteDecision] = ()
    participants: Sequence[Participant] = ()
    wide: Widths = field(default_factory=dict)
    k: int = 1
    signed: Collection[str] = ()

    @cached_property
    def crowd(self) -> Crowd:
        """Everyone, as quotes are weighed against them."""
        return Crowd(self.participants, self.wide)


@dataclass(frozen=True, slots=True)
class Quote:
    """
    A passage as it would leave.

    Attributes:
        passage: where it stands, for those who work on it: never written anywhere when it has no attribution.
        reference: what leads back to it; opaque where it may not.
        question: what the interviewer asked before, if it may be told.
        name: who speaks, under a pseudonym or a second name; empty without attribution, or when several do.
        told: what is told of them.
        gauge: how many people they may be taken for; none when nobody is told.
        by: who wants to quote it.
        attributed: whether the person lets it be told that they speak.
    """

    passage: Passage
    reference: str
    lines: tuple[QuotedTurn, ...]
    question: str
    name: str
    choice: QuoteChoice
    told: tuple[Told, ...] = ()
    gauge: Gauge | None = None
    by: tuple[str, ...] = ()
    attributed: bool = True

    @property
    def hidden(self) -> bool:
        """Whether nothing may lead from it to its session: no attribution, or a second name."""
        return not self.attributed or self.choice.apart is not None

    @property
    def texts(self) -> tuple[str, ...]:
        """The words, turn by turn."""
        return tuple(line.text for line in self.lines)

    @property
    def several(self) -> bool:
        """Whether more than one voice is heard."""
        return len({line.voice for line in self.lines}) > 1

    @property
    def sign(self) -> str:
        """What a reader would know: an answer about something else has to be given again."""
        known = sorted(f"{name}={value}" for name, value in self.gauge.told) if self.gauge else []
        return opaque_id("apart" if self.choice.apart else "own", *known)


@dataclass(frozen=True)
class Basket:
    """
    The quotes of a study.

    Attributes:
        withheld: how many starred passages may not be quoted.
        unsigned: sessions of quotes whose pseudonymisation nobody signed.
        lost: what was decided of words that stand nowhere any more, with the reason.
        fewest: the number of people under which a reader may know who speaks.
    """

    quotes: tuple[Quote, ...]
    withheld: int
    unsigned: tuple[str, ...]
    lost: tuple[Lost, ...]
    fewest: int

    def leaving(self) -> list[Quote]:
        """Keep the quotes that may leave as they are."""
        return [q for q in self.quotes if not self.held(q)]

    def held(self, quote: Quote) -> str:
        """Say why a quote stays for now: « empty », « recognised », « few »; nothing when it may leave."""
        if quote_decisions.says_nothing(quote.lines):
            return "empty"
        answer = quote.choice.answer
        if quote.gauge and answer and answer.value == YES:
            return "recognised"
        return "few" if self.few(quote) and not answered_no(quote) else ""

    def few(self, quote: Quote) -> bool:
        """Tell whether few people bear what is told under a name."""
        gauge = quote.gauge
        return gauge is not None and bool(gauge.told) and gauge.least < self.fewest


def answered_no(quote: Quote) -> bool:
    """Tell whether a person said that no colleague would know who speaks, of what is told now."""
    answer = quote.choice.answer
    return bool(answer and answer.value == NO and answer.shown == quote.sign)


def troubles(quotes: Iterable[Quote], turns: Mapping[str, Turns]) -> list[str]:
    """Name the places where a quote is not, byte for byte, what stands in the pseudonymised turn."""
    return [
        f"{q.reference}, tour {p.turn}" for q in quotes for line in q.lines for p in line.pieces
        if p.turn not in turns.get(q.passage[0], {}) or turns[q.passage[0]][p.turn].text[p.start : p.end] != p.text
    ]
