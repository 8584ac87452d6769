"""What people decided of a label of a session → who that speaker is, and under which name.

A decision that stands on no word is about a label; its ``check`` knows the label again, whatever its number became.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from pipeline.model.decision_rows import IdentifierDecision, in_time
from pipeline.pseudonymise.resolve.standing_decisions import check


@dataclass(frozen=True, slots=True)
class LabelRuling:
    """A decision about a label: the entity its speaker joins, the pseudonym a person chose; empty: as proposed."""

    session: str
    label: str
    entity: str
    pseudonym: str


def label_rulings(
    labels: Iterable[tuple[str, str]], decisions: Iterable[IdentifierDecision], key: bytes
) -> list[LabelRuling]:
    """
    Give the decisions about labels in order of time, the last of each label alone.

    Args:
        labels: the session and the label of everyone who takes part.
        decisions: the lines in force.
        key: the secret of the study.
    """
    marks = {(session, check(key, label)): label for session, label in labels}
    found: dict[tuple[str, str], LabelRuling] = {}
    for d in in_time(d for d in decisions if d.rules_words and not d.stands_on_words):
        label = marks.get((d.session, d.check))
        if label is not None:
            found[d.session, label] = LabelRuling(d.session, label, d.entity, d.replacement)
    return list(found.values())
