"""Quotes as they would leave: words, question, attribution, how many people it may be, and why one may stay.

The words are those of the pseudonymised turns, byte for byte; ``troubles`` says where they are not.
``basket`` makes them: what may be quoted comes through ``publishable`` and through nothing else.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Turns
from pipeline.anchoring.publishable import opaque_id
from pipeline.model.contracts import Participant
from pipeline.model.decision_rows import CodingDecision, QuoteDecision, QuoteVerb
from pipeline.model.decision_writer import DecisionWriter
from pipeline.publish.quotes import quote_decisions
from pipeline.publish.quotes.quote_decisions import APART, JOINED, NO, OWN, YES, Passage, QuoteChoice, QuotedTurn
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
        interviews_wait: how many quotes are ready and wait for their interview.
    """

    quotes: tuple[Quote, ...]
    withheld: int
    unsigned: tuple[str, ...]
    lost: tuple[Lost, ...]
    fewest: int
    interviews_wait: int = 0

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
    """
    Write a line about a passage.

    Args:
        writer: whoever decides, and the texts as they are read today.
        passage: a session and a place.
        decision: one of the choices made of a quote.
        value: what is decided, as its verb writes it.
        answered: what was shown when it was answered, and the reason; an answer holds for that alone.
    """
    session, place = passage
    turns = writer.turns[session]
    shown, reason = answered
    return writer.line(
        QuoteDecision, session=session, turn=place.turn, first_word=place.first_word, last_turn=place.last_turn,
        last_word=place.last_word, quote=anchors.quote(turns, place), decision=decision, value=value, shown=shown,
        reason=reason, check=anchors.checks(turns, place),
    )


ATTRIBUTES = {
    "anciennete": "ancienneté", "age": "âge", "type": "type d'entretien", "lieu": "lieu d'enquête",
    "champ": "champ", "milieu": "milieu", "statut": "statut", "genre": "genre",
}
WIDER = "{name} (tranches larges)"
# An attribute told by a number alone would not say what it counts.
NUMBERED = "{name} : {value}"
FICTIONAL = "Corpus fictif : ces entretiens ont été inventés pour la démonstration."
PSEUDONYMISED = (
    "Texte pseudonymisé : il reste une donnée personnelle. Une personne peut encore être reconnue, par elle-même ou "
    "par ses collègues."
)
UNSIGNED = "Personne n'a encore signé la relecture de la pseudonymisation de tous ces entretiens : non relu."
WHAT = (
    "Chaque citation est, lettre pour lettre, ce que dit la transcription pseudonymisée ; « [...] » marque une coupure."
)
FLOWING = (
    "Chaque citation est, mot pour mot, ce que dit la transcription pseudonymisée, dont les lignes coupées ont été "
    "enchaînées ; « [...] » marque une coupure."
)
TITLE = "Citations"
NO_QUOTE = "Aucune citation ne peut sortir pour l'instant."
REFERENCE = "réf. {reference}"
# Turns are numbered from 0, as on the page Lecture.
TURN = "transcription {session}, tour de parole {first}"
TURNS = "transcription {session}, tours de parole {first} à {last}"
ASKED = "Question : {question}"
NOBODY = "sans attribution, à la demande de la personne"
SEVERAL = "plusieurs voix"
UNKNOWN = "voix inconnue"
WITHHELD_ONE = "1 passage à citer reste ici, à la demande de la personne."
WITHHELD = "{count} passages à citer restent ici, à la demande des personnes."
HELD_ONE = "1 citation attend une décision et ne figure pas ici."
HELD = "{count} citations attendent une décision et ne figurent pas ici."
WAITING_ONE = "1 citation attend que son entretien puisse sortir."
WAITING = "{count} citations attendent que leurs entretiens puissent sortir."
EMPTY = "Aucun passage n'est marqué « ★ À citer » : marquez-en à la page Lecture."
EMPTY_RESERVED = "Les passages marqués « ★ À citer » sont tous réservés par les personnes."
EMPTY_LOST = "Les passages marqués « ★ À citer » ne sont plus où ils étaient : replacez-les."
EMPTY_HELD = "Les passages marqués « ★ À citer » attendent une décision : page Citations."
CELLS = (
    "référence", "citation", "question", "attribution", "entretien", "mots coupés", "personnes qui correspondent",
    "sur", "avec toutes ses citations", "mention",
)
NOTICE = {True: "corpus fictif, pseudonymisé", False: "pseudonymisé"}
CUTS_APART = " | "
NOT_IDENTICAL = (
    "Ces citations ne sont plus, lettre pour lettre, dans la transcription pseudonymisée : {places}. "
    "Lancez « filigrane run », puis recommencez."
)
WRITTEN = "Citations exportées : {count}."
WHY = {
    "empty": "tous ses mots sont coupés",
    "few": "trop peu de personnes correspondent à ce qui est montré ({least}, seuil : {fewest}) : montrez-en moins, "
           "dissociez, ou répondez à « Un collègue le reconnaîtrait-il ? »",
    "recognised": "un collègue reconnaîtrait la personne, dit {by}",
}
STAYS = "  {reference} : {why}."
LOST = "  {file}, ligne {line} : {why}."
LOST_TITLE = "À replacer (ces mots ne sont plus où ils étaient) :"
