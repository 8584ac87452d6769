"""Spans that could name someone → the same, without what is kept on purpose and what names nobody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby

from pipeline.language import foreign, organisations, person_names, places
from pipeline.language.folds import fold_for_search
from pipeline.language.foreign import borrowed
from pipeline.language.lexicon import grammatical, ordinary
from pipeline.language.name_context import TITLED
from pipeline.language.name_phrases import PhraseMatch, phrase
from pipeline.language.organisations import KINDS
from pipeline.language.sentences import capitalised, respected, sentence_start
from pipeline.model.contracts import IdentifierType


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Characters ``start:end`` of a turn that could name someone."""

    start: int
    end: int
    type: IdentifierType


NAMES = frozenset({"person", "place", "organisation", "misc"})
LINKED = re.compile(r"\b(?:d['’]|(?:de|du|des|à|en|la|sur)[ ])$")
KIND = re.compile(KINDS, re.IGNORECASE)
NAME_WORD = re.compile(r"[^\W_]+(?:['’-][^\W_]+)*")


def without_institutions(text: str, spans: Iterable[Span]) -> list[Span]:
    """Cut from the spans of a text the institutions named there; a span that was only one disappears."""
    kept = organisations.kept(text)
    return [piece for span in spans for piece in (_cut(text, span, kept) if span.type in NAMES else [span])]


def _cut(text: str, span: Span, kept: list[PhraseMatch]) -> Iterator[Span]:
    inside = [m for m in kept if m.start < span.end and m.end > span.start]
    if not inside or _names_another(text, span, inside[0]):
        yield span
        return
    start = span.start
    for end, after in [(m.start, m.end) for m in inside] + [(span.end, span.end)]:
        # « CAF de Marseille »: the institution is kept, what is left of the name is where it stands.
        words = [m for m in NAME_WORD.finditer(text, start, max(start, end)) if not grammatical(m.group())]
        proper = [m for m in words if m.group()[0].isupper()]
        if proper:
            kind = span.type
            if kind in {"organisation", "misc"}:
                kind = "place" if LINKED.search(text[: proper[0].start()]) else "organisation"
            yield replace(span, start=proper[0].start(), end=proper[-1].end(), type=kind)
        start = after


def _names_another(text: str, span: Span, kept: PhraseMatch) -> bool:
    if span.type == "person":
        # « Mme Leclerc », « Julie Leclerc »: someone bears the name of an institution.
        whole = kept.start <= span.start and kept.end >= span.end
        return not whole or bool(TITLED.search(text[: span.start]))
    # « EHPAD Les Jonquilles », « CCAS de Roubaix »: one among many of that kind, which its label keeps.
    opens = kept.start == span.start and kept.end < span.end
    return span.type == "organisation" and opens and bool(KIND.fullmatch(text[kept.start : kept.end]))


WORD = re.compile(r"[^\W_]+")
ABROAD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
PIECE = re.compile(r"[^\W_]+(?:[&/+-][^\W_]+)*")
# « Rendez-vous », « Attends-moi », « Celui-là »: a verb or a pronoun with what leans on it.
LEANS = re.compile(
    r"-(?:t-)?(?:je|tu|ils?|elles?|on|nous|vous|ce|moi|toi|les?|la|lui|leur|y|en|ci|là|même)(?![\w-])", re.IGNORECASE
)
# « chez User Studio »: somewhere, however ordinary its words.
SOMEWHERE = re.compile(r"\bchez[ ]$", re.IGNORECASE)
KING = re.compile(r"[^\W\d_]+[ ](?:I{1,3}er|[IVX]{2,5})")  # « un fauteuil Louis XV »
COUNTRY = "france"  # of every enquiry: who bears its name is known by other signs
LEAST_SMALL = 2  # times that a session writes a word without a capital: it is a word there


def usual_words(texts: Iterable[str]) -> frozenset[str]:
    """Give the folded words that a session with capitals writes without one, first names and places apart."""
    seen = Counter(fold_for_search(w) for text in texts for w in WORD.findall(text) if w.islower())
    return frozenset(w for w, times in seen.items() if times >= LEAST_SMALL and not _listed(w))


def _listed(word: str) -> bool:
    name = phrase(word)
    return name in person_names.phrases() or name in places.phrases() or name in places.towns()


def naming(text: str, spans: Iterable[Span], usual: frozenset[str], *, cased: bool) -> Iterator[Span]:
    """
    Give the spans of a turn that may name someone, those in another language cut to their capitals.

    Args:
        text: of a turn.
        spans: what was proposed in it.
        usual: folded words that the session writes without a capital (``usual_words``).
        cased: whether who speaks is written with capitals.
    """
    for span in spans:
        for piece in _foreign(text, span, cased=cased):
            if not _nobody(text, piece, usual, cased=cased):
                yield piece


def _foreign(text: str, span: Span, *, cased: bool) -> Iterator[Span]:
    name = foreign.spoken(text, span.start)
    if not name:
        yield span
        return
    start = span.start
    while start and text[start - 1].isalnum():
        start -= 1
    words = [m for m in ABROAD.finditer(text, start) if m.start() < span.end]
    proper = [(m, _proper_abroad(text, m, span, name, cased=cased)) for m in words]
    for names, run in groupby(proper, key=lambda pair: pair[1]):
        if names:
            together = [m for m, _ in run]
            yield replace(span, start=together[0].start(), end=together[-1].end())


def _proper_abroad(text: str, word: re.Match[str], span: Span, name: str, *, cased: bool) -> bool:
    said = word.group()
    if _listed(said):
        return not foreign.function_word(said, name)
    if not cased or not said[0].isupper() or foreign.function_word(said, name):
        return False
    # In German every noun has a capital, and a sentence of any language opens with one.
    return span.type == "person" or not (name == foreign.GERMAN or sentence_start(text, word.start()))


def not_little_words(text: str, spans: Iterable[Span]) -> list[Span]:
    """Take out of listed names the little words of another language: « come », « said », in an English sentence."""
    kept: list[Span] = []
    for span in spans:
        first = ABROAD.match(text, span.start)
        name = foreign.spoken(text, span.start)
        if not (first and name and first.group().islower() and foreign.function_word(first.group(), name)):
            kept.append(span)
    return kept


def _nobody(text: str, span: Span, usual: frozenset[str], *, cased: bool) -> bool:
    words = list(PIECE.finditer(text, span.start, span.end))
    if not cased:
        return all(w.group().upper() in organisations.acronyms() and not _listed(w.group()) for w in words)
    if not any(c.isupper() for c in text[span.start : span.end]):
        return True
    word = words[-1]
    said, _, rest = word.group().partition("-")
    joined = LEANS.fullmatch(f"-{rest}") if rest else LEANS.match(text, word.end())
    if joined and ordinary(said):
        return True
    if span.type == "person":
        if KING.fullmatch(text, span.start, span.end):
            return True
        return all(organisations.known_acronym(w.group()) or respected(w.group()) or borrowed(w.group()) for w in words)
    if SOMEWHERE.search(text[: span.start]):
        return organisations.known_acronym(text[span.start : span.end])
    return all(_explained(text, w, usual) for w in words)


def _explained(text: str, word: re.Match[str], usual: frozenset[str]) -> bool:
    if organisations.known_acronym(word.group()) or organisations.common_acronym(text, word.start(), word.end()):
        return True
    for part in WORD.finditer(text, word.start(), word.end()):
        said = part.group()
        known = grammatical(said) or borrowed(said) or respected(said) or said.isdigit()
        small = not capitalised(text, part.start()) or sentence_start(text, part.start())
        usually = fold_for_search(said) in usual or fold_for_search(said) == COUNTRY
        if not (known or usually or (small and ordinary(said))):
            return False
    return True
