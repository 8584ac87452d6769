"""Turns, cases and what was decided → what the review's component shows: plain data, offsets in code points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from dashboard.pages.pseudonymisation import sentences
from dashboard.words import review_words, ui_words
from pipeline.anchoring import anchors
from pipeline.model.contracts import Restriction, Turn
from pipeline.model.decision_rows import Scope
from pipeline.pseudonymise.review.cases import ReviewCase
from pipeline.pseudonymise.review.decided_cases import DecidedCases
from pipeline.pseudonymise.review.replacement_choices import replacement, rewritten

Data = dict[str, Any]


def labels() -> Data:
    """Give the words of the component itself."""
    types = [[kind, review_words.IDENTIFIER_TYPES[kind]] for kind in review_words.MASKABLE]
    return {**review_words.REVIEW_LABELS, "types": types}


def turn(said: Turn, cases: Iterable[ReviewCase], now: DecidedCases, current: ReviewCase | None = None) -> Data:
    """Show a turn as it was said, with the place of every proposal."""
    return {
        "turn": said.turn, "voice": said.speaker or ui_words.UNKNOWN_VOICE, "role": said.role, "text": said.text,
        "words": [list(span) for span in anchors.words(said.text)],
        "spans": [_span(c, now, current) for c in sorted(cases, key=lambda c: c.spot)],
        "main": bool(current and said.turn == current.turn),
    }


def _span(case: ReviewCase, now: DecidedCases, current: ReviewCase | None) -> Data:
    held = now.of(case)
    kept = held.ruling.mention.action == "keep" if held else case.action == "keep"
    kinds = ["kept" if kept else "replaced", *(["decided"] if held else []), *(["doubtful"] if case.doubts else [])]
    if current and current.spot == case.spot:
        kinds.append("current")
    shown = case.said if kept else replacement(case, held)
    title = review_words.KEPT_ON_PURPOSE if case.on_purpose and not held else f"{_type(case)} → {shown}"
    return {"start": case.start, "end": case.end, "kinds": kinds, "title": title}


def _type(case: ReviewCase) -> str:
    return review_words.IDENTIFIER_TYPES.get(case.type, case.type)


def case(shown: ReviewCase, now: DecidedCases, *, about: str, alternatives: Sequence[str]) -> Data:
    """Show a proposal: what it is, why it is doubtful, what stands for it, what was decided and by whom."""
    held = now.of(shown)
    by = f"{told(shown, now)} ({held.decision.author})" if held else ""
    arrow = sentences.arrow(shown.said, replacement(shown, held))
    proposed = f"« {shown.said} » : {review_words.KEPT_ON_PURPOSE}" if shown.on_purpose else arrow
    return {
        "decided": by, "proposed": proposed, "type": _type(shown), "about": about,
        "doubts": [review_words.DOUBTS[d] for d in shown.doubts], "replacement": replacement(shown, held),
        "alternatives": list(alternatives),
    }


def told(shown: ReviewCase, now: DecidedCases) -> str:
    """Say what was decided of a case; nothing when nobody decided."""
    held = now.of(shown)
    if held is None:
        return ""
    action, scope = held.decision.action, held.decision.scope or Scope.HERE
    return sentences.verdict(shown.said, action, replacement(shown, held), scope)


def team(
    said: Turn, cases: Iterable[ReviewCase], now: DecidedCases, about: Iterable[Restriction],
) -> list[list[str]]:
    """Show a turn as the team will read it."""
    return [[p.text, p.kind] for p in rewritten(said.text, cases, now, about)]
