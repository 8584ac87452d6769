"""A suggestion ↔ the name by which a line of decision answers it."""

from __future__ import annotations

from pipeline.anchors import Place
from pipeline.contracts import Suggestion
from pipeline.decision_rows import CodingDecision
from pipeline.overlap import parse_excerpt_id

BETWEEN = "|"


def named(suggestion: Suggestion) -> str:
    """Name a suggestion: « EXCERPT|CODE »."""
    return f"{suggestion.excerpt}{BETWEEN}{suggestion.code}"


def answered(line: CodingDecision) -> str:
    """Give the name of the suggestion that a line answers, empty when it answers none."""
    return line.replaces if BETWEEN in line.replaces else ""


def code_answered(line: CodingDecision) -> str:
    """Give the code of the suggestion that a line answers, empty when it answers none."""
    return line.replaces.rpartition(BETWEEN)[2] if answered(line) else ""


def place_of(suggestion: Suggestion) -> tuple[str, Place]:
    """Give the session and the place of the words that a suggestion is about."""
    session, turn, first, last = parse_excerpt_id(suggestion.excerpt)
    return session, Place(turn, first, turn, last)
