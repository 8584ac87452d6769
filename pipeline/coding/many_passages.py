"""Passages chosen together and a gesture on all of them → what it would change, told beforehand, and its lines."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place, Turns
from pipeline.codebook.grid import Codebook
from pipeline.coding import coding_writer as writing
from pipeline.coding.coder_state import CoderState
from pipeline.coding.coding_writer import CodingWriter
from pipeline.coding.codings_in_place import standing_place
from pipeline.model.contracts import Coding
from pipeline.model.decision_rows import CodingDecision
from pipeline.model.errors import FiligraneError

GestureKind = Literal["code", "uncode", "star", "unstar", "memo"]
NO_WORDS = "Un passage n'a plus de mots dans l'entretien {session} : rechargez la page, puis recommencez."


@dataclass(frozen=True, slots=True, order=True)
class ChosenPassage:
    """
    Words as they are shown now, and who speaks there.

    Attributes:
        turn, start: their first character.
        end: the character after their last one, in ``last_turn`` where they go on to another turn.
    """

    session: str
    turn: int
    start: int
    end: int
    speaker: str = ""
    last_turn: int = -1

    @property
    def last(self) -> int:
        """The turn where they end."""
        return max(self.turn, self.last_turn)


@dataclass(frozen=True, slots=True)
class SharedGesture:
    """What is done with every passage chosen: with a code, with a memo, or with both."""

    kind: GestureKind
    code: str = ""
    memo: str = ""

    @property
    def takes_away(self) -> bool:
        """Whether it takes the coder's own lines away."""
        return self.kind in {"uncode", "unstar"}


@dataclass(frozen=True, eq=False)
class HeldNow:
    """What stands on words now: the codings of everyone, and what the coder who acts holds."""

    codings: Sequence[Coding]
    own: CoderState
    turns: Mapping[str, Turns]
    codebook: Codebook


@dataclass(frozen=True, slots=True)
class GesturePreview:
    """
    What a gesture would do, told before anything is written.

    Attributes:
        changed: passages that lines would be written about.
        unchanged: how many it would leave as they are.
        taken: the coder's own lines that it would take away, whole.
        beyond: how many of those go further than the passages chosen.
        held_by: author → how many of the passages bear, wholly or in part, what the gesture is about.
    """

    changed: tuple[ChosenPassage, ...]
    unchanged: int
    taken: tuple[CodingDecision, ...]
    beyond: int
    held_by: Mapping[str, int]

    @property
    def people(self) -> int:
        """How many people speak in the passages that would change."""
        return len({p.speaker for p in self.changed} - {""})

    @property
    def sessions(self) -> int:
        """How many sessions they stand in."""
        return len({p.session for p in self.changed})


def preview(chosen: Sequence[ChosenPassage], what: SharedGesture, held: HeldNow) -> GesturePreview:
    """
    Tell what a gesture would change, whom it joins, and what it would leave as it is.

    Args:
        chosen: the passages of a list, in its order.
        what: the gesture asked for: a code put or taken away, a star, a memo.
        held: what the coder and the others hold now.

    Returns:
        the passages that would change; those that bear the code already, by the same coder, are only counted.
    """
    mine = {line.id: line for line in (*held.own.codings, *held.own.stars)}
    touching = _touching(chosen, _line_extents(what, held))
    own = {p: [s for s in found if s.line in mine] for p, found in touching.items()}
    if what.takes_away:
        changed = [p for p in chosen if own[p]]
    else:
        # A memo on a passage joins those that stand there.
        changed = [p for p in chosen if what.kind == "memo" or not any(s.covers(p) for s in own[p])]
    taken = {s.line: s for p in changed for s in own[p]} if what.takes_away else {}
    within = {s.line for p in changed for s in own[p] if s.within(p)}
    held_by = Counter(author for found in touching.values() for author in {s.author for s in found})
    return GesturePreview(
        tuple(changed), len(chosen) - len(changed), tuple(mine[line] for line in taken), len(taken.keys() - within),
        dict(sorted(held_by.items())),
    )


def gesture_lines(writer: CodingWriter, seen: GesturePreview, what: SharedGesture) -> list[CodingDecision]:
    """
    Write what was previewed: the lines of one gesture, of one moment, that one undoing takes back together.

    Args:
        writer: the coder whose passages were previewed.
        seen: what ``preview`` showed: nothing else is written, whatever was coded since.
        what: the gesture of that preview.

    Raises:
        FiligraneError: a passage is no longer there, or the code is not in the grid.
    """
    if what.takes_away:
        take = writing.remove if what.kind == "uncode" else writing.unstar
        return [take(writer, line) for line in seen.taken]
    places = [(p.session, _place(writer, p)) for p in seen.changed]
    if what.kind == "code":
        return [writing.code(writer, session, place, what.code, memo=what.memo) for session, place in places]
    if what.kind == "star":
        return [writing.star(writer, session, place) for session, place in places]
    return [writing.memo(writer, session, place, what.memo) for session, place in places]


@dataclass(frozen=True, slots=True)
class _LineExtent:
    """A line on words, from a character of a turn to another of the same or a later one."""

    line: str
    author: str
    session: str
    first: tuple[int, int]
    last: tuple[int, int]

    def touches(self, p: ChosenPassage) -> bool:
        return self.first < (p.last, p.end) and (p.turn, p.start) < self.last

    def covers(self, p: ChosenPassage) -> bool:
        return self.first <= (p.turn, p.start) and (p.last, p.end) <= self.last

    def within(self, p: ChosenPassage) -> bool:
        return (p.turn, p.start) <= self.first and self.last <= (p.last, p.end)


def _line_extents(what: SharedGesture, held: HeldNow) -> Iterator[_LineExtent]:
    """Give what already stands on words of what the gesture is about: codings with its code, or the coder's stars."""
    if what.code:
        for c in held.codings:
            if held.codebook.in_force(c.code) == what.code and c.status not in {"proposed", "refused"}:
                yield _LineExtent(c.coding, c.author, c.session, (c.turn, c.start), (c.last_turn, c.end))
    elif what.kind in {"star", "unstar"}:
        for star in held.own.stars:
            turns = held.turns.get(star.session, {})
            place = standing_place(star, turns)
            if isinstance(place, Place):
                start, end = anchors.characters(turns, place)
                yield _LineExtent(star.id, star.author, star.session, (place.turn, start), (place.last_turn, end))


def _touching(
    chosen: Iterable[ChosenPassage], extents: Iterable[_LineExtent],
) -> dict[ChosenPassage, list[_LineExtent]]:
    by_turn: dict[tuple[str, int], list[_LineExtent]] = defaultdict(list)
    for s in extents:
        for turn in range(s.first[0], s.last[0] + 1):
            by_turn[s.session, turn].append(s)
    found: dict[ChosenPassage, list[_LineExtent]] = {}
    for p in chosen:
        near = (s for turn in range(p.turn, p.last + 1) for s in by_turn.get((p.session, turn), ()))
        found[p] = list(dict.fromkeys(s for s in near if s.touches(p)))
    return found


def _place(writer: CodingWriter, p: ChosenPassage) -> Place:
    turns = writer.turns.get(p.session, {})
    first = turns.get(p.turn)
    last = turns.get(p.last)
    begins = anchors.source_words(first, p.start, p.end if p.last == p.turn else len(first.text)) if first else None
    ends = anchors.source_words(last, p.start if p.last == p.turn else 0, p.end) if last else None
    if not begins or not ends:
        raise FiligraneError(NO_WORDS.format(session=p.session))
    return Place(p.turn, begins[0], p.last, ends[1])
