"""Codings of two coders on the sessions that both read → where they differ, code by code, with both texts."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

from pipeline.codebook.grid import Codebook
from pipeline.coding.continuum import Continuum
from pipeline.coding.sessions_read import unaided
from pipeline.model.contracts import Coding

Kind = Literal["first_only", "second_only", "ends", "code"]
BETWEEN = "+"
# Two codes are put on the same words when half of the shorter passage, at least, lies in the longer.
SAME_WORDS = 0.5


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
    return sorted(found, key=lambda d: (ranks.get(d.code, len(ranks)), d.session, *_place(d)))


def _place(of: Disagreement) -> tuple[int, int, str]:
    return min((c.turn, c.start, c.coding) for c in of.codings)


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
    same_words = _matched(mine, theirs, _on_same_words)
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


def _on_same_words(one: _Put, other: _Put) -> bool:
    shorter = min(one.end - one.start, other.end - other.start)
    return shorter > 0 and _common(one, other) >= SAME_WORDS * shorter


def _matched(
    mine: Sequence[_Put], theirs: Sequence[_Put], alike: Callable[[_Put, _Put], bool],
) -> list[tuple[_Put, _Put]]:
    """Pair passages, those that share most first; none is paired twice."""
    pairs = sorted(((a, b) for a in mine for b in theirs if alike(a, b)), key=lambda p: (-_share(*p), *_order(*p)))
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


def _order(one: _Put, other: _Put) -> tuple[int, int, str, str]:
    return one.start, other.start, one.coding.coding, other.coding.coding


def _common(one: _Put, other: _Put) -> int:
    return max(0, min(one.end, other.end) - max(one.start, other.start))


def _share(one: _Put, other: _Put) -> float:
    either = max(one.end, other.end) - min(one.start, other.start)
    return _common(one, other) / either if either else 1.0
