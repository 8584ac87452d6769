"""A study → the file of its quotes, in the kind that its name asks for, and what is said of it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.publish.documents.formats import FORMATS, written
from pipeline.publish.held_back import refuse
from pipeline.publish.quotes import document as quote_document
from pipeline.publish.quotes import quote_words as say
from pipeline.publish.quotes.basket import basket
from pipeline.publish.quotes.quotes import Basket, Quote
from pipeline.publish.quotes.sources import about, given

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
    held = basket(of)
    refuse(study, {quote.passage[0] for quote in held.leaving()}, held.unsigned)
    leaving = quote_document.checked(of, held)
    path.write_bytes(content(kind, leaving, held, says))
    return [say.WRITTEN.format(count=len(leaving)), *quote_document.staying(held, says.called), *_lost(held)]


def content(kind: str, leaving: Sequence[Quote], held: Basket, about_: quote_document.StudyLabel) -> bytes:
    """Write quotes in one kind of file."""
    if kind == CSV:
        return quote_document.table(leaving, about_)
    return written(quote_document.document(leaving, held, about_), kind)


def _lost(held: Basket) -> list[str]:
    told = [say.LOST.format(file=f"decisions/{d.file}", line=d.line, why=reason) for d, reason in held.lost]
    return [say.LOST_TITLE, *told] if told else []
