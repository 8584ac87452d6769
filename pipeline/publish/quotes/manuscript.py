"""An article in writing, what interviews say now → its quotes linked to their passages, its figures to the report's.

A quote is known by its words, capitals, accents and punctuation set aside; what differs is then told.
"""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import product
from typing import Literal

from pipeline.anchoring.anchors import Place, Turns, checks, quote, source_words
from pipeline.anchoring.finding import find
from pipeline.anchoring.publishable import UNATTRIBUTED, may_pass
from pipeline.anchoring.quote_matching import LETTERS, RUN, QuotedWords, QuoteIndex
from pipeline.anchoring.word_places import excerpt_id
from pipeline.language.folds import fold_for_search, straight
from pipeline.language.numbers import spoken_number
from pipeline.pseudonymise.consent import strictest_on
from pipeline.publish.held_back import HeldBack
from pipeline.publish.quotes import manuscript_words as say

Status = Literal["exact", "sign", "changed", "reserved", "unattributed", "waits", "gone", "unknown", "moved", "figure"]
FEWEST_WORDS = 4  # fewer are a word one distances oneself from, not somebody's
COLUMNS = ("sorte", "texte", "entretien", "tour", "dernier tour", "premier mot", "dernier mot", "empreinte", "extrait")


@dataclass(frozen=True, slots=True)
class QuotedMention:
    """Characters ``start:end`` of a paragraph that quote somebody, or give a figure: ``number`` of so many people."""

    paragraph: int
    start: int
    end: int
    text: str
    number: tuple[int, int] = (0, 0)


@dataclass(frozen=True, slots=True)
class LinkedPassage:
    """Where the words of a quote stand: a session, source words, and what knows its turns again."""

    session: str
    place: Place
    said: str
    check: str


@dataclass(frozen=True, slots=True)
class Finding:
    """What is found of a quote (where its pieces stand) or of a figure (what the report counts by it, ``key``)."""

    mention: QuotedMention
    status: Status
    told: str
    passages: tuple[LinkedPassage, ...] = ()
    key: str = ""

    @property
    def wrong(self) -> bool:
        """Whether somebody should look."""
        return self.status not in {"exact", "unattributed", "figure", "unknown"}


@dataclass(frozen=True)
class Manuscript:
    """Paragraphs of an article; those of ``blocks`` are quotes whole, set apart from the text."""

    paragraphs: Sequence[str]
    blocks: Collection[int] = ()


def mentions(read: Manuscript) -> list[QuotedMention]:
    """List what a manuscript quotes: between quotation marks, or as a paragraph of its own."""
    found: list[QuotedMention] = []
    for n, text in enumerate(read.paragraphs):
        spans = [(m.start(m.lastindex or 0), m.end(m.lastindex or 0)) for m in say.QUOTED.finditer(text)]
        if not spans and n in read.blocks:
            speaker, signature = say.SPEAKER.match(text), say.SIGNATURE.search(text)
            spans = [(speaker.end() if speaker else 0, signature.start() if signature else len(text))]
        enough = ((s, e) for s, e in spans if len(LETTERS.findall(text[s:e])) >= FEWEST_WORDS)
        found += [QuotedMention(n, s, e, text[s:e]) for s, e in enough]
    return found


def _figures(read: Manuscript) -> Iterator[QuotedMention]:
    for n, text in enumerate(read.paragraphs):
        for m in (m for pattern in say.COUNTS_OF_PEOPLE for m in pattern.finditer(text)):
            people, possible = spoken_number(m["people"]), spoken_number(m["possible"])
            if people is not None and possible is not None and possible >= say.FEWEST_POSSIBLE:
                yield QuotedMention(n, m.start(), m.end(), m[0], (people, possible))


def _folded(text: str) -> list[str]:
    return [fold_for_search(w.replace("\u00ad", "")) for w in LETTERS.findall(text)]


@dataclass(frozen=True)
class ManuscriptSources:
    """
    What a manuscript is read against.

    Attributes:
        held: what each interview waits for.
        called: session → its title.
        figures: name of a code or a theme → people who bear it, and out of how many.
    """

    turns: Mapping[str, Turns]
    held: HeldBack = field(default_factory=HeldBack)
    called: Mapping[str, str] = field(default_factory=dict)
    figures: Mapping[str, tuple[int, int]] = field(default_factory=dict)


def read_manuscript(
    read: Manuscript, of: ManuscriptSources, before: Mapping[str, Sequence[LinkedPassage]],
    figures_before: Mapping[str, str],
) -> list[Finding]:
    """Say of each quote and each figure where it comes from, and what became of what was linked the last time."""
    index = QuoteIndex(of.turns, fold_for_search)
    found = [_quote(m, index, of, before.get(m.text, ())) for m in mentions(read)]
    return [*found, *(_figure(m, read.paragraphs[m.paragraph], of, figures_before) for m in _figures(read))]


def _quote(
    mention: QuotedMention, index: QuoteIndex, of: ManuscriptSources, before: Sequence[LinkedPassage],
) -> Finding:
    bare = say.LETTERS.sub(r"\1\2", mention.text)
    for cut_at, text in product((say.CUT, say.ADDED, say.BARE_CUT), dict.fromkeys((bare, mention.text))):
        pieces = cut_at.split(text if cut_at is say.CUT else say.CUT.sub(" [] ", text))
        kept = [(piece, words) for piece in pieces if len(words := _folded(piece)) >= RUN]
        same = [index.same(words) for _, words in kept]
        chains = index.chained(same, {(p.session, p.place.turn) for p in before}) if kept and all(same) else []
        if chains:
            linked = tuple(_linked(index, one, of) for one in chains[0])
            signs = [
                say.SIGN.format(said=said) for one, (piece, _) in zip(chains[0], kept, strict=True)
                if not _alike_in_print(piece, said := index.text(one), letters=bare != mention.text)
            ]
            told = " ".join(signs) or where(linked, of)
            told += say.ELSEWHERE.format(count=len(chains) - 1) if len(chains) > 1 else ""
            return _allowed(mention, linked, of) or Finding(mention, "sign" if signs else "exact", told, linked)
    if before:
        return _gone(mention, before, of)
    alike = index.alike(_folded(bare))
    if alike is None:
        return Finding(mention, "unknown", say.NOT_FOUND)
    linked = (_linked(index, alike, of),)
    return _allowed(mention, linked, of) or Finding(
        mention, "changed", say.CHANGED.format(where=where(linked, of), said=index.text(alike)), linked,
    )


def _linked(index: QuoteIndex, found: QuotedWords, of: ManuscriptSources) -> LinkedPassage:
    (first, start, begun), (last, ending, end) = index.at[found.first], index.at[found.last]
    one, other = index.turns[first], index.turns[last]
    begins, ends = source_words(one, start, begun) or (0, 0), source_words(other, ending, end) or (0, 0)
    place = Place(one.turn, begins[0], other.turn, ends[1])
    there = of.turns[one.session]
    return LinkedPassage(one.session, place, quote(there, place), checks(there, place))


def _alike_in_print(piece: str, said: str, *, letters: bool) -> bool:
    # Letters between brackets are the author's: « [O]n court » quotes « on court ».
    one, other = _core(piece), _core(said)
    return one == other or (letters and one.casefold() == other.casefold())


def _core(text: str) -> str:
    # Spaces, apostrophes, dashes, marks around words quoted inside, dots in three or in one are the printer's.
    plain = say.DASHES.sub("-", say.MARKS.sub('"', straight(text).replace("...", "…")))
    plain = " ".join(say.LONE.sub(" ", say.SPACED.sub("", plain)).split())
    words = list(LETTERS.finditer(plain))
    return plain[words[0].start() : words[-1].end()] if words else plain


def _allowed(mention: QuotedMention, linked: Sequence[LinkedPassage], of: ManuscriptSources) -> Finding | None:
    """Say what stands in the way of a quote, whatever its words; nothing where nothing does."""
    levels = [strictest_on(of.turns[p.session], p.place) for p in linked]
    if any(not may_pass(level, "quote") for level in levels):
        return Finding(mention, "reserved", say.RESERVED.format(where=where(linked, of)), tuple(linked))
    if "unattributed" in levels:
        hidden = of.held.holds(UNATTRIBUTED)
        return Finding(mention, "waits" if hidden else "unattributed", say.UNATTRIBUTED, tuple(linked))
    if any(of.held.holds(p.session) for p in linked):
        return Finding(mention, "waits", say.WAITS.format(where=where(linked, of)), tuple(linked))
    return None


def _gone(mention: QuotedMention, before: Sequence[LinkedPassage], of: ManuscriptSources) -> Finding:
    """Say what became of words that stood somewhere the last time, and are read nowhere now."""
    standing = [(p, find(of.turns.get(p.session, {}), p.place, p.said, p.check)) for p in before]
    there = [LinkedPassage(p.session, at, p.said, p.check) for p, at in standing if at]
    if len(there) < len(before):
        return Finding(mention, "gone", say.GONE.format(where=where(before, of)), tuple(before))
    now = " […] ".join(quote(of.turns[p.session], p.place) for p in there)
    return _allowed(mention, there, of) or Finding(
        mention, "changed", say.CHANGED.format(where=where(there, of), said=now), tuple(there),
    )


def where(linked: Sequence[LinkedPassage], of: ManuscriptSources) -> str:
    """Say where the pieces of a quote stand."""
    told = (
        say.WHERE.format(
            session=of.called.get(p.session, p.session), turn=p.place.turn,
            reference=excerpt_id(p.session, p.place.turn, p.place.first_word, p.place.last_word),
        ) for p in linked
    )
    return " ; ".join(dict.fromkeys(told))


def _figure(mention: QuotedMention, paragraph: str, of: ManuscriptSources, before: Mapping[str, str]) -> Finding:
    number = mention.number
    folded = fold_for_search(paragraph)
    named = [name for name in of.figures if fold_for_search(name) in folded]
    same = [name for name, figure in of.figures.items() if figure == number]
    key = before.get(mention.text, "") or next((n for n in named if n in same), "")
    key = key or (same[0] if len(same) == 1 else named[0] if len(named) == 1 else "")
    if key in of.figures and of.figures[key] != number:
        now = of.figures[key]
        return Finding(mention, "moved", say.MOVED.format(name=key, people=now[0], possible=now[1]), key=key)
    if key:
        return Finding(mention, "figure", say.SAME_FIGURE.format(name=key), key=key)
    return Finding(mention, "figure" if same else "moved", say.SEVERAL_FIGURES if same else say.NO_FIGURE)


def links(found: Iterable[Finding]) -> str:
    """Write what is linked, to be found again the next time: a row for each piece of a quote, and each figure."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, delimiter=";", lineterminator="\n")
    writer.writerow(COLUMNS)
    for f in found:
        for p in f.passages:
            at = (p.place.turn, p.place.last_turn, p.place.first_word, p.place.last_word)
            writer.writerow([say.QUOTE, f.mention.text, p.session, *at, p.check, p.said])
        if f.key:
            writer.writerow([say.FIGURE, f.mention.text, f.key, "", "", "", "", "", ""])
    return buffer.getvalue()


def linked_before(text: str) -> tuple[dict[str, list[LinkedPassage]], dict[str, str]]:
    """Read what ``links`` wrote: a quote → its passages, a figure → the name of what it counts."""
    quotes: dict[str, list[LinkedPassage]] = defaultdict(list)
    figures: dict[str, str] = {}
    for row in csv.reader(io.StringIO(text, newline=""), delimiter=";"):
        match row:
            case [say.QUOTE, said, session, turn, last_turn, first, last, check, words]:
                place = Place(int(turn), int(first), int(last_turn), int(last))
                quotes[said].append(LinkedPassage(session, place, words, check))
            case [say.FIGURE, said, key, *_]:
                figures[said] = key
    return dict(quotes), figures
