"""A row of ``identifiers`` → what made it so: a person's decision, an institution kept on purpose, or a setting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.language.name_phrases import phrase
from pipeline.model.contracts import Identifier
from pipeline.pseudonymise.resolve.policy import Policy


@dataclass(frozen=True, slots=True)
class Cause:
    """Why a span is shown as it is; ``detail`` is the reason of what is kept, or the style of its type."""

    by: Literal["decision", "kept", "setting"]
    detail: str


def cause(row: Identifier, said: str, policy: Policy) -> Cause:
    """
    Tell what made a row, from the row, the words it stands on and the settings of the run.

    A decision leaves its mark in ``source``; a reason is looked up by the words that are kept.
    """
    if row.source == "person":
        return Cause("decision", row.action)
    if row.action == "keep":
        reasons = {phrase(str(name)): str(reason) for name, reason in policy.kept.items()}
        return Cause("kept", reasons.get(phrase(said), ""))
    return Cause("setting", policy.styles[row.type])
