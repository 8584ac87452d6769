"""A suggestion ↔ the name by which a line of decision answers it."""

from __future__ import annotations

from pipeline.anchoring.anchors import Place
from pipeline.anchoring.word_places import parse_excerpt_id
from pipeline.codebook.grid import Codebook
from pipeline.model.contracts import Suggestion
from pipeline.model.decision_rows import CodingDecision, CodingVerb

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


def excerpt_answered(line: CodingDecision) -> str:
    """Give the excerpt of the suggestion that a line answers, empty when it answers none."""
    return line.replaces.rpartition(BETWEEN)[0]


def refusal_holds(line: CodingDecision, codebook: Codebook) -> bool:
    """Tell whether an answer still holds: a refusal is of a code as it was defined, any other holds for good."""
    if line.decision != CodingVerb.REFUSE:
        return True
    code = codebook.in_force(line.code)
    return line.definition in {c.version for c in codebook.codes if c.id == code}


def place_of(suggestion: Suggestion) -> tuple[str, Place]:
    """Give the session and the place of the words that a suggestion is about."""
    session, turn, first, last = parse_excerpt_id(suggestion.excerpt)
    return session, Place(turn, first, turn, last)
