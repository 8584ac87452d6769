"""What differs between two runs, and a line of what changed → its possible causes, the one to tell first.

A cause is an input that, had it stayed as it was, would have left the line out; or that alone would have brought it.
When several are, one is told: what people did comes first (``withdrawal``, then a ``decision`` on codes, then the
grid), then the text (``transcript``, ``identifiers``), then the ``model``.
For what persons coded the tables show every cause.
For suggestions they show it when a person answered, when the passage was withdrawn, or when only one input changed;
else what touched this very code or passage is told first, with the others beside it, and ``pipeline.changes.recall``
settles it by computing again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal

from pipeline.anchoring.anchors import source_words, spans
from pipeline.anchoring.publishable import NEVER_ANALYSED
from pipeline.anchoring.word_places import parse_excerpt_id
from pipeline.changes.run_tables import Layer, Pair, RunSide
from pipeline.coding.codings_in_place import NOWHERE, TAKEN_AWAY, TWICE, UNKNOWN_CODE, UNKNOWN_MODE, UNKNOWN_SESSION
from pipeline.model.contracts import AnonymisedTurn, Coding, Restriction
from pipeline.pseudonymise.consent import withdrawn

Cause = Literal["withdrawal", "decision", "codebook", "transcript", "identifiers", "model"]
Turn = tuple[str, int]
# What DVC keeps of each input of the stages, by the cause that its change would be.
WATCHED: dict[Cause, tuple[str, ...]] = {
    "withdrawal": ("decisions/withdrawals", "decisions/consent"),
    "decision": ("decisions/codings", "decisions/arbitrations"),
    "codebook": ("codebook/codebook.yaml",),
    "model": (
        "params:excerpts", "params:embeddings", "params:topic_embeddings", "params:suggestions", "seal:suggestions",
        "seal:embeddings", "seal:topic_embeddings",
    ),
}


class RunDifferences:
    """What differs between two runs, told from their tables and from what DVC kept of their inputs."""

    def __init__(self, old: RunSide, new: RunSide) -> None:
        self.old, self.new = old, new

    def changed(self, cause: Cause) -> bool | None:
        """Tell whether an input changed, by what DVC kept of both runs; None when it kept nothing."""
        then, now = self.old.tables.inputs, self.new.tables.inputs
        if not then or not now:
            return None
        return any(then.get(name) != now.get(name) for name in WATCHED[cause])

    @cached_property
    def text(self) -> dict[Turn, frozenset[Cause]]:
        """Name the turns that are not as they were, and what changed in each: words, pseudonyms, consent."""
        places = sorted(self.old.turns.keys() | self.new.turns.keys())
        return {place: found for place in places if (found := frozenset(self._of_turn(place)))}

    def _of_turn(self, place: Turn) -> Iterator[Cause]:
        then = self.old.turns.get(place)
        now = self.new.turns.get(place)
        if then is None or now is None:
            yield "withdrawal" if self.session_withdrawn(place[0]) else "transcript"
            return
        if taken_away(now) != taken_away(then):
            yield "withdrawal"
        if not same_source(then, now):
            yield "transcript"
        elif _masks(then, now) != _masks(now, then):
            yield "identifiers"

    def session_withdrawn(self, session: str) -> bool:
        """Tell whether a session went because it was withdrawn."""
        # Nothing tells a file that was taken out of the folder from one that was withdrawn, but the decision itself.
        gone = session in self.old.sessions and session not in self.new.sessions
        return gone and self.changed("withdrawal") is not False

    def of_passage(self, excerpt: str) -> Cause | None:
        """Say what became of the text of an excerpt; what is withdrawn beside it in its turn is not its own."""
        session, turn, first, last = parse_excerpt_id(excerpt)
        found = self.text.get((session, turn), frozenset())
        if "withdrawal" in found:
            then = self.old.turns.get((session, turn))
            now = self.new.turns.get((session, turn))
            if then is None or now is None or (withdrawn(then) ^ withdrawn(now)) & set(range(first, last + 1)):
                return "withdrawal"
        return next((cause for cause in ("transcript", "identifiers") if cause in found), None)

    def withdrawn_whole(self, coding: Coding) -> bool:
        """Tell whether nobody may read any word of what was coded any more."""
        if self.session_withdrawn(coding.session):
            return True
        places = [(coding.session, n) for n in range(coding.turn, coding.last_turn + 1)]
        return all(self._gone(place, coding) for place in places if place in self.old.turns)

    def _gone(self, place: Turn, coding: Coding) -> bool:
        then, now = self.old.turns[place], self.new.turns.get(place)
        start = coding.start if place[1] == coding.turn else 0
        end = coding.end if place[1] == coding.last_turn else len(then.text)
        words = source_words(then, start, end)
        if now is None or words is None:
            # Once withdrawn, what is kept of the run before has a place and no word.
            return now is not None and not then.text and bool(taken_away(now))
        return set(range(words[0], words[1] + 1)) <= withdrawn(now)

    @cached_property
    def redefined(self) -> set[str]:
        """Name the codes that came, went, or say something else than they did."""
        then, now = (side.tables.run.get("codes", {}) for side in (self.old, self.new))
        return {code for code in {*then, *now} if then.get(code) != now.get(code)}

    @cached_property
    def elsewhere(self) -> list[Cause]:
        """Name the inputs that changed at all: suggestions learn from the whole corpus."""
        text = {cause for found in self.text.values() for cause in found}
        then, now = ({(i, c.status, c.author) for i, c in s.by_coding.items()} for s in (self.old, self.new))
        # An orphan was decided still: only the text or the grid changed under it.
        undone = {*self.old.orphans, *self.new.orphans}
        decided = any(line[0] not in undone for line in then ^ now)
        computed = self.old.tables.run.get("versions") != self.new.tables.run.get("versions")
        found: dict[Cause, bool] = {
            "withdrawal": "withdrawal" in text,
            "decision": decided or bool(self.changed("decision")),
            "codebook": bool(self.redefined or self.changed("codebook")),
            "transcript": "transcript" in text,
            "identifiers": "identifiers" in text,
            "model": computed or bool(self.changed("model")),
        }
        return [cause for cause, differs in found.items() if differs]


def taken_away(turn: AnonymisedTurn) -> set[Restriction]:
    """Give what nobody may analyse in a turn any more."""
    return {r for r in turn.consent if r.level in NEVER_ANALYSED}


def same_source(then: AnonymisedTurn, now: AnonymisedTurn) -> bool:
    """Tell whether two versions of a turn come from the same words: by their check, else by the words shown in both."""
    if then.check and now.check:
        return then.check == now.check
    old = _shown(then)
    new = _shown(now)
    return len(old) == len(new) and all(a == b for a, b in zip(old, new, strict=True) if None not in (a, b))


def _shown(turn: AnonymisedTurn) -> list[str | None]:
    """Give each source word as the turn shows it, nothing for those that something stands for."""
    hidden = {word for a in turn.anchors for word in range(a.first_word, a.last_word + 1)}
    return [None if word in hidden else turn.text[s:e] for word, (s, e) in enumerate(spans(turn))]


def _masks(of: AnonymisedTurn, other: AnonymisedTurn) -> set[tuple[int, int, str]]:
    # What stands for words that were taken away is no pseudonym.
    gone = withdrawn(of) | withdrawn(other)
    replaced = (a for a in of.anchors if a.replaced and not gone & set(range(a.first_word, a.last_word + 1)))
    return {(a.first_word, a.last_word, of.text[a.start : a.end]) for a in replaced}


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
    """
    Give the possible causes of a code that an excerpt lost.

    Args:
        pair: an excerpt and a code.
        layer: what people coded, or suggestions.
        seen: the two runs, and all that differs between them.
    """
    if layer == "suggested":
        return _suggestion(pair, seen)
    return ordered(_went(coding, pair[0], seen) for coding in seen.old.counted[pair])


def entered(pair: Pair, layer: Layer, seen: RunDifferences) -> tuple[Cause, ...]:
    """Give the possible causes of a code that an excerpt gained."""
    if layer == "suggested":
        return _suggestion(pair, seen)
    return ordered(_came(coding, pair[0], seen) for coding in seen.new.counted[pair])


def moved(was: str, now: str, seen: RunDifferences) -> tuple[Cause, ...]:
    """
    Give the cause of another cut or another number: the text of its turn, an earlier turn, or the settings.

    Args:
        was: id of the excerpt in the former run.
        now: its id in the run of now, in the same session.
        seen: the two runs, and all that differs between them.

    Returns:
        one cause at most.
    """
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
    # Where a coding came or went, the suggestion beside it went or came back, for the same reason.
    then, now = ({c.coding: c for c in side.said.get(pair, ())} for side in (seen.old, seen.new))
    gone = [_went(c, pair[0], seen) for i, c in then.items() if i not in now or now[i].status != c.status]
    come = [_came(c, pair[0], seen) for i, c in now.items() if i not in then or then[i].status != c.status]
    if answers := ordered([*gone, *come]):
        return answers[:1]
    near = [c for c in ("codebook" if pair[1] in seen.redefined else None, here) if c]
    anywhere = ordered(seen.elsewhere) or ("model",)
    return (*near, *(c for c in anywhere if c not in near))
