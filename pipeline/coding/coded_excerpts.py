"""Codings and excerpts → which coding stands on which excerpt, and which codings count."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from pipeline.model.contracts import Coding, Excerpt, Status

COUNTED: tuple[Status, ...] = ("coded", "accepted", "modified", "arbitrated")


def counted(codings: Iterable[Coding]) -> list[Coding]:
    """Keep the codings that a person made or accepted: the only ones that figures may count."""
    return [c for c in codings if c.author_kind == "person" and c.status in COUNTED]


def pairs(codings: Iterable[Coding], excerpts: Iterable[Excerpt]) -> Iterator[tuple[Coding, Excerpt]]:
    """Give each coding with each excerpt that it shares words with."""
    by_session: dict[str, list[Excerpt]] = defaultdict(list)
    for excerpt in excerpts:
        by_session[excerpt.session].append(excerpt)
    for coding in codings:
        for excerpt in by_session[coding.session]:
            if touch(coding, excerpt):
                yield coding, excerpt


def touch(coding: Coding, excerpt: Excerpt) -> bool:
    """Tell whether a coding and an excerpt share characters of a turn."""
    return (
        coding.session == excerpt.session
        and (coding.turn, coding.start) < (excerpt.turn, excerpt.end)
        and (excerpt.turn, excerpt.start) < (coding.last_turn, coding.end)
    )
