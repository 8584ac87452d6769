"""Decisions in force → what each coder holds now, and what is left to code blind or to review, in order."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Literal

from pipeline.anchoring.anchors import Place
from pipeline.anchoring.word_places import overlaps, parse_excerpt_id
from pipeline.codebook.grid import Codebook
from pipeline.coding import coding_writer as writing
from pipeline.coding.coding_writer import CodingWriter, answered, named, place_of, refusal_holds
from pipeline.model.contracts import Excerpt, Suggestion
from pipeline.model.decision_rows import CodingDecision, CodingVerb, in_time
from pipeline.model.decision_writer import last_gesture
from pipeline.model.lazy import by_session
from pipeline.pseudonymise.consent import WITHDRAWN

Order = Literal["uncertain", "code", "random"]
# Where a suggestion is as likely to be right as wrong, an answer teaches most.
BORDER = 0.5


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
    return CoderStates({
        coder: CoderState(tuple(own), {answered(d): d for d in own if answered(d)})
        for coder, own in sorted(lines.items())
    })


def gesture_to_undo(state: CoderState) -> tuple[CodingDecision, ...]:
    """Give the lines of a coder's last gesture that still holds; what came in from a spreadsheet is none."""
    return tuple(last_gesture(d for d in state.lines if d.by_gesture and not d.undoes))


def decide(
    writer: CodingWriter, excerpt: Excerpt, place: Place, codes: Sequence[str], suggested: Iterable[Suggestion],
) -> list[CodingDecision]:
    """
    Put codes on a passage, or none; a suggestion is answered without having been seen.

    Those that the coder did not come to are turned down, so that they do not wait any more.

    Args:
        writer: who decides, and in which mode.
        excerpt: the passage that was shown.
        place: the words kept of it.
        codes: what the coder put; none means « nothing here ».
        suggested: what was suggested on it and not shown.
    """
    by_code = {s.code: s for s in suggested}
    answers = {code: named(s) for code, s in by_code.items()}
    put = [writing.code(writer, excerpt.session, place, code, replaces=answers.get(code, "")) for code in codes]
    turned_down = [writing.refuse(writer, s) for code, s in sorted(by_code.items()) if code not in codes]
    return [*(put or [nothing(writer, excerpt)]), *turned_down]


def nothing(writer: CodingWriter, excerpt: Excerpt) -> CodingDecision:
    """Say that a passage was read and bears no code."""
    _, turn, first, last = parse_excerpt_id(excerpt.excerpt)
    line = writing.memo(writer, excerpt.session, Place(turn, first, turn, last), "")
    return replace(line, decision=CodingVerb.NONE)


def undecided(passages: Iterable[Excerpt], state: CoderState) -> list[Excerpt]:
    """Keep the passages on which a coder has neither put, nor turned down, nor ruled out codes."""
    settling = {CodingVerb.REFUSE, CodingVerb.NONE}
    mine = by_session([d for d in state.lines if d.puts_a_code or d.decision in settling])
    return [e for e in passages if not _touched(mine.get(e.session, ()), e.excerpt)]


def waiting(
    suggestions: Iterable[Suggestion], excerpts: Iterable[Excerpt], state: CoderState, codebook: Codebook,
) -> list[Suggestion]:
    """
    Keep the suggestions that a coder has not answered, on passages that may be read.

    Those they are unsure of still wait; a refusal holds as long as the definition of its code.

    Args:
        suggestions: all that is suggested now.
        excerpts: where they stand; what was withdrawn may not be read.
        state: what the coder holds.
        codebook: the grid, whose definitions say which refusals still hold.
    """
    readable = {e.excerpt for e in excerpts if e.consent not in WITHDRAWN}
    settled = by_session([d for d in (*state.codings, *state.refusals) if refusal_holds(d, codebook)])
    return [s for s in suggestions if s.excerpt in readable and not _answered(s, state, settled, codebook)]


def review_order(
    left: Iterable[Suggestion], state: CoderState, by: Order, *, coder: str, code: str = "",
) -> list[Suggestion]:
    """
    Put what waits in order; what the coder is unsure of comes last.

    Args:
        left: the suggestions that wait.
        state: what the coder decided.
        by: ``uncertain``, nearest to the border between levels first; ``code``, one code by falling score;
            ``random``, always the same for one coder.
        coder: who reviews.
        code: keep only this code, in any order.
    """
    kept = [s for s in left if code in {"", s.code}]
    return sorted(kept, key=lambda s: (state.answer(s) is not None, *_rank(s, by, coder)))


def passages_in_order(excerpts: Iterable[Excerpt], state: CoderState, *, coder: str) -> list[Excerpt]:
    """
    Give the passages left to code before anything shows, at random, always the same way for one coder.

    Nothing of the machine enters: neither which passages come nor when tells what it would say.

    Args:
        excerpts: those of every session; what was withdrawn is left out.
        state: what this coder holds: sessions they read whole and passages they touched are left out.
        coder: what the order is drawn from.
    """
    left = [e for e in excerpts if e.consent not in WITHDRAWN and e.session not in state.read]
    mine = by_session(state.codings)
    fresh = [e for e in left if not _touched(mine.get(e.session, ()), e.excerpt)]
    return sorted(fresh, key=lambda e: _draw(coder, e.excerpt))


def _rank(suggestion: Suggestion, by: Order, coder: str) -> tuple[float | str, str, int, int, str]:
    """Rank in the order asked for, then as one reads."""
    rank: float | str = round(abs(suggestion.score - BORDER), 4)
    if by == "random":
        rank = _draw(coder, named(suggestion))
    elif by == "code":
        rank = -suggestion.score
    session, place = place_of(suggestion)
    return rank, session, place.turn, place.first_word, suggestion.code


def _draw(coder: str, name: str) -> str:
    return hashlib.sha256(f"{coder}\0{name}".encode()).hexdigest()


def _touched(lines: Iterable[CodingDecision], excerpt: str) -> bool:
    place = parse_excerpt_id(excerpt)
    return any(overlaps(d, place) for d in lines)


def _answered(
    suggestion: Suggestion, state: CoderState, settled: Mapping[str, Sequence[CodingDecision]], codebook: Codebook,
) -> bool:
    answer = state.answer(suggestion)
    if answer is not None and answer.decision != CodingVerb.UNSURE and refusal_holds(answer, codebook):
        return True
    session = parse_excerpt_id(suggestion.excerpt).session
    same = (d for d in settled.get(session, ()) if codebook.in_force(d.code) == suggestion.code)
    return _touched(same, suggestion.excerpt)
