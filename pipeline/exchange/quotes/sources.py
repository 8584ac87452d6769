"""A study → what its quotes are made from, read at this moment: turns, stars, decisions, people, settings."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from pipeline import decisions, store
from pipeline.anchors import Turns
from pipeline.contracts import Participant
from pipeline.deciding.rows import CodingDecision
from pipeline.errors import FiligraneError
from pipeline.exchange.quotes.document import Study as About
from pipeline.exchange.quotes.quotes import Given
from pipeline.exchange.quotes.risk import widths
from pipeline.places.placing import by_session
from pipeline.safety.holding import free
from pipeline.stages.tables import SIGN
from pipeline.study import Study

STAR = "star"
NOTHING_YET = "Rien n'est encore prêt à citer : lancez « filigrane run », puis recommencez."


def given(
    study: Study, by: str = "", *, turns: Mapping[str, Turns] | None = None,
    lines: Iterable[CodingDecision] | None = None,
) -> Given:
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
    return Given(
        by_session(store.load(study, "anonymised")) if turns is None else turns,
        stars(decisions.codings(study) if lines is None else lines, by), decisions.quotes(study), participants,
        widths(settings.get("attributes") or {}), int(settings.get("k") or 1), signed(study),
    )


def stars(lines: Iterable[CodingDecision], by: str = "") -> list[CodingDecision]:
    """Keep the stars among decisions in force."""
    return [d for d in lines if d.decision == STAR and by in {"", d.author}]


def signed(study: Study) -> Collection[str]:
    """Name the sessions whose pseudonymisation somebody signed, and that wait for no word to be settled."""
    return free(study, {d.session for d in decisions.identifiers(study) if d.action == SIGN})


def about(study: Study) -> About:
    """Read what the study says of itself."""
    said, declared = study.params("study"), study.params("participants").get("attributes") or {}
    return About(str(said.get("title", "")), bool(said.get("fictional")), numbered(declared))


def numbered(declared: Mapping[str, Mapping[str, Any]]) -> frozenset[str]:
    """Name the attributes that are told by numbers."""
    return frozenset(name for name, spec in declared.items() if spec.get("bands"))
