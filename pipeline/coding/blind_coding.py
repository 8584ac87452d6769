"""What a coder decides of a passage before anything shows → the lines that say it, and the passages still to decide."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pipeline.anchoring.anchors import Place
from pipeline.anchoring.word_places import overlaps, parse_excerpt_id
from pipeline.coding import coding_writer as writing
from pipeline.coding.coder_state import CoderState
from pipeline.coding.coding_writer import CodingWriter
from pipeline.coding.suggestion_answers import named
from pipeline.model.contracts import Excerpt, Suggestion
from pipeline.model.decision_rows import CodingDecision, CodingVerb


def decide(
    writer: CodingWriter, excerpt: Excerpt, place: Place, codes: Sequence[str], suggested: Iterable[Suggestion],
) -> list[CodingDecision]:
    """
    Put codes on a passage, or none; a suggestion is answered without having been seen.

    Those that the coder did not come to are turned down, so that they do not wait any more.
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
    by_session: dict[str, list[CodingDecision]] = {}
    for line in (d for d in state.lines if d.puts_a_code or d.decision in {CodingVerb.REFUSE, CodingVerb.NONE}):
        by_session.setdefault(line.session, []).append(line)
    return [e for e in passages if not _met(e, by_session.get(e.session, []))]


def _met(excerpt: Excerpt, lines: Iterable[CodingDecision]) -> bool:
    place = parse_excerpt_id(excerpt.excerpt)
    return any(overlaps(d, place) for d in lines)
