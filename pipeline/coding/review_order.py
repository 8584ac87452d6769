"""Suggestions, excerpts, what a coder decided → what is left for them to review, in the order they asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Literal

from pipeline.anchoring.overlap import overlaps, parse_excerpt_id
from pipeline.codebook.grid import Codebook
from pipeline.coding.coder_state import CoderState
from pipeline.coding.suggestion_answers import named, place_of, refusal_holds
from pipeline.model.contracts import Excerpt, Suggestion
from pipeline.model.decision_rows import CodingDecision, CodingVerb
from pipeline.model.lazy import by_session
from pipeline.pseudonymise.consent.restrictions import WITHDRAWN

Order = Literal["uncertain", "code", "random"]
# Where a suggestion is as likely to be right as wrong, an answer teaches most.
BORDER = 0.5


def waiting(
    suggestions: Iterable[Suggestion], excerpts: Iterable[Excerpt], state: CoderState, codebook: Codebook,
) -> list[Suggestion]:
    """
    Keep the suggestions that a coder has not answered, on passages that may be read.

    Those they are unsure of still wait; a refusal holds as long as the definition of its code.
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
    return sorted(kept, key=lambda s: (state.answer(s) is not None, _rank(s, by, coder), _reading(s)))


def passages_in_order(excerpts: Iterable[Excerpt], state: CoderState, *, coder: str) -> list[Excerpt]:
    """
    Give the passages left to code before anything shows, at random, always the same way for one coder.

    Nothing of the machine enters: neither which passages come nor when tells what it would say.
    """
    left = [e for e in excerpts if e.consent not in WITHDRAWN and e.session not in state.read]
    mine = by_session(state.codings)
    fresh = [e for e in left if not _touched(mine.get(e.session, ()), e.excerpt)]
    return sorted(fresh, key=lambda e: _draw(coder, e.excerpt))


def _rank(suggestion: Suggestion, by: Order, coder: str) -> float | str:
    if by == "random":
        return _draw(coder, named(suggestion))
    return -suggestion.score if by == "code" else round(abs(suggestion.score - BORDER), 4)


def _reading(suggestion: Suggestion) -> tuple[str, int, int, str]:
    session, place = place_of(suggestion)
    return session, place.turn, place.first_word, suggestion.code


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
