"""Decisions in force → what each coder holds now: codings, answers, stars, memos, sessions read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.anchoring.decisions import in_force
from pipeline.coding.suggestion_answers import answered, named
from pipeline.model.contracts import Suggestion
from pipeline.model.decision_rows import CodingDecision

CODES = ("add", "accept", "modify")
UNDO = "undo"
UNAIDED = ("manual", "blind")


@dataclass(frozen=True)
class CoderState:
    """
    What one coder holds, in order of time.

    ``answers`` leads from the name of a suggestion (« EXCERPT|CODE ») to this coder's answer to it, « unsure »
    included.
    """

    lines: tuple[CodingDecision, ...] = ()
    answers: dict[str, CodingDecision] = field(default_factory=dict)

    @property
    def codings(self) -> tuple[CodingDecision, ...]:
        """Codes put on passages: added, accepted or modified."""
        return self._of(*CODES)

    @property
    def refusals(self) -> tuple[CodingDecision, ...]:
        """Suggestions turned down."""
        return self._of("refuse")

    @property
    def unsure(self) -> tuple[CodingDecision, ...]:
        """Suggestions left waiting, marked as doubtful."""
        return self._of("unsure")

    @property
    def stars(self) -> tuple[CodingDecision, ...]:
        """Passages to quote."""
        return self._of("star")

    @property
    def memos(self) -> tuple[CodingDecision, ...]:
        """Memos on a passage, a session, a code or the study; those of codings are in the codings."""
        return self._of("memo")

    @property
    def read(self) -> dict[str, CodingDecision]:
        """Sessions marked as read whole, with the line that says so."""
        return {d.session: d for d in self._of("read")}

    def answer(self, suggestion: Suggestion) -> CodingDecision | None:
        """Give this coder's answer to a suggestion."""
        return self.answers.get(named(suggestion))

    def _of(self, *kinds: str) -> tuple[CodingDecision, ...]:
        return tuple(d for d in self.lines if d.decision in kinds)


@dataclass(frozen=True)
class CoderStates:
    """What all coders hold; each speaks for themselves only."""

    hands: dict[str, CoderState]

    def of(self, coder: str) -> CoderState:
        """Give what a coder holds, nothing for one who has decided nothing yet."""
        return self.hands.get(coder, CoderState())


def standing(decisions: Iterable[CodingDecision]) -> CoderStates:
    """Arrange the decisions in force by coder."""
    lines: dict[str, list[CodingDecision]] = defaultdict(list)
    for d in sorted(decisions, key=lambda d: (d.at, d.author, d.line)):
        lines[d.author].append(d)
    return CoderStates({coder: _hand(own) for coder, own in sorted(lines.items())})


def _hand(lines: Sequence[CodingDecision]) -> CoderState:
    return CoderState(tuple(lines), {answered(d): d for d in lines if answered(d)})


def before_seeing(lines: Iterable[CodingDecision]) -> list[CodingDecision]:
    """
    Give what coders held before anything showed, from all their lines, those replaced since included.

    What someone changes once suggestions or another coder show takes nothing away from what they had seen alone.
    """
    return in_force(d for d in lines if d.mode in UNAIDED)


def last_gesture(hand: CoderState) -> tuple[CodingDecision, ...]:
    """
    Give the lines of a coder's last gesture that still holds, to undo it.

    What came in from a spreadsheet is no gesture: its date has no fraction of a second.
    """
    gestures = [d for d in hand.lines if d.decision != UNDO and "." in d.at]
    last = max((d.at for d in gestures), default="")
    return tuple(d for d in gestures if d.at == last)
