"""Interviews read whole and signed → how many of their names the machine missed, and what to expect in the others."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace

from pipeline.language.lexicon import grammatical
from pipeline.language.name_phrases import Phrase, phrase
from pipeline.model.contracts import Identifier, Proposal, Turn
from pipeline.pseudonymise.people.speakers import UNSAID

CONFIDENCE = 0.95
# Interviews differ more than names drawn at random would: a rare first name is missed each time it is said. With few
# interviews read, how much more cannot be told from them: what the corpora of benchmarks/missed_names.py show is used.
ASSUMED_SPREAD, FEW_INTERVIEWS = 4.0, 6
FEWEST_NAMES, WIDEST = 30, 0.4  # below, or wider, what would be told frightens and teaches nothing


@dataclass(frozen=True, slots=True)
class InterviewNames:
    """An interview: how many different names are hidden in it, and how many of them only a reader found."""

    session: str
    names: int
    missed: int


@dataclass(frozen=True, slots=True)
class Expectation:
    """
    What a reader should expect to find in interviews that nobody has read.

    Attributes:
        interviews, names, missed: what it rests on: those read whole, their names, those that only a reader found.
        unread: the names found up to now in the interviews that nobody signed.
        low, high: of a hundred names, how many the machine missed (95 %).
        left_low, left_high: the same, of the names of the interviews that nobody signed.
        more: where too little was read to tell, how many more interviews would do; 0 where none would, or none is left.
    """

    interviews: int
    names: int
    missed: int
    unread: int
    low: int
    high: int
    left_low: int
    left_high: int
    more: int = 0

    @property
    def tells(self) -> bool:
        """Whether enough was read to tell: an interval of most of what is possible teaches nothing."""
        return enough(self.names, self.low / 100, self.high / 100)


def enough(names: int, low: float, high: float) -> bool:
    """
    Tell whether names that were read are enough to foretell the share missed in others.

    >>> enough(12, 0, 0.2), enough(40, 0, 0.6), enough(40, 0, 0.3)
    (False, False, True)
    """
    return names >= FEWEST_NAMES and high - low <= WIDEST


def names_hidden(
    turns: Iterable[Turn], identifiers: Iterable[Identifier], proposals: Iterable[Proposal]
) -> list[InterviewNames]:
    """
    Count the different names of each interview, and those that no proposer saw anywhere in the corpus.

    Args:
        turns: as they were said.
        identifiers: what is hidden, decisions applied.
        proposals: what the machine proposed before anybody decided.

    Returns:
        one row an interview, in order; those without names too.
    """
    texts = {(t.session, t.turn): t.text for t in turns}
    proposed = (phrase(texts[p.session, p.turn][p.start : p.end]) for p in proposals if (p.session, p.turn) in texts)
    seen = {word for words in proposed for word in words}
    hidden: dict[str, dict[Phrase, bool]] = {session: {} for session, _ in sorted(texts)}
    for row in (i for i in identifiers if i.turn != UNSAID and i.action != "keep"):
        said = phrase(texts[row.session, row.turn][row.start : row.end])
        by_reader = row.source == "person" and any(w not in seen and not grammatical(w) for w in said)
        if said:
            hidden[row.session][said] = hidden[row.session].get(said, True) and by_reader
    return [InterviewNames(session, len(names), sum(names.values())) for session, names in hidden.items()]


def expected(found: Sequence[InterviewNames], signed: Collection[str]) -> Expectation | None:
    """
    Tell what to expect in the interviews that nobody signed from those that somebody did.

    The share of names missed has a Beta distribution (Jeffreys' prior) whose weight is the number of names, divided by
    how much more interviews differ than chance would have it (Kish's design effect), on both sides: those read, and
    those that are foretold.

    Args:
        found: the names of all interviews.
        signed: the interviews that were read whole.

    Returns:
        nothing when no interview is signed; where too little was read, how much more would do.
    """
    whole = [one for one in found if one.session in signed]
    if not whole:
        return None
    read = [one for one in whole if one.names]
    names, missed = sum(one.names for one in read), sum(one.missed for one in read)
    left = [one.names for one in found if one.session not in signed and one.names]
    unread = sum(left)
    spread = spread_of(read) if names else ASSUMED_SPREAD
    share = missed / names if names else 0.0
    low, high = interval(share, names, unread, spread)
    told = Expectation(
        len(whole), names, missed, unread, math.floor(100 * low), math.ceil(100 * high),
        math.floor(unread * low / (1 - low)), math.ceil(unread * high / (1 - high)),
    )
    if told.tells:
        return told
    each = unread / len(left) if left else 0
    # Were the next ones like those that are left, and like those read.
    then = ((n, names + round(n * each)) for n in range(1, len(left) + 1))
    more = (n for n, total in then if enough(total, *interval(share, total, max(0, unread - round(n * each)), spread)))
    return replace(told, more=next(more, 0))


def interval(share: float, names: int, unread: int, spread: float) -> tuple[float, float]:
    """Give the bounds (95 %) of the share missed, from that of ``names`` read, for ``unread`` others."""
    from scipy.special import betaincinv  # noqa: PLC0415 - takes a while to import, and few pages ask

    if not names:
        return 0.0, 0.99
    weight = 1 / (spread / names + spread / max(unread, 1))
    a, b = 0.5 + share * weight, 0.5 + (1 - share) * weight
    low = float(betaincinv(a, b, (1 - CONFIDENCE) / 2)) if share else 0.0
    return low, float(betaincinv(a, b, (1 + CONFIDENCE) / 2))


def spread_of(read: Sequence[InterviewNames]) -> float:
    """
    Say how much more interviews differ in what was missed than names drawn at random would: 1, or more.

    It is the variance of the ratio of two sums (Cochran 1977, 6.3) over that of a draw of names.
    """
    names, missed = sum(one.names for one in read), sum(one.missed for one in read)
    share = missed / names
    if len(read) < FEW_INTERVIEWS or not 0 < share < 1:
        return ASSUMED_SPREAD
    left = sum((one.missed - share * one.names) ** 2 for one in read)
    variance = len(read) / (len(read) - 1) * left / names**2
    return max(1.0, variance / (share * (1 - share) / names))


