"""A turn → local organisations named by their kind and a proper name."""

from __future__ import annotations

from pipeline.french.lexicon import grammatical, ordinary
from pipeline.french.organisations import CASED, LINKED, UNCASED
from pipeline.proposers.span import Span


def propose(text: str, *, cased: bool) -> list[Span]:
    """Give « foyer Les Mascarets » whole; of « centre social de la Palmeraie » too, the kind kept by the label."""
    if cased:
        found = [m for pattern in (CASED, LINKED) for m in pattern.finditer(text) if not grammatical(m["name"])]
    else:
        found = [m for m in UNCASED.finditer(text) if not ordinary(m["name"].split()[-1].split("'")[-1])]
    return [Span(m.start("kind"), m.end("name"), "organisation") for m in found]
