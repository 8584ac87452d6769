"""Spans of several proposers → spans without what is kept on purpose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from pipeline.language import organisations
from pipeline.language.lexicon import grammatical
from pipeline.language.name_context import TITLED
from pipeline.language.name_phrases import PhraseMatch
from pipeline.language.organisations import KINDS
from pipeline.model.contracts import IdentifierType
from pipeline.pseudonymise.detect.span import Span

NAMES = frozenset({"person", "place", "organisation", "misc"})
LINKED = re.compile(r"\b(?:d['’]|(?:de|du|des|à|en|la|sur)[ ])$")
KIND = re.compile(KINDS, re.IGNORECASE)
WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def without_institutions(text: str, spans: Iterable[Span]) -> list[Span]:
    """Cut from the spans of a text the institutions named there; a span that was only one disappears."""
    kept = organisations.kept(text)
    return [piece for span in spans for piece in (_cut(text, span, kept) if span.type in NAMES else [span])]


def _cut(text: str, span: Span, kept: list[PhraseMatch]) -> Iterator[Span]:
    inside = [m for m in kept if m.start < span.end and m.end > span.start]
    if not inside or _borne(text, span, inside[0]) or _kind(text, span, inside[0]):
        yield span
        return
    start = span.start
    for end, after in [(m.start, m.end) for m in inside] + [(span.end, span.end)]:
        yield from _piece(text, span, start, end)
        start = after


def _borne(text: str, span: Span, kept: PhraseMatch) -> bool:
    # « Mme Leclerc », « Julie Leclerc »: someone bears the name of an institution.
    whole = kept.start <= span.start and kept.end >= span.end
    return span.type == "person" and (not whole or bool(TITLED.search(text[: span.start])))


def _kind(text: str, span: Span, kept: PhraseMatch) -> bool:
    # « EHPAD Les Jonquilles », « CCAS de Roubaix »: one among many of that kind, which its label keeps.
    opens = kept.start == span.start and kept.end < span.end
    return span.type == "organisation" and opens and bool(KIND.fullmatch(text[kept.start : kept.end]))


def _piece(text: str, span: Span, start: int, end: int) -> Iterator[Span]:
    # « CAF de Marseille »: the institution is kept, what is left of the name is where it stands.
    words = [m for m in WORD.finditer(text, start, max(start, end)) if not grammatical(m.group())]
    proper = [m for m in words if m.group()[0].isupper()]
    if proper:
        first = proper[0].start()
        linked = bool(LINKED.search(text[:first]))
        yield replace(span, start=first, end=proper[-1].end(), type=_type(span, linked=linked))


def _type(span: Span, *, linked: bool) -> IdentifierType:
    if span.type not in {"organisation", "misc"}:
        return span.type
    return "place" if linked else "organisation"
