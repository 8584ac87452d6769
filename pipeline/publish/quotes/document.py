"""A basket of quotes → the document and the table that one takes away, each saying what it is."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from pipeline.anchoring import decisions
from pipeline.anchoring.anchors import Turns
from pipeline.anchoring.publishable import UNATTRIBUTED
from pipeline.coding.codings_in_place import turns_by_session
from pipeline.model import store
from pipeline.model.contracts import Participant
from pipeline.model.decision_rows import CodingDecision, CodingVerb
from pipeline.model.errors import FiligraneError
from pipeline.model.files import guarded, write_whole
from pipeline.model.study import Study
from pipeline.pseudonymise.people.attributes import WITHHELD
from pipeline.pseudonymise.people.titles import study_titles
from pipeline.publish.documents.formats import FORMATS, written
from pipeline.publish.documents.parts import ParagraphBlock, Part, Quotation, Title
from pipeline.publish.held_back import HeldBack, refuse_all, waiting
from pipeline.publish.held_back import staying as of_interviews
from pipeline.publish.quotes import quote_decisions
from pipeline.publish.quotes import quotes as say
from pipeline.publish.quotes.basket import basket
from pipeline.publish.quotes.quotes import Basket, Quote, QuoteMaterial, troubles
from pipeline.publish.quotes.risk import WIDER, Told, widths

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
    return parts + ([] if leaving else [ParagraphBlock(f"{say.NO_QUOTE} {why_empty(held)}")])


def notice(held: Basket, about: StudyLabel) -> Iterator[str]:
    """Say what a file of quotes is, and what stays behind."""
    if about.fictional:
        yield say.FICTIONAL
    yield say.PSEUDONYMISED
    if held.unsigned:
        yield say.UNSIGNED
    yield say.FLOWING if about.flowing else say.WHAT
    undecided = len(held.quotes) - len(held.leaving())
    for count, one, many in (
        (held.withheld, say.WITHHELD_ONE, say.WITHHELD), (undecided, say.HELD_ONE, say.HELD),
        (held.interviews_wait, say.WAITING_ONE, say.WAITING),
    ):
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
    writer.writerow(say.CELLS)
    for quote in leaving:
        counts = [quote.gauge.alike, quote.gauge.total, quote.gauge.together] if quote.gauge else ["", "", ""]
        writer.writerow(map(guarded, (
            quote.reference, "\n".join(quote.texts), quote.question, attribution(quote, about),
            "" if quote.hidden else about.called.get(quote.passage[0], quote.passage[0]),
            say.CUTS_APART.join(quote_decisions.left_out(quote.lines)), *map(str, counts), say.NOTICE[about.fictional],
        )))
    return buffer.getvalue().encode("utf-8-sig")


def staying(held: Basket, called: Mapping[str, str]) -> list[str]:
    """Say of each quote that stays why it does."""
    return [say.STAYS.format(reference=where(q, called), why=why(held, q)) for q in held.quotes if held.held(q)]


def why(held: Basket, quote: Quote) -> str:
    """Say why a quote stays."""
    answer, least = quote.choice.answer, quote.gauge.least if quote.gauge else 0
    return say.WHY[held.held(quote)].format(least=least, fewest=held.fewest, by=answer.author if answer else "")


NOTHING_YET = "Rien n'est encore prêt à citer : lancez « filigrane run », puis recommencez."


def given(
    study: Study, by: str = "", *, turns: Mapping[str, Turns] | None = None,
    lines: Iterable[CodingDecision] | None = None,
) -> QuoteMaterial:
    """
    Gather what quotes are made from.

    Args:
        study: where.
        by: keep the stars of this person only; everyone's when empty.
        turns: the pseudonymised turns as they are on disk, where they were read already.
        lines: the decisions of coders in force, where they were read already.

    Raises:
        FiligraneError: nothing was pseudonymised yet.
    """
    if not (study / "build/anonymised.parquet").exists() or not (study / "build/participants.parquet").exists():
        raise FiligraneError(NOTHING_YET)
    settings = study.params("participants")
    participants: list[Participant] = store.load(study, "participants")
    return QuoteMaterial(
        turns_by_session(store.load(study, "anonymised")) if turns is None else turns,
        stars(decisions.codings(study) if lines is None else lines, by), decisions.quotes(study), participants,
        widths(settings.get("attributes") or {}), int(settings.get("k") or 1), signed(study),
    )


def stars(lines: Iterable[CodingDecision], by: str = "") -> list[CodingDecision]:
    """Keep the stars among decisions in force."""
    return [d for d in lines if d.decision == CodingVerb.STAR and by in {"", d.author}]


def signed(study: Study) -> Collection[str]:
    """Name the sessions whose pseudonymisation somebody signed."""
    return {d.session for d in decisions.identifiers(study) if d.signs}


def about(study: Study) -> StudyLabel:
    """Read what the study says of itself."""
    said, declared = study.params("study"), study.params("participants").get("attributes") or {}
    return StudyLabel(
        str(said.get("title", "")), bool(said.get("fictional")), numbered(declared), called=study_titles(study)
    )


def numbered(declared: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    """Name the attributes that are told by numbers."""
    return frozenset(name for name, spec in declared.items() if spec.get("bands"))


CSV = "csv"
KINDS = (*FORMATS, CSV)


def export(study: Study, path: Path, by: str = "") -> list[str]:
    """
    Write the quotes of a study; gives the sentences that tell what left and what stays.

    Raises:
        FiligraneError: the kind of file is not known, or nothing may leave yet.
    """
    kind = path.suffix.lower().removeprefix(".")
    if kind not in KINDS:
        raise FiligraneError(f"{path} : choisissez un nom qui finit par {', '.join(f'.{k}' for k in KINDS)}.")
    of = given(study, by)
    says = about(study)
    waits = waiting(study)
    held = basket(of)
    ready = checked(of, held)
    leaving, left = part(ready, held, waits)
    if ready and not leaving:
        refuse_all(waits.about(sessions_of(ready)), says.called)
    write_whole(path, content(kind, leaving, left, says))
    lost = [say.LOST.format(file=f"decisions/{d.file}", line=d.line, why=reason) for d, reason in held.lost]
    told = [say.WRITTEN.format(count=len(leaving)), *([] if leaving else [why_empty(held)])]
    told += staying(held, says.called)
    told += of_interviews(waits.about(sessions_of(ready)), says.called)
    return [*told, say.LOST_TITLE, *lost] if lost else told


def part(ready: Sequence[Quote], held: Basket, waits: HeldBack) -> tuple[list[Quote], Basket]:
    """
    Keep the quotes of interviews that may leave; gives the basket as a file tells of it.

    A quote that leads to no interview would tell, left alone, which ones it may come from: it leaves with the last.

    Args:
        ready: quotes that may leave by themselves.
        held: the basket they come from, with those that stay.
        waits: which interviews may not leave yet.
    """
    leaving = [q for q in ready if not waits.holds(UNATTRIBUTED if q.hidden else q.passage[0])]
    unsigned = tuple(s for s in held.unsigned if s in {q.passage[0] for q in leaving})
    return leaving, replace(held, unsigned=unsigned, interviews_wait=len(ready) - len(leaving))


def sessions_of(quotes: Iterable[Quote]) -> set[str]:
    """Name the interviews that quotes come from; what leads to none may come from any."""
    return {UNATTRIBUTED if q.hidden else q.passage[0] for q in quotes}


def why_empty(held: Basket) -> str:
    """Say why no quote leaves."""
    if held.quotes:
        return say.EMPTY_HELD
    return say.EMPTY_RESERVED if held.withheld else say.EMPTY_LOST if held.lost else say.EMPTY


def content(kind: str, leaving: Sequence[Quote], held: Basket, about_: StudyLabel) -> bytes:
    """Write quotes in one kind of file."""
    if kind == CSV:
        return table(leaving, about_)
    return written(document(leaving, held, about_), kind)
