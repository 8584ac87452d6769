"""Codings → passages and people counted, and those they are counted out of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal, NamedTuple

from pipeline.anchoring.publishable import NEVER_ANALYSED
from pipeline.coding.codings_in_place import counted, touch
from pipeline.model.contracts import Coding, Excerpt, GuideCoverage

Who = tuple[str, str]  # a participant in a session


@dataclass(frozen=True, slots=True)
class PeopleShare:
    """
    People who bear something, out of those who could be found to.

    Attributes:
        people: who bears it, among those asked whose interview was coded.
        possible: those asked whose interview was coded; where the guide says nothing, all whose interview was.
        unasked: who bears it though nobody asked them.
        guided: whether the guide says who was asked.
        not_yet: those asked whose interview nobody has coded or read with the grid: neither with it nor without.
    """

    people: frozenset[str]
    possible: frozenset[str]
    unasked: frozenset[str]
    guided: bool
    not_yet: frozenset[str] = frozenset()

    @property
    def without(self) -> frozenset[str]:
        """Who was asked and coded, and does not bear it."""
        return self.possible - self.people


def guided(rows: Iterable[GuideCoverage], questions: Collection[str]) -> bool:
    """Tell whether the guide speaks of any of some questions."""
    return any(a.question in questions for a in rows)


def asked(everyone: frozenset[Who], rows: Collection[GuideCoverage], questions: Collection[str]) -> frozenset[Who]:
    """
    List who was asked any of some questions, in which session.

    Where the guide speaks of none of them, or of nothing at all in a session, everyone may have been asked.

    Args:
        everyone: people and the sessions they speak in.
        rows: which question of the guide was put to whom.
        questions: those of a theme or of a code; any of them is enough.
    """
    if not guided(rows, questions):
        return everyone
    told = {a.session for a in rows}
    put = {(a.participant, a.session) for a in rows if a.asked and a.question in questions}
    return frozenset(who for who in everyone if who in put or who[1] not in told)


def coded_sessions(codings: Iterable[Coding], read_whole: Iterable[str]) -> frozenset[str]:
    """
    Name the sessions that were coded: a person put a code there, or said that they read it whole with the grid.

    In any other, a code that is not there says nothing of anybody.
    """
    return frozenset(c.session for c in counted(codings)) | frozenset(read_whole)


def among(bearers: Iterable[Who], put: Iterable[Who], coded: Collection[str], *, by_guide: bool) -> PeopleShare:
    """
    Count who bears something out of those it was put to, each person once.

    Args:
        bearers: who bears it, in which session.
        put: who was asked, in which session.
        coded: the sessions that were coded (``coded_sessions``).
        by_guide: whether the guide says who was asked.
    """
    asked_in = frozenset(put)
    bear = frozenset(p for p, _ in bearers)
    possible = frozenset(p for p, session in asked_in if session in coded)
    not_yet = frozenset(p for p, _ in asked_in) - possible
    return PeopleShare(bear & possible, possible, bear - possible, by_guide, not_yet - bear)


class SpokenTurn(NamedTuple):
    """A turn: its number, and who speaks; nobody known is empty."""

    turn: int
    voice: str


def adjacency(turns: Iterable[SpokenTurn]) -> dict[tuple[str, str], tuple[int, ...]]:
    """
    Give, for each pair of voices, the turns in which the second speaks just after the first.

    >>> adjacency([SpokenTurn(0, "Lou"), SpokenTurn(1, "Awa"), SpokenTurn(2, "Awa"), SpokenTurn(3, "Lou"),
    ...     SpokenTurn(4, ""), SpokenTurn(5, "Awa")])
    {('Awa', 'Lou'): (3,), ('Lou', 'Awa'): (1,)}
    """
    found: dict[tuple[str, str], list[int]] = defaultdict(list)
    for before, after in pairwise(sorted(turns)):
        if before.voice and after.voice and before.voice != after.voice:
            found[before.voice, after.voice].append(after.turn)
    return {pair: tuple(found[pair]) for pair in sorted(found)}


Voice = Literal["participant", "interviewer", "other"]
ByTurn = Mapping[tuple[str, int], Sequence[Excerpt]]
RoleOf = Callable[[str, int], str]  # session, turn → the role of who speaks; empty where nobody knows


class Counted(NamedTuple):
    """What is counted of a passage: where it stands, the participants who say it, whose words it holds."""

    session: str
    speakers: tuple[str, ...]
    voice: Voice


@dataclass(frozen=True, slots=True)
class CodedPassage:
    """
    Words that somebody selected, from ``start`` in ``turn`` to ``end`` in ``last_turn``.

    Attributes:
        codings: what people put on these very words.
        excerpts: those it shares characters with, in the order of the text.
        voice: whose words they are; a participant's as soon as a participant speaks in them.
    """

    session: str
    turn: int
    start: int
    last_turn: int
    end: int
    codings: tuple[Coding, ...]
    excerpts: tuple[Excerpt, ...]
    voice: Voice

    @property
    def codes(self) -> frozenset[str]:
        """The codes that people put on these words."""
        return frozenset(c.code for c in self.codings)

    @property
    def speakers(self) -> tuple[str, ...]:
        """The participants who say them, in the order of the text."""
        return tuple(dict.fromkeys(e.speaker for e in self.excerpts))

    @property
    def counted(self) -> Counted:
        """What is counted of it."""
        return Counted(self.session, self.speakers, self.voice)


def excerpts_of(coding: Coding, by_turn: ByTurn) -> list[Excerpt]:
    """List the excerpts that share characters with a coding."""
    turns = range(coding.turn, coding.last_turn + 1)
    near = [e for turn in turns for e in by_turn.get((coding.session, turn), ())]
    return [e for e in near if touch(coding, e)]


def coded_passages(codings: Iterable[Coding], by_turn: ByTurn, role_of: RoleOf) -> list[CodedPassage]:
    """
    Gather codings by the words they were put on, in the order of the text.

    Only what a person made or accepted is kept; words that may not be analysed are in no passage.

    Args:
        codings: of people and of the machine.
        by_turn: the excerpts of each turn.
        role_of: asked only about words that no excerpt holds.
    """
    selections: dict[tuple[str, int, int, int, int], list[Coding]] = defaultdict(list)
    for c in counted(codings):
        selections[c.session, c.turn, c.start, c.last_turn, c.end].append(c)
    found = []
    for place, put in sorted(selections.items()):
        excerpts = tuple(excerpts_of(put[0], by_turn))
        if excerpts:
            found.append(CodedPassage(*place, tuple(put), excerpts, "participant"))
        elif put[0].consent not in NEVER_ANALYSED:
            asked = any(role_of(put[0].session, n) == "interviewer" for n in range(put[0].turn, put[0].last_turn + 1))
            found.append(CodedPassage(*place, tuple(put), (), "interviewer" if asked else "other"))
    return found


@dataclass(frozen=True, slots=True)
class CodingTally:
    """
    How many bear a code: people first, sessions second, passages third.

    Attributes:
        people: participants who say the words of a passage.
        sessions: where a participant says them.
        passages: all those of interviews and groups, whoever speaks.
        interviewer: how many of the passages are the interviewer's words alone.
        other: how many are nobody's: a note, a presentation.
        apart: passages of questionnaires and field notes, in none of the other figures.
    """

    people: int = 0
    sessions: int = 0
    passages: int = 0
    interviewer: int = 0
    other: int = 0
    apart: int = 0


def tally(passages: Iterable[Counted], known: Collection[str], interviews: Collection[str]) -> CodingTally:
    """
    Count the passages of interviews and groups, and who says them.

    Args:
        passages: those that bear what is counted, each once.
        known: the participants interviewed; nobody else is counted among people.
        interviews: the sessions that are interviews or groups.
    """
    every = list(passages)
    heard = [p for p in every if p.session in interviews]
    return CodingTally(
        len({who for p in heard for who in p.speakers if who in known}),
        len({p.session for p in heard if p.voice == "participant"}), len(heard),
        sum(p.voice == "interviewer" for p in heard), sum(p.voice == "other" for p in heard), len(every) - len(heard),
    )
