"""Codings of two coders of the same sessions → where they differ; what an arbiter rules → its line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from pipeline.anchoring import anchors
from pipeline.anchoring.anchors import Place, Turns
from pipeline.anchoring.word_places import Continuum
from pipeline.codebook.grid import Codebook
from pipeline.coding.coding_writer import CodingWriter
from pipeline.coding.codings_in_place import unaided
from pipeline.model.contracts import Coding
from pipeline.model.decision_rows import Arbitration, ArbitrationVerb, in_time
from pipeline.model.decision_writer import last_gesture
from pipeline.model.errors import FiligraneError

Kind = Literal["first_only", "second_only", "ends", "code"]
BETWEEN = "+"
# Two codes are put on the same words when half of the shorter passage, at least, lies in the longer.
SAME_WORDS = 0.5
Choice = Literal["first", "second", "both", "neither"]
NOT_YOURS = "Cet arbitrage est de {author} : chacun ne reprend que les siens."


@dataclass(frozen=True, slots=True)
class Disagreement:
    """
    A passage that two coders read otherwise.

    Attributes:
        kind: one of them only put a code there; the same code with other ends; other codes on the same words.
        first: what the first coder put, if anything.
        second: what the second coder put, if anything.
        shared: words that both passages hold, over the words that either holds.
    """

    kind: Kind
    first: Coding | None
    second: Coding | None
    shared: float = 0.0

    @property
    def codings(self) -> tuple[Coding, ...]:
        """The codings at stake, the first coder's first."""
        return tuple(c for c in (self.first, self.second) if c)

    @property
    def name(self) -> str:
        """What tells it from any other: the codings at stake; a coding that changes makes another disagreement."""
        return BETWEEN.join(c.coding for c in self.codings)

    @property
    def code(self) -> str:
        """The code it is listed under."""
        return self.codings[0].code

    @property
    def session(self) -> str:
        """Where it stands."""
        return self.codings[0].session


class _Put(NamedTuple):
    start: int
    end: int
    coding: Coding


def disagreements(
    codings: Sequence[Coding], coders: tuple[str, str], sessions: Collection[str], continua: Mapping[str, Continuum],
    codebook: Codebook,
) -> list[Disagreement]:
    """
    List where two coders differ, by code, then as one reads; only what they coded unaided is looked at.

    Args:
        codings: codes on passages, of everyone.
        coders: the two coders.
        sessions: those that both marked as read: silence elsewhere is no disagreement.
        continua: the words of each session.
        codebook: gives the order of codes.
    """
    first, second = ([c for c in unaided(codings, name) if c.session in sessions] for name in coders)
    found = [d for s in sorted(sessions) if s in continua for d in _in_session(continua[s], s, first, second)]
    ranks = {code.id: rank for rank, code in enumerate(codebook.codes)}

    def order(d: Disagreement) -> tuple[int, str, tuple[int, int, str]]:
        return ranks.get(d.code, len(ranks)), d.session, min((c.turn, c.start, c.coding) for c in d.codings)

    return sorted(found, key=order)


def _in_session(
    continuum: Continuum, session: str, first: Iterable[Coding], second: Iterable[Coding],
) -> list[Disagreement]:
    mine, theirs = (
        [_Put(*continuum.passage(c)[:2], c) for c in codings if c.session == session] for codings in (first, second)
    )
    same_code = _matched(mine, theirs, _same_code)
    # One passage for one coder, two for the other: the second part is no passage that one of them missed.
    alone, others = _left(mine, theirs, same_code)
    parts = [(a, b) for a in alone for b in _nearest(a, theirs)]
    same_code += parts + [(a, b) for b in others for a in _nearest(b, mine)]
    mine, theirs = _left(mine, theirs, same_code)

    def on_same_words(one: _Put, other: _Put) -> bool:
        shorter = min(one.end - one.start, other.end - other.start)
        return shorter > 0 and _common(one, other) >= SAME_WORDS * shorter

    same_words = _matched(mine, theirs, on_same_words)
    mine, theirs = _left(mine, theirs, same_words)
    return [
        *(Disagreement("ends", a.coding, b.coding, share) for a, b in same_code if (share := _share(a, b)) < 1),
        *(Disagreement("code", a.coding, b.coding, _share(a, b)) for a, b in same_words),
        *(Disagreement("first_only", a.coding, None) for a in mine),
        *(Disagreement("second_only", None, b.coding) for b in theirs),
    ]


def _same_code(one: _Put, other: _Put) -> bool:
    return one.coding.code == other.coding.code and _common(one, other) > 0


def _nearest(one: _Put, others: Sequence[_Put]) -> list[_Put]:
    return sorted((o for o in others if _same_code(one, o)), key=lambda o: -_share(one, o))[:1]


def _matched(
    mine: Sequence[_Put], theirs: Sequence[_Put], alike: Callable[[_Put, _Put], bool],
) -> list[tuple[_Put, _Put]]:
    """Pair passages, those that share most first; none is paired twice."""
    def order(pair: tuple[_Put, _Put]) -> tuple[float, int, int, str, str]:
        one, other = pair
        return -_share(one, other), one.start, other.start, one.coding.coding, other.coding.coding

    pairs = sorted(((a, b) for a in mine for b in theirs if alike(a, b)), key=order)
    taken: set[str] = set()
    matched = []
    for a, b in pairs:
        if not taken & {a.coding.coding, b.coding.coding}:
            taken |= {a.coding.coding, b.coding.coding}
            matched.append((a, b))
    return matched


def _left(
    mine: Sequence[_Put], theirs: Sequence[_Put], matched: Iterable[tuple[_Put, _Put]],
) -> tuple[list[_Put], list[_Put]]:
    taken = {put.coding.coding for pair in matched for put in pair}
    left = ([p for p in puts if p.coding.coding not in taken] for puts in (mine, theirs))
    return next(left), next(left)


def _common(one: _Put, other: _Put) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _share(one: _Put, other: _Put) -> float:
    either = max(one.end, other.end) - min(one.start, other.start)
    return _common(one, other) / either if either else 1.0


@dataclass(frozen=True, slots=True)
class Ruling:
    """What an arbiter chose, and why."""

    choice: Choice
    reason: str


class _Ruled(NamedTuple):
    code: str
    decision: ArbitrationVerb
    reason: str


def arbitrate(writer: CodingWriter, about: Disagreement, ruling: Ruling) -> list[Arbitration]:
    """
    Keep the reading of the first coder, of the second, both, or neither.

    Args:
        writer: who arbitrates.
        about: both readings.
        ruling: what is kept, and why.

    Raises:
        FiligraneError: no reason is given, or the coder whose reading is kept put nothing there.
    """
    kept = {"first": [about.first], "second": [about.second], "both": about.codings, "neither": about.codings[:1]}
    decision = ArbitrationVerb.REFUSE if ruling.choice == "neither" else ArbitrationVerb.ADD
    codings = [c for c in kept[ruling.choice] if c]
    if not codings:
        raise FiligraneError("Cette personne n'a rien codé là : gardez l'autre lecture, ou aucune des deux.")
    turns = writer.turns[about.session]
    return [_line(writer, about, place_of(turns, c), _Ruled(c.code, decision, ruling.reason)) for c in codings]


def otherwise(writer: CodingWriter, about: Disagreement, place: Place, code: str, reason: str) -> list[Arbitration]:
    """
    Put another code, or other ends, in the place of both readings.

    Args:
        writer: who arbitrates.
        about: both readings.
        place: in source words.
        code: of the grid.
        reason: why.
    """
    if code not in {c.id for c in writer.codebook.codes}:
        raise FiligraneError(f"Le code « {code} » n'est pas dans la grille (codebook/codebook.yaml).")
    return [_line(writer, about, place, _Ruled(code, ArbitrationVerb.MODIFY, reason))]


def undo(writer: CodingWriter, lines: Iterable[Arbitration]) -> list[Arbitration]:
    """Take one's own ruling back: the disagreement is open again."""
    mine = list(lines)
    for line in mine:
        writer.own(line, NOT_YOURS)
    return [writer.instead(line, decision=ArbitrationVerb.UNDO, reason="") for line in mine]


def rulings(arbitrations: Iterable[Arbitration]) -> Mapping[str, list[Arbitration]]:
    """Give the rulings in force by the disagreement they are about, in the order they were made."""
    found: dict[str, list[Arbitration]] = defaultdict(list)
    for line in in_time(arbitrations):
        if not line.undoes and line.about:
            found[line.about].append(line)
    return found


def last_ruling(arbitrations: Iterable[Arbitration], arbiter: str) -> list[Arbitration]:
    """Give the lines of the last ruling of an arbiter that still holds, to take it back."""
    return last_gesture(a for a in arbitrations if a.author == arbiter and not a.undoes)


def place_of(turns: Turns, coding: Coding) -> Place:
    """Give the source words of a coding."""
    first = anchors.source_words(turns[coding.turn], coding.start, len(turns[coding.turn].text))
    last = anchors.source_words(turns[coding.last_turn], 0, coding.end)
    if not first or not last:
        raise FiligraneError("Ce passage ne se lit plus : rechargez la page, puis recommencez.")
    return Place(coding.turn, first[0], coding.last_turn, last[1])


def _line(writer: CodingWriter, about: Disagreement, place: Place, ruled: _Ruled) -> Arbitration:
    if not ruled.reason.strip():
        raise FiligraneError("Dites pourquoi : un arbitrage sans raison ne se défend pas.")
    turns = writer.turns[about.session]
    return writer.line(
        Arbitration, session=about.session, turn=place.turn, first_word=place.first_word, last_turn=place.last_turn,
        last_word=place.last_word, quote=anchors.quote(turns, place), code=ruled.code, decision=ruled.decision,
        reason=ruled.reason.strip(), about=about.name, check=anchors.checks(turns, place),
    )
