"""A line of what changed, and what differs between two runs → its possible causes, the one to tell first.

A cause is an input that, had it stayed as it was, would have left the line out; or that alone would have brought it.
When several are, one is told: what people did comes first (``withdrawal``, then a ``decision`` on codes, then the
grid), then the text (``transcript``, ``identifiers``), then the ``model``.
For what persons coded the tables show every cause.
For suggestions they show it when a person answered, when the passage was withdrawn, or when only one input changed;
else what touched this very code or passage is told first, with the others beside it, and ``pipeline.changes.replay``
settles it by computing again.
"""

from __future__ import annotations

from collections.abc import Iterable

from pipeline.anchoring.word_places import parse_excerpt_id
from pipeline.changes.evidence import Cause, RunDifferences
from pipeline.changes.run_tables import Layer, Pair
from pipeline.coding.placing import NOWHERE, TAKEN_AWAY, TWICE, UNKNOWN_CODE, UNKNOWN_MODE, UNKNOWN_SESSION
from pipeline.model.contracts import Coding

PRECEDENCE: tuple[Cause, ...] = ("withdrawal", "decision", "codebook", "transcript", "identifiers", "model")
# Why a decision stands nowhere, and what it takes for it to stand again.
REASONS: dict[str, Cause] = {
    UNKNOWN_CODE: "codebook", TAKEN_AWAY: "withdrawal", NOWHERE: "transcript", UNKNOWN_SESSION: "transcript",
    TWICE: "decision", UNKNOWN_MODE: "decision",
}


def ordered(causes: Iterable[Cause]) -> tuple[Cause, ...]:
    """
    Put causes in the order in which they are told, each once.

    >>> ordered(["model", "decision", "model"])
    ('decision', 'model')
    """
    found = set(causes)
    return tuple(cause for cause in PRECEDENCE if cause in found)


def left(pair: Pair, layer: Layer, seen: RunDifferences) -> tuple[Cause, ...]:
    """Give the possible causes of a code that an excerpt lost."""
    if layer == "suggested":
        return _suggestion(pair, seen)
    return ordered(_went(coding, pair[0], seen) for coding in seen.old.counted[pair])


def entered(pair: Pair, layer: Layer, seen: RunDifferences) -> tuple[Cause, ...]:
    """Give the possible causes of a code that an excerpt gained."""
    if layer == "suggested":
        return _suggestion(pair, seen)
    return ordered(_came(coding, pair[0], seen) for coding in seen.new.counted[pair])


def moved(was: str, now: str, seen: RunDifferences) -> tuple[Cause, ...]:
    """Give the cause of another cut or another number: the text of its turn, an earlier turn, or the settings."""
    here = ordered(c for c in (seen.of_passage(was), seen.of_passage(now)) if c)
    session = parse_excerpt_id(now).session
    around = ordered(c for (name, _), found in seen.text.items() for c in found if name == session)
    near = here or tuple(c for c in around if c in {"withdrawal", "transcript"}) or ("model",)
    return near[:1]


def _went(coding: Coding, excerpt: str, seen: RunDifferences) -> Cause:
    now = seen.new.by_coding.get(coding.coding)
    orphan = seen.new.orphans.get(coding.coding)
    if seen.withdrawn_whole(coding):
        return "withdrawal"
    if orphan:
        return REASONS.get(orphan.reason, "transcript")
    return _otherwise(coding, now, excerpt, seen) if now else "decision"


def _came(coding: Coding, excerpt: str, seen: RunDifferences) -> Cause:
    then = seen.old.by_coding.get(coding.coding)
    orphan = seen.old.orphans.get(coding.coding)
    if orphan:
        return REASONS.get(orphan.reason, "transcript")
    return _otherwise(then, coding, excerpt, seen) if then else "decision"


def _otherwise(then: Coding, now: Coding, excerpt: str, seen: RunDifferences) -> Cause:
    if (then.at, then.status, then.author) != (now.at, now.status, now.author):
        return "decision"
    if then.code != now.code:
        return "codebook"
    return seen.of_passage(excerpt) or "model"


def _suggestion(pair: Pair, seen: RunDifferences) -> tuple[Cause, ...]:
    here = seen.of_passage(pair[0])
    if here == "withdrawal":
        return ("withdrawal",)
    if answers := _answers(pair, seen):
        return answers[:1]
    near = [c for c in ("codebook" if pair[1] in seen.redefined else None, here) if c]
    anywhere = ordered(seen.elsewhere) or ("model",)
    return (*near, *(c for c in anywhere if c not in near))


def _answers(pair: Pair, seen: RunDifferences) -> tuple[Cause, ...]:
    # Where a coding came or went, the suggestion beside it went or came back, for the same reason.
    then, now = ({c.coding: c for c in side.said.get(pair, ())} for side in (seen.old, seen.new))
    gone = [_went(c, pair[0], seen) for i, c in then.items() if i not in now or now[i].status != c.status]
    come = [_came(c, pair[0], seen) for i, c in now.items() if i not in then or then[i].status != c.status]
    return ordered([*gone, *come])
