"""Passages → what is said around them: the words on each side of a word sought (KWIC), the turns that may be told."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import nsmallest
from typing import Literal

from dashboard.data.corpus import Corpus
from dashboard.data.passages import Passage
from pipeline.anchoring import anchors
from pipeline.coding.many_passages import ChosenPassage
from pipeline.language.folds import origins
from pipeline.model.contracts import AnonymisedTurn

Order = Literal["texte", "avant", "apres"]
AROUND = 70  # characters on each side
# What two lines are ranged by: enough to tell them apart, and signs are no words.
COMPARED, SIGNS = 40, " ,;:.!?…«»()[]'\"-–—"
# Words said in a passage: characters ``start:end`` of its folded text; a word may be said fifty thousand times.
Hit = tuple[Passage, int, int]


def after(hit: Hit) -> str:
    """Give what comes next, folded, from its first word."""
    passage, _, end = hit
    return passage.folded[end : end + COMPARED].lstrip(SIGNS)


def before(hit: Hit) -> tuple[str, ...]:
    """Give the words that come before, folded, the nearest first."""
    passage, start, _ = hit
    words = passage.folded[max(0, start - COMPARED) : start].split()
    return tuple(word.strip(SIGNS) for word in reversed(words))


def near(hit: Hit) -> str:
    """Give the word just before, folded."""
    passage, start, _ = hit
    words = passage.folded[max(0, start - COMPARED) : start].rsplit(None, 1)
    return words[-1].strip(SIGNS) if words else ""


@dataclass(frozen=True, slots=True)
class ConcordanceLine:
    """One line of a concordance, as it was said: before, the words, after."""

    passage: Passage
    before: str
    words: str
    after: str


def hits(passages: Iterable[Passage], terms: Sequence[str]) -> list[Hit]:
    """Find every place where any of some folded terms is said, in the order of the text."""
    if not terms:
        return []
    any_of = re.compile("|".join(re.escape(t) for t in sorted(terms, key=len, reverse=True)))
    found = [(p, *m.span()) for p in passages for m in any_of.finditer(p.folded)]
    # Two people may select the same words: what was said once is one place.
    once: dict[object, Hit] = {}
    for hit in found:
        e = hit[0].excerpt
        once.setdefault((e.session, e.turn, e.start + hit[1]) if hit[0].place else hit, hit)
    return list(once.values())


def places(passage: Passage, terms: Sequence[str]) -> list[tuple[int, int]]:
    """Give the characters of a passage, as it was said, where any of some folded terms is."""
    found = hits([passage], terms)
    at = origins(passage.excerpt.text) if found else []
    return [(at[first], at[last - 1] + 1) for _, first, last in found]


def ranged(found: list[Hit], order: Order, upto: int) -> list[Hit]:
    """
    Give the first places in the order of the text or of what stands beside; the others are not looked at closely.

    Args:
        found: every place, in the order of the corpus.
        order: ``texte``, ``avant`` or ``apres``: what stands beside, word by word from the place.
        upto: how many to give.
    """
    if order == "texte":
        return found[:upto]
    if order == "apres":
        return nsmallest(upto, found, key=after)
    # The word just before tells nearly all places apart, and is read off much faster than all the words before.
    words = list(map(near, found))
    last = max(nsmallest(upto, words), default="")
    return sorted([hit for hit, word in zip(found, words, strict=True) if word <= last], key=before)[:upto]


def concordance_lines(found: Iterable[Hit]) -> Iterator[ConcordanceLine]:
    """Read the places in the texts themselves, byte for byte."""
    for passage, first, last in found:
        text, at = passage.excerpt.text, origins(passage.excerpt.text)
        start, end = at[first], at[last - 1] + 1
        begins = max(0, start - AROUND)
        space = text.find(" ", begins, start) if begins else -1
        tail = text[space + 1 if space >= 0 else begins : start]
        ends = end + AROUND
        space = text.rfind(" ", end, ends) if ends < len(text) else -1
        yield ConcordanceLine(passage, tail, text[start:end], text[end : space if space >= 0 else ends])


def passage_of(corpus: Corpus, hit: Hit, reach: str) -> ChosenPassage:
    """
    Give the characters that a gesture on a place is about.

    Args:
        corpus: the last run.
        hit: the place.
        reach: « extrait », the whole passage; « phrase », the sentence where the words stand; « mots », these alone.
    """
    passage, first, last = hit
    e = passage.excerpt
    speaker = e.speaker if e.speaker in corpus.people else ""
    turn = corpus.turns[e.session].get(e.turn)
    at = origins(e.text) if last and reach != "extrait" else []
    words = anchors.source_words(turn, e.start + at[first], e.start + at[last - 1] + 1) if turn and at else None
    if not turn or not words:
        if passage.last_turn > e.turn:
            return ChosenPassage(e.session, e.turn, e.start, passage.last_end, speaker, passage.last_turn)
        return ChosenPassage(e.session, e.turn, e.start, e.end, speaker)
    begins, ends = words
    places = anchors.spans(turn)
    if reach == "phrase":
        begins = max((last + 1 for last in turn.sentences if last < begins), default=0)
        ends = min((last for last in turn.sentences if last >= ends), default=len(places) - 1)
    start, end = places[begins][0], places[ends][1]
    return ChosenPassage(e.session, e.turn, max(start, e.start), min(end, e.end), speaker)


def neighbours(corpus: Corpus, passage: Passage) -> tuple[AnonymisedTurn | None, AnonymisedTurn | None]:
    """Give the turns before and after a passage and its question, where they may be told and quoted."""
    if not passage.place:
        return None, None
    turns, number = corpus.turns.get(passage.excerpt.session, {}), passage.excerpt.turn
    question = turns.get(number - 1)
    asked = question is not None and question.text == passage.excerpt.question
    before, after = number - 2 if asked else number - 1, max(number, passage.last_turn) + 1
    return _quotable(turns.get(before)), _quotable(turns.get(after))


def _quotable(turn: AnonymisedTurn | None) -> AnonymisedTurn | None:
    return turn if turn and all(r.level == "free" for r in turn.consent) else None


Width = Literal["extrait", "tour", "echange", "page"]
PAGE = 1500  # characters on each side of the passage
LONGEST_EXCHANGE = 12  # turns: in a group, people may go on for long without a question


def around(corpus: Corpus, passage: Passage, width: Width) -> list[AnonymisedTurn]:
    """
    Give the turns to read around a passage, its own among them, in order; none when its place may not be told.

    A turn of which anything is reserved is left out: it is read in its session only.
    """
    turns = corpus.turns.get(passage.excerpt.session, {}) if passage.place else {}
    here = passage.excerpt.turn
    if here not in turns or width == "extrait":
        return []
    if width == "page":
        first = _reach(turns, here, -1)
        last = _reach(turns, here, 1)
    else:
        first, last = _exchange(turns, here) if width == "echange" else (here, max(here, passage.last_turn))
    shown = [turns[n] for n in sorted(turns) if first <= n <= last]
    return [t for t in shown if all(r.level == "free" for r in t.consent)]


Turns = dict[int, AnonymisedTurn]


def _exchange(turns: Turns, here: int) -> tuple[int, int]:
    first, last = here, here
    while first - 1 in turns and turns[first].role != "interviewer" and here - first < LONGEST_EXCHANGE:
        first -= 1
    while last + 1 in turns and turns[last + 1].role != "interviewer" and last - here < LONGEST_EXCHANGE:
        last += 1
    return first, last


def _reach(turns: Turns, here: int, step: int) -> int:
    end, room = here, PAGE
    while end + step in turns and room > 0:
        end += step
        room -= len(turns[end].text)
    return end
