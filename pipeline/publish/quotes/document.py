"""A basket of quotes → the document and the table that one takes away, each saying what it is."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.model.errors import FiligraneError
from pipeline.pseudonymise.people.attributes import WITHHELD
from pipeline.publish.documents.parts import ParagraphBlock, Part, Quotation, Title
from pipeline.publish.exchange.coding_sheet import guarded
from pipeline.publish.quotes import cuts as quote_cuts
from pipeline.publish.quotes import quote_words as say
from pipeline.publish.quotes.quotes import Basket, Quote, QuoteMaterial, troubles
from pipeline.publish.quotes.risk import WIDER, Told

BROKEN = re.compile(r"[^\S\n]*\n\s*")


@dataclass(frozen=True, slots=True)
class StudyLabel:
    """
    What a file says of the study it comes from, and how.

    Attributes:
        numbered: the attributes told by numbers.
        called: what each interview is called.
        flowing: whether lines that the transcriber broke run on, in documents; a table keeps them.
    """

    title: str
    fictional: bool
    numbered: frozenset[str] = frozenset()
    flowing: bool = False
    called: Mapping[str, str] = field(default_factory=dict)


def checked(given: QuoteMaterial, held: Basket) -> list[Quote]:
    """
    Give the quotes that leave.

    Raises:
        FiligraneError: a quote is not what the transcript says.
    """
    leaving = held.leaving()
    if wrong := troubles(leaving, given.turns):
        raise FiligraneError(say.NOT_IDENTICAL.format(places=" ; ".join(wrong)))
    return leaving


def document(leaving: Sequence[Quote], held: Basket, about: StudyLabel) -> list[Part]:
    """Lay quotes out, what they are first."""
    parts: list[Part] = [Title(f"{say.TITLE}, {about.title}" if about.title else say.TITLE, 1)]
    parts += [ParagraphBlock(line) for line in notice(held, about)]
    for quote in leaving:
        parts += _quote(quote, about)
    return parts + ([] if leaving else [ParagraphBlock(say.NO_QUOTE)])


def notice(held: Basket, about: StudyLabel) -> Iterator[str]:
    """Say what a file of quotes is, and what stays behind."""
    if about.fictional:
        yield say.FICTIONAL
    yield say.PSEUDONYMISED
    if held.unsigned:
        yield say.UNSIGNED
    yield say.FLOWING if about.flowing else say.WHAT
    waiting = len(held.quotes) - len(held.leaving())
    for count, one, many in ((held.withheld, say.WITHHELD_ONE, say.WITHHELD), (waiting, say.HELD_ONE, say.HELD)):
        if count:
            yield one if count == 1 else many.format(count=count)


def _quote(quote: Quote, about: StudyLabel) -> Iterator[Part]:
    if quote.question:
        yield ParagraphBlock(say.ASKED.format(question=flowed(quote.question) if about.flowing else quote.question))
    for line in quote.lines:
        if quote.several:
            yield ParagraphBlock(f"{line.voice} :")
        yield Quotation(flowed(line.text) if about.flowing else line.text)
    yield ParagraphBlock(f"({attribution(quote, about)} ; {where(quote, about.called)})")


def flowed(text: str) -> str:
    r"""
    Let broken lines run on: nothing but the breaks, and the spaces around them, is touched.

    >>> flowed("On court\ntout le temps, \n et voilà.")
    'On court tout le temps, et voilà.'
    """
    return BROKEN.sub(" ", text)


def where(quote: Quote, called: Mapping[str, str]) -> str:
    """Say where a quote stands, as one says it; where that may not be told, give what stands for it."""
    if quote.hidden:
        return say.REFERENCE.format(reference=quote.reference)
    session, place = quote.passage
    words = say.TURN if place.turn == place.last_turn else say.TURNS
    return words.format(session=called.get(session, session), first=place.turn, last=place.last_turn)


def attribution(quote: Quote, about: StudyLabel) -> str:
    """Say who speaks, and what is told of them."""
    if not quote.attributed:
        return say.NOBODY
    name = say.SEVERAL if quote.several else quote.lines[0].voice or say.UNKNOWN
    # « Non montré » tells nothing of anybody.
    return ", ".join([quote.name or name, *(value(told, about) for told in quote.told if told[1] != WITHHELD)])


def value(told: Told, about: StudyLabel) -> str:
    """Say what is told of a speaker: a number says what it counts."""
    name = told[0].removesuffix(WIDER)
    return say.NUMBERED.format(name=named(name), value=told[1]) if name in about.numbered else told[1]


def named(attribute: str) -> str:
    """
    Name an attribute.

    >>> named("age~"), named("mon_attribut")
    ('âge (tranches larges)', 'mon attribut')
    """
    bare = attribute.removesuffix(WIDER)
    name = say.ATTRIBUTES.get(bare, bare.replace("_", " "))
    return say.WIDER.format(name=name) if attribute.endswith(WIDER) else name


def table(leaving: Iterable[Quote], about: StudyLabel) -> bytes:
    """Write quotes as a CSV that French spreadsheets read, no cell of which is a formula."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\r\n")
    writer.writerows([say.CELLS, *([guarded(cell) for cell in _cells(q, about)] for q in leaving)])
    return buffer.getvalue().encode("utf-8-sig")


def _cells(quote: Quote, about: StudyLabel) -> list[str]:
    counts = [quote.gauge.alike, quote.gauge.total, quote.gauge.together] if quote.gauge else ["", "", ""]
    return [
        quote.reference, "\n".join(quote.texts), quote.question, attribution(quote, about),
        "" if quote.hidden else about.called.get(quote.passage[0], quote.passage[0]),
        say.CUTS_APART.join(quote_cuts.left_out(quote.lines)),
        *map(str, counts), say.NOTICE[about.fictional],
    ]


def staying(held: Basket, called: Mapping[str, str]) -> list[str]:
    """Say of each quote that stays why it does."""
    return [say.STAYS.format(reference=where(q, called), why=why(held, q)) for q in held.quotes if held.held(q)]


def why(held: Basket, quote: Quote) -> str:
    """Say why a quote stays."""
    answer, least = quote.choice.answer, quote.gauge.least if quote.gauge else 0
    return say.WHY[held.held(quote)].format(least=least, fewest=held.fewest, by=answer.author if answer else "")
