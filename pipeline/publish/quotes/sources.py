"""A study → what its quotes are made from, read at this moment: turns, stars, decisions, people, settings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pipeline.anchoring import decisions
from pipeline.anchoring.anchors import Turns
from pipeline.coding.placing import turns_by_session
from pipeline.model import store
from pipeline.model.contracts import Participant
from pipeline.model.decision_rows import CodingDecision, CodingVerb
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.pseudonymise.people.titles import study_titles
from pipeline.publish.quotes.document import StudyLabel as About
from pipeline.publish.quotes.quotes import QuoteMaterial
from pipeline.publish.quotes.risk import widths

NOTHING_YET = "Rien n'est encore prêt à citer : lancez « filigrane run », puis recommencez."


def given(
    study: Study, by: str = "", *, turns: Mapping[str, Turns] | None = None,
    lines: Iterable[CodingDecision] | None = None,
) -> QuoteMaterial:
    """
    Gather what quotes are made from.

    Args:
        study: where.
        by: keep the stars of this person only; everyone's when empty.
        turns: the pseudonymised turns as they are on disk, where they were read already.
        lines: the decisions of coders in force, where they were read already.

    Raises:
        FiligraneError: nothing was pseudonymised yet.
    """
    if not (study / "build/anonymised.parquet").exists() or not (study / "build/participants.parquet").exists():
        raise FiligraneError(NOTHING_YET)
    settings = study.params("participants")
    participants: list[Participant] = store.load(study, "participants")
    return QuoteMaterial(
        turns_by_session(store.load(study, "anonymised")) if turns is None else turns,
        stars(decisions.codings(study) if lines is None else lines, by), decisions.quotes(study), participants,
        widths(settings.get("attributes") or {}), int(settings.get("k") or 1), signed(study),
    )


def stars(lines: Iterable[CodingDecision], by: str = "") -> list[CodingDecision]:
    """Keep the stars among decisions in force."""
    return [d for d in lines if d.decision == CodingVerb.STAR and by in {"", d.author}]


def signed(study: Study) -> Collection[str]:
    """Name the sessions whose pseudonymisation somebody signed."""
    return {d.session for d in decisions.identifiers(study) if d.signs}


def about(study: Study) -> About:
    """Read what the study says of itself."""
    said, declared = study.params("study"), study.params("participants").get("attributes") or {}
    return About(
        str(said.get("title", "")), bool(said.get("fictional")), numbered(declared), called=study_titles(study)
    )


def numbered(declared: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    """Name the attributes that are told by numbers."""
    return frozenset(name for name, spec in declared.items() if spec.get("bands"))
