"""Corpus → the passages a screen may offer, what was said around them, those typical of a theme or far."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from dashboard.data.corpus import Corpus
from dashboard.data.marks import CodeMark, marks
from pipeline.anchoring.publishable import may_pass, publishable
from pipeline.language.folds import fold_for_search
from pipeline.model.contracts import AnonymisedTurn, Excerpt


# A tuple: a large corpus makes a hundred thousand of them before its first page shows.
class Passage(NamedTuple):
    """
    An excerpt as it may be shown, and what is known of it.

    Attributes:
        excerpt: the excerpt as it came through the door: without attribution where the speaker wished so.
        place: the id that leads back to the text; nothing when it may not be told.
        typical: whether it may be shown as a typical passage.
    """

    excerpt: Excerpt
    place: str
    marks: tuple[CodeMark, ...]
    attributes: dict[str, str]
    folded: str
    typical: bool

    @property
    def decided(self) -> tuple[CodeMark, ...]:
        """What people decided."""
        return tuple(m for m in self.marks if m.decided)

    @property
    def pending(self) -> tuple[CodeMark, ...]:
        """What is left to read."""
        return tuple(m for m in self.marks if not m.decided)

    @property
    def who(self) -> tuple[str, str]:
        """The participant and the session."""
        return self.excerpt.speaker, self.excerpt.session


@dataclass(frozen=True, eq=False)
class CorpusReading:
    """
    A corpus read once: what every screen asks of it; equal to itself only, so that answers can be kept.

    Attributes:
        passages: what may be quoted, offered by the screens.
        counted: every passage, even those that may not be quoted: they count, and are not shown.
        pending: how many decisions the last run did not know; they show already, what was computed from others does
            not know them.
    """

    corpus: Corpus
    passages: tuple[Passage, ...]
    counted: tuple[Passage, ...]
    pending: int = 0

    @cached_property
    def by_place(self) -> dict[str, Passage]:
        """Passages by the id that leads back to the text."""
        return {p.place: p for p in self.passages if p.place}

    @cached_property
    def marked(self) -> tuple[Passage, ...]:
        """Passages that may be quoted and bear a mark; most passages of a large corpus bear none."""
        return tuple(p for p in self.passages if p.marks)

    @cached_property
    def marked_by_code(self) -> dict[str, list[Passage]]:
        """Codes → passages that may be quoted and bear them."""
        return self.counted_by_code if self.passages == self.counted else _by_code(self.marked)

    @cached_property
    def counted_by_code(self) -> dict[str, list[Passage]]:
        """Codes → every passage that bears them."""
        return _by_code(p for p in self.counted if p.marks)

    @property
    def withheld(self) -> int:
        """How many passages may not be quoted."""
        return len(self.counted) - len(self.passages)


def _by_code(passages: Iterable[Passage]) -> dict[str, list[Passage]]:
    found: dict[str, list[Passage]] = defaultdict(list)
    for passage in passages:
        # Most passages that bear a mark bear one.
        for code in {m.code for m in passage.marks} if len(passage.marks) > 1 else (passage.marks[0].code,):
            found[code].append(passage)
    return dict(found)


def bearing(by_code: Mapping[str, list[Passage]], codes: Iterable[str]) -> list[Passage]:
    """Give the passages that bear any of some codes, each once."""
    every = (p for code in sorted(codes) for p in by_code.get(code, ()))
    return list({id(p): p for p in every}.values())


def read(corpus: Corpus) -> CorpusReading:
    """Gather what is known of each passage, and let through what may be quoted."""
    on = marks(corpus)
    as_said = sorted(corpus.excerpts, key=lambda e: (corpus.order_of.get(e.session, -1), e.session, e.turn, e.start))
    counted = [_passage(corpus, e, e, on.get(e.excerpt, ())) for e in as_said]
    allowed = [p for p in counted if may_pass(p.excerpt.consent, "quote")]
    through = publishable([p.excerpt for p in allowed], purpose="quote").rows
    # What went through as it was is the same passage.
    shown = [
        p if e is p.excerpt else _passage(corpus, p.excerpt, e, p.marks) for p, e in zip(allowed, through, strict=True)
    ]
    return CorpusReading(corpus, tuple(shown), tuple(counted))


def _passage(corpus: Corpus, excerpt: Excerpt, shown: Excerpt, of: tuple[CodeMark, ...]) -> Passage:
    typical = may_pass(excerpt.consent, "typical")
    if shown is not excerpt and shown.excerpt != excerpt.excerpt:
        return Passage(shown, "", of, {}, fold_for_search(shown.text), typical)
    attributes = corpus.bearing.get((excerpt.speaker, excerpt.session), {})
    return Passage(shown, excerpt.excerpt, of, attributes, fold_for_search(shown.text), typical)


def neighbours(corpus: Corpus, passage: Passage) -> tuple[AnonymisedTurn | None, AnonymisedTurn | None]:
    """Give the turns before and after a passage and its question, where they may be told and quoted."""
    if not passage.place:
        return None, None
    turns, number = corpus.turns.get(passage.excerpt.session, {}), passage.excerpt.turn
    question = turns.get(number - 1)
    asked = question is not None and question.text == passage.excerpt.question
    return _quotable(turns.get(number - 2 if asked else number - 1)), _quotable(turns.get(number + 1))


def _quotable(turn: AnonymisedTurn | None) -> AnonymisedTurn | None:
    return turn if turn and all(r.level == "free" for r in turn.consent) else None


def typical(passages: Iterable[Passage], limit: int, codes: frozenset[str]) -> list[Passage]:
    """
    Choose passages that show some codes well: what most people agree on, of a length one reads at a glance.

    One passage a person, so that nobody speaks for all.
    """

    def rank(passage: Passage) -> tuple[int, int, int, str]:
        excerpt = passage.excerpt
        coders = {(m.author, m.code) for m in passage.marks if m.code in codes and m.decided}
        agreed = max(Counter(code for _, code in coders).values()) if len(coders) > 1 else len(coders)
        return -agreed, len(excerpt.masks), abs(len(excerpt.text) - IDEAL_LENGTH), excerpt.excerpt

    chosen: dict[str, Passage] = {}
    for passage in sorted((p for p in passages if p.typical), key=rank):
        chosen.setdefault(passage.excerpt.speaker, passage)
    return list(chosen.values())[:limit]


IDEAL_LENGTH = 170


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
        first, last = _reach(turns, here, -1), _reach(turns, here, 1)
    else:
        first, last = _exchange(turns, here) if width == "echange" else (here, here)
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


FEWEST_WORDS = 15  # under which a passage is far from everything because it says nothing


def farthest(corpus: Corpus, theme: str, passages: Iterable[Passage], heard: Iterable[str] = ()) -> Iterator[Passage]:
    """
    Give the passages of a theme from the farthest to the nearest, one for each person.

    Args:
        corpus: holds how far each excerpt is (``theme_distances``).
        theme: its id.
        passages: those that may be shown.
        heard: persons who are quoted already.
    """
    own = {p.place: p for p in passages}
    known = set(heard)
    theme_distances = (d for d in corpus.theme_distances if d.theme == theme and d.excerpt in own)
    for found in sorted(theme_distances, key=lambda d: (-d.distance, d.excerpt)):
        passage = own[found.excerpt]
        if passage.excerpt.speaker not in known and len(passage.excerpt.text.split()) >= FEWEST_WORDS:
            known.add(passage.excerpt.speaker)
            yield passage
