"""Excerpts or codings → the only rows that may be quoted, exported or shown as typical: a door out.

What a speaker allows comes first and always.
A review of the pseudonymisation that nobody signed is reported with the rows: screens show the badge
« non relu », exports refuse.
A combination of attributes that few people share is for the caller to widen: see ``group_sizes``.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, Literal, TypeVar

from pipeline.model.contracts import Coding, Consent, Excerpt, Participant

Purpose = Literal["quote", "export", "typical"]
R = TypeVar("R", Excerpt, Coding)
NEVER_ANALYSED: frozenset[Consent] = frozenset({"not_analysed", "erased"})
NEVER_QUOTED: frozenset[Consent] = NEVER_ANALYSED | {"not_quotable"}
UNATTRIBUTED = "sans attribution"
NOWHERE = -1
# Enough to tell the passages of a study apart.
DIGITS = 12


@dataclass(frozen=True)
class Publishable(Generic[R]):
    """
    What came through the door, and what must be known of it.

    Attributes:
        rows: what may be quoted, in the order given; attribution is gone where it must.
        withheld: how many of the rows given stay behind.
        unsigned: sessions of the rows whose pseudonymisation nobody signed: an export refuses while there are any.
    """

    rows: tuple[R, ...]
    withheld: int
    unsigned: tuple[str, ...]


def publishable(rows: Iterable[R], *, purpose: Purpose, signed: Collection[str] = ()) -> Publishable[R]:
    """
    Let through what may be quoted.

    ``unattributed`` rows pass without speaker, session or place in it, under an opaque id; they are never
    shown as typical, for a typical passage leads back to its session.

    Args:
        rows: excerpts or codings.
        purpose: a ``quote`` on a screen, an ``export``, or a passage shown as ``typical``.
        signed: sessions whose pseudonymisation a person signed.
    """
    given = list(rows)
    kept = [r for r in given if may_pass(r.consent, purpose)]
    unsigned = sorted({r.session for r in kept} - set(signed))
    allowed = (without_attribution(r) if r.consent == "unattributed" else r for r in kept)
    return Publishable(tuple(allowed), len(given) - len(kept), tuple(unsigned))


def may_pass(consent: Consent, purpose: Purpose) -> bool:
    """
    Tell whether what a speaker allows suits a purpose.

    >>> [may_pass(c, "quote") for c in ("free", "unattributed", "not_quotable", "not_analysed", "erased")]
    [True, True, False, False, False]
    >>> may_pass("unattributed", "typical")
    False
    """
    return consent == "free" if purpose == "typical" else consent not in NEVER_QUOTED


def without_attribution(row: R) -> R:
    """Take away from a row all that tells who spoke, where and in answer to what; its words stay."""
    if isinstance(row, Excerpt):
        return replace(
            row, excerpt=opaque_id(row.text), session=UNATTRIBUTED, turn=NOWHERE, start=0, end=len(row.text),
            speaker=UNATTRIBUTED, question="",
        )
    return replace(
        row, coding=opaque_id(row.text, row.code, row.author), session=UNATTRIBUTED, turn=NOWHERE, start=0,
        last_turn=NOWHERE, end=len(row.text),
    )


def opaque_id(*words: str) -> str:
    """
    Give an id made from words that are published anyway: it tells nothing that they do not tell.

    >>> opaque_id("On n'a pas le temps.") == opaque_id("On n'a pas le temps.")
    True
    """
    return f"x{hashlib.sha256(chr(0).join(words).encode()).hexdigest()[:DIGITS]}"


def group_sizes(participants: Iterable[Participant], attributes: Sequence[str]) -> dict[tuple[str, ...], int]:
    """
    Count the people who share each combination of attributes, given in the order of ``attributes``.

    A person who sits in several sessions counts once for each combination they bear.
    Those who answered a questionnaire and those interviewed are two populations: give one of them.
    """
    bearers = {(combination(p, attributes), p.participant) for p in participants}
    return dict(sorted(Counter(borne for borne, _ in bearers).items()))


def combination(participant: Participant, attributes: Sequence[str]) -> tuple[str, ...]:
    """Give what a participant bears of some attributes."""
    return tuple(participant.attributes.get(a, "") for a in attributes)
