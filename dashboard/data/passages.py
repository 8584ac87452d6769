"""Corpus → the passages a screen may offer, those that people selected to code, those typical of a theme or far."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import permutations
from typing import NamedTuple

from dashboard.data.corpus import Corpus
from dashboard.data.marks import CodeMark, marks
from pipeline.analysis.counts.coded_passages import CodedPassage, Voice, coded_passages, coded_sessions
from pipeline.anchoring import anchors
from pipeline.anchoring.publishable import may_pass, publishable
from pipeline.anchoring.word_places import excerpt_id
from pipeline.language.folds import fold_for_search
from pipeline.model.contracts import CONSENTS, Excerpt


# A tuple: a large corpus makes a hundred thousand of them before its first page shows.
class Passage(NamedTuple):
    """
    An excerpt as it may be shown, and what is known of it.

    Attributes:
        excerpt: the excerpt as it came through the door: without attribution where the speaker wished so.
        place: the id that leads back to the text; nothing when it may not be told.
        typical: whether it may be shown as a typical passage.
        voice: whose words somebody selected; nothing where the machine cut the passage.
        last_turn: where the words selected end, when in another turn.
        within: the excerpts that the words selected stand in.
        others: who else says them, with what situates each.
        beside: codes that people put on other words, some of them the same.
        last_end: the character of ``last_turn`` where they end.
    """

    excerpt: Excerpt
    place: str
    marks: tuple[CodeMark, ...]
    attributes: dict[str, str]
    folded: str
    typical: bool
    voice: Voice | None = None
    last_turn: int = -1
    within: tuple[str, ...] = ()
    others: tuple[tuple[str, dict[str, str]], ...] = ()
    beside: tuple[CodeMark, ...] = ()
    last_end: int = -1

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

    @property
    def people(self) -> tuple[str, ...]:
        """Who says its words, in their order."""
        return (self.excerpt.speaker, *(who for who, _ in self.others))


@dataclass(frozen=True, eq=False)
class CorpusReading:
    """
    A corpus read once: what every screen asks of it; equal to itself only, so that answers can be kept.

    Attributes:
        passages: what may be quoted, offered by the screens.
        counted: every passage, even those that may not be quoted: they count, and are not shown.
        pending: how many decisions the last run did not know; they show already, what was computed from others does
            not know them.
        selected: the passages that people selected to code them, whole: those that may be quoted.
        selected_counted: all of them.
        read_whole: sessions that somebody said they read whole with the grid.
    """

    corpus: Corpus
    passages: tuple[Passage, ...]
    counted: tuple[Passage, ...]
    pending: int = 0
    selected: tuple[Passage, ...] = ()
    selected_counted: tuple[Passage, ...] = ()
    read_whole: frozenset[str] = frozenset()

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

    @cached_property
    def selected_by_code(self) -> dict[str, list[Passage]]:
        """Codes → every passage that people selected to put them."""
        return _by_code(self.selected_counted)

    @cached_property
    def coded_sessions(self) -> frozenset[str]:
        """Sessions that were coded: in any other, a code that is not there says nothing of anybody."""
        return coded_sessions(self.corpus.codings, self.read_whole)

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
    selected, every = selections(corpus)
    return CorpusReading(corpus, tuple(shown), tuple(counted), selected=selected, selected_counted=every)


def _passage(corpus: Corpus, excerpt: Excerpt, shown: Excerpt, of: tuple[CodeMark, ...]) -> Passage:
    typical = may_pass(excerpt.consent, "typical")
    if shown is not excerpt and shown.excerpt != excerpt.excerpt:
        return Passage(shown, "", of, {}, fold_for_search(shown.text), typical)
    attributes = corpus.bearing.get((excerpt.speaker, excerpt.session), {})
    return Passage(shown, excerpt.excerpt, of, attributes, fold_for_search(shown.text), typical)


def selections(corpus: Corpus) -> tuple[tuple[Passage, ...], tuple[Passage, ...]]:
    """Give the passages that people selected to code: those that may be shown, as they may be, then all of them."""
    found = _selected(corpus)
    beside = _beside(found)
    every = [_selection(corpus, p, beside[rank]) for rank, p in enumerate(found)]
    allowed = [p for p in every if may_pass(p.excerpt.consent, "quote")]
    through = publishable([p.excerpt for p in allowed], purpose="quote").rows
    shown = (
        p if e is p.excerpt else p._replace(excerpt=e, place="", attributes={}, within=(), others=())
        for p, e in zip(allowed, through, strict=True)
    )
    return tuple(shown), tuple(every)


def _selected(corpus: Corpus) -> list[CodedPassage]:
    by_turn: dict[tuple[str, int], list[Excerpt]] = {(c.session, n): [] for c in corpus.codings
                                                     for n in range(c.turn, c.last_turn + 1)}
    for e in corpus.excerpts:
        if (e.session, e.turn) in by_turn:
            by_turn[e.session, e.turn].append(e)

    def role_of(session: str, number: int) -> str:
        turn = corpus.turns.get(session, {}).get(number)
        return turn.role if turn else ""

    put = (replace(c, code=corpus.codebook.in_force(c.code)) for c in corpus.codings if c.author_kind == "person")
    found = coded_passages(put, by_turn, role_of)
    return sorted(found, key=lambda p: (corpus.order_of.get(p.session, -1), p.session, p.turn, p.start))


def _selection(corpus: Corpus, of: CodedPassage, beside: tuple[CodeMark, ...]) -> Passage:
    place, end = _place(corpus, of)
    said = of.codings[0].text
    # Words beside those selected may be reserved: an excerpt that no screen shows is shown in no other way.
    consent = max((of.codings[0].consent, *(e.consent for e in of.excerpts)), key=CONSENTS.index)
    speaker, *others = of.speakers or ("",)
    question = of.excerpts[0].question if of.excerpts else ""
    own = sorted({CodeMark(c.code, c.author) for c in of.codings}, key=lambda m: (m.code, m.author))
    row = Excerpt(
        place if of.turn == of.last_turn else f"{place}+{of.last_turn - of.turn}:{of.end}", of.session, of.turn,
        of.start, end, speaker, said, question, consent, (),
    )
    return Passage(
        row, place, tuple(own), corpus.bearing.get((speaker, of.session), {}), fold_for_search(said),
        may_pass(consent, "typical"), of.voice, of.last_turn, tuple(e.excerpt for e in of.excerpts),
        tuple((who, corpus.bearing.get((who, of.session), {})) for who in others), beside, of.end,
    )


def _place(corpus: Corpus, of: CodedPassage) -> tuple[str, int]:
    turn = corpus.turns[of.session][of.turn]
    end = of.end if of.turn == of.last_turn else len(turn.text)
    first, last = anchors.source_words(turn, of.start, end) or (0, 0)
    return excerpt_id(of.session, of.turn, first, last), end


def _beside(found: Sequence[CodedPassage]) -> dict[int, tuple[CodeMark, ...]]:
    """Give, by rank, what was put on other selections that share words with each."""
    in_turn: dict[tuple[str, int], list[int]] = defaultdict(list)
    for rank, p in enumerate(found):
        for n in range(p.turn, p.last_turn + 1):
            in_turn[p.session, n].append(rank)
    met: dict[int, set[CodeMark]] = {rank: set() for rank in range(len(found))}
    for one, other in (pair for ranks in in_turn.values() for pair in permutations(ranks, 2)):
        met[one].update(_shared(found[one], found[other]))
    return {rank: tuple(sorted(of, key=lambda m: (m.code, m.author, m.spans))) for rank, of in met.items()}


def _shared(one: CodedPassage, other: CodedPassage) -> Iterator[CodeMark]:
    if (other.turn, other.start) < (one.last_turn, one.end) and (one.turn, one.start) < (other.last_turn, other.end):
        start = other.start if other.turn == one.turn else 0
        end = other.end if other.last_turn == one.turn else one.end
        inside = max(start, one.start) - one.start, min(end, one.end) - one.start
        # Characters of several turns are not those of one text.
        spans = (inside,) if one.turn == one.last_turn else ()
        yield from (CodeMark(c.code, c.author, spans=spans) for c in other.codings)


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
