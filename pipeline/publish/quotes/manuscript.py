"""An article in writing, what interviews say now → its quotes linked to their passages, its figures to the report's.

A quote is known by its words, capitals, accents and punctuation set aside; what differs is then told.
"""

from __future__ import annotations

import csv
import difflib
import io
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from pipeline.anchoring.anchors import Place, Turns, checks, quote, source_words
from pipeline.anchoring.finding import find
from pipeline.anchoring.publishable import UNATTRIBUTED, may_pass
from pipeline.anchoring.word_places import excerpt_id
from pipeline.language.folds import fold_for_search, straight
from pipeline.model.contracts import AnonymisedTurn
from pipeline.pseudonymise.consent import strictest_on
from pipeline.publish.held_back import HeldBack
from pipeline.publish.quotes import manuscript_words as say

Status = Literal["exact", "sign", "changed", "reserved", "unattributed", "waits", "gone", "unknown", "moved", "figure"]
QUOTED = re.compile(r"«\s*([^«»]+?)\s*»|“\s*([^“”]+?)\s*”|\"([^\"]+)\"")
CUT = re.compile(r"\s*[\[(]\s*(?:\.\.\.|…)\s*[\])]\s*")
ADDED = re.compile(r"\[[^\]]*\]")
WORD = re.compile(r"[^\W_]+")
FIGURE = re.compile(r"\d+ personnes? (?:[^\W\d][^.;:()\d]{0,40}? )?sur \d+")
FEWEST_WORDS = 4  # fewer are a word one distances oneself from, not somebody's
RUN = 3  # words that lead to a turn
ALIKE = 0.6  # of the words of a quote, in order: below, it is another
COLUMNS = ("sorte", "texte", "entretien", "tour", "dernier tour", "premier mot", "dernier mot", "empreinte", "extrait")


@dataclass(frozen=True, slots=True)
class QuotedMention:
    """Characters ``start:end`` of a paragraph of the manuscript that quote somebody, or give a figure."""

    paragraph: int
    start: int
    end: int
    text: str


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
        inside = [(m.start(m.lastindex or 0), m.end(m.lastindex or 0)) for m in QUOTED.finditer(text)]
        spans = inside or ([(0, len(text))] if n in read.blocks else [])
        found += [QuotedMention(n, s, e, text[s:e]) for s, e in spans if len(WORD.findall(text[s:e])) >= FEWEST_WORDS]
    return found


@dataclass(frozen=True, slots=True)
class _QuotedWords:
    turn: int
    first: int
    last: int


class QuoteIndex:
    """The words of every turn, to find a quote by its own."""

    def __init__(self, turns: Mapping[str, Turns]) -> None:
        self.turns: list[AnonymisedTurn] = [t for of in turns.values() for _, t in sorted(of.items())]
        self.words = [[(fold_for_search(m[0]), m.start(), m.end()) for m in WORD.finditer(t.text)] for t in self.turns]
        self.runs: dict[tuple[str, ...], list[tuple[int, int]]] = defaultdict(list)
        for n, words in enumerate(self.words):
            for at in range(len(words) - RUN + 1):
                self.runs[tuple(w for w, _, _ in words[at : at + RUN])].append((n, at))

    def same(self, wanted: Sequence[str]) -> list[_QuotedWords]:
        """Give the stretches that read as these words."""
        if len(wanted) < RUN:
            return []
        return [
            _QuotedWords(n, at, at + len(wanted) - 1) for n, at in self.runs.get(tuple(wanted[:RUN]), ())
            if [w for w, _, _ in self.words[n][at : at + len(wanted)]] == list(wanted)
        ]

    def alike(self, wanted: Sequence[str]) -> _QuotedWords | None:
        """Give the stretch of one turn that reads most like these words, if any does enough."""
        hits: Counter[int] = Counter()
        for at in range(len(wanted) - RUN + 1):
            hits.update({n for n, _ in self.runs.get(tuple(wanted[at : at + RUN]), ())})
        best: tuple[float, _QuotedWords] | None = None
        for n, _ in sorted(hits.most_common(5)):
            matcher = difflib.SequenceMatcher(None, [w for w, _, _ in self.words[n]], wanted, autojunk=False)
            blocks = [b for b in matcher.get_matching_blocks() if b.size]
            width = max(blocks[-1].a + blocks[-1].size - blocks[0].a, len(wanted))
            share = sum(b.size for b in blocks) / width
            if share >= ALIKE and (best is None or share > best[0]):
                best = share, _QuotedWords(n, blocks[0].a, blocks[-1].a + blocks[-1].size - 1)
        return best[1] if best else None

    def text(self, found: _QuotedWords) -> str:
        """Give the words of a stretch, as the turn has them."""
        words = self.words[found.turn]
        return self.turns[found.turn].text[words[found.first][1] : words[found.last][2]]

    def linked(self, found: _QuotedWords, turns: Mapping[str, Turns]) -> LinkedPassage:
        """Name where a stretch stands."""
        turn, words = self.turns[found.turn], self.words[found.turn]
        first, last = source_words(turn, words[found.first][1], words[found.last][2]) or (0, 0)
        place = Place(turn.turn, first, turn.turn, last)
        there = turns[turn.session]
        return LinkedPassage(turn.session, place, quote(there, place), checks(there, place))


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
    index = QuoteIndex(of.turns)
    found = [_quote(m, index, of, before.get(m.text, ())) for m in mentions(read)]
    figures = (
        QuotedMention(n, m.start(), m.end(), m[0])
        for n, text in enumerate(read.paragraphs) for m in FIGURE.finditer(text)
    )
    return [*found, *(_figure(m, read.paragraphs[m.paragraph], of, figures_before) for m in figures)]


def _quote(
    mention: QuotedMention, index: QuoteIndex, of: ManuscriptSources, before: Sequence[LinkedPassage],
) -> Finding:
    for pieces in (CUT.split(mention.text), ADDED.split(CUT.sub(" [] ", mention.text))):
        wanted = [[fold_for_search(w) for w in WORD.findall(piece)] for piece in pieces]
        kept = [(piece, words) for piece, words in zip(pieces, wanted, strict=True) if len(words) >= RUN]
        same = [index.same(words) for _, words in kept]
        if kept and all(same):
            known = {(p.session, p.place.turn) for p in before}
            turns = index.turns
            chosen = [
                next((f for f in found if (turns[f.turn].session, turns[f.turn].turn) in known), found[0])
                for found in same
            ]
            linked = tuple(index.linked(one, of.turns) for one in chosen)
            signs = [
                say.SIGN.format(said=index.text(one)) for one, (piece, _) in zip(chosen, kept, strict=True)
                if _core(piece) != _core(index.text(one))
            ]
            return _allowed(mention, linked, of) or Finding(
                mention, "sign" if signs else "exact", " ".join(signs) or where(linked, of), linked,
            )
    if before:
        return _gone(mention, before, of)
    alike = index.alike([fold_for_search(w) for w in WORD.findall(mention.text)])
    if alike is None:
        return Finding(mention, "unknown", say.NOT_FOUND)
    linked = (index.linked(alike, of.turns),)
    return _allowed(mention, linked, of) or Finding(
        mention, "changed", say.CHANGED.format(where=where(linked, of), said=index.text(alike)), linked,
    )


def _core(text: str) -> str:
    # Spaces, apostrophes and dots in three or in one are the printer's; so is what stands before and after the words.
    plain = " ".join(straight(text).replace("...", "…").split())
    words = list(WORD.finditer(plain))
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
    people, *_, possible = re.findall(r"\d+", mention.text)
    number = int(people), int(possible)
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
