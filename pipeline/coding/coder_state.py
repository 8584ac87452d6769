"""Decisions in force → what each coder holds now: codings, answers, stars, memos, sessions read."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from pipeline.coding.suggestion_answers import answered, named
from pipeline.model.contracts import Suggestion
from pipeline.model.decision_rows import CodingDecision, CodingVerb, in_time
from pipeline.model.decision_writer import last_gesture


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
        return tuple(d for d in self.lines if d.puts_a_code)

    @property
    def refusals(self) -> tuple[CodingDecision, ...]:
        """Suggestions turned down."""
        return self._of(CodingVerb.REFUSE)

    @property
    def unsure(self) -> tuple[CodingDecision, ...]:
        """Suggestions left waiting, marked as doubtful."""
        return self._of(CodingVerb.UNSURE)

    @property
    def stars(self) -> tuple[CodingDecision, ...]:
        """Passages to quote."""
        return self._of(CodingVerb.STAR)

    @property
    def memos(self) -> tuple[CodingDecision, ...]:
        """Memos on a passage, a session, a code or the study; those of codings are in the codings."""
        return self._of(CodingVerb.MEMO)

    @property
    def read(self) -> dict[str, CodingDecision]:
        """Sessions marked as read whole, with the line that says so."""
        return {d.session: d for d in self._of(CodingVerb.READ)}

    def answer(self, suggestion: Suggestion) -> CodingDecision | None:
        """Give this coder's answer to a suggestion."""
        return self.answers.get(named(suggestion))

    def _of(self, verb: CodingVerb) -> tuple[CodingDecision, ...]:
        return tuple(d for d in self.lines if d.decision == verb)


@dataclass(frozen=True)
class CoderStates:
    """What all coders hold; each speaks for themselves only."""

    by_coder: dict[str, CoderState]

    def of(self, coder: str) -> CoderState:
        """Give what a coder holds, nothing for one who has decided nothing yet."""
        return self.by_coder.get(coder, CoderState())


def coder_states(decisions: Iterable[CodingDecision]) -> CoderStates:
    """Arrange the decisions in force by coder."""
    lines: dict[str, list[CodingDecision]] = defaultdict(list)
    for d in in_time(decisions):
        lines[d.author].append(d)
    return CoderStates({coder: _state(own) for coder, own in sorted(lines.items())})


def _state(lines: Sequence[CodingDecision]) -> CoderState:
    return CoderState(tuple(lines), {answered(d): d for d in lines if answered(d)})


def gesture_to_undo(state: CoderState) -> tuple[CodingDecision, ...]:
    """Give the lines of a coder's last gesture that still holds; what came in from a spreadsheet is none."""
    return tuple(last_gesture(d for d in state.lines if d.by_gesture and not d.undoes))
