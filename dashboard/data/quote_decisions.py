"""``decisions/quotes`` and the turns on disk → what people decided of quotes, read anew when a file has changed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.access.study_place import study as here
from dashboard.data import freshness, study_data
from dashboard.data.freshness import Stamp, stamp
from dashboard.data.turns import Turns as Opened
from pipeline.anchoring import decisions
from pipeline.anchoring.anchors import Turns
from pipeline.anchoring.decisions import in_force
from pipeline.model.decision_rows import FOLDERS, QuoteDecision
from pipeline.model.study import Study

PARAMS = "params.yaml"
ANONYMISED = "build/anonymised.parquet"


@dataclass(frozen=True, eq=False)
class Quoted:
    """The decisions about quotes that hold; equal to itself only, so that answers can be kept."""

    lines: tuple[QuoteDecision, ...]


def quoted() -> Quoted:
    """
    Give what people decided of quotes, as it is now.

    Raises:
        BrokenDecision: a line that cannot be understood, named by file and number.
    """
    study = here()
    folder = study / f"decisions/{FOLDERS[QuoteDecision]}"
    return _read(str(study.root.resolve()), tuple(stamp(path) for path in sorted(folder.glob("*.csv"))))


@freshness.read(4)
def _read(root: str, stamps: tuple[Stamp, ...]) -> Quoted:  # noqa: ARG001 - what is watched is the key
    return Quoted(tuple(in_force(decisions.read(Study(root), QuoteDecision))))


@dataclass(frozen=True, eq=False)
class PeopleSettings:
    """What ``params.yaml`` says of people: their attributes, and how many must share what is told."""

    declared: Mapping[str, Mapping[str, Any]]
    k: int


def people() -> PeopleSettings:
    """Give the settings of the study about people, as they are now."""
    study = here()
    return _people(str(study.root.resolve()), stamp(study / PARAMS))


@freshness.read(4)
def _people(root: str, stamped: Stamp) -> PeopleSettings:  # noqa: ARG001 - what is watched is the key
    said = Study(root).params("participants")
    return PeopleSettings(said.get("attributes") or {}, int(said.get("k") or 1))


def on_disk() -> Mapping[str, Turns] | None:
    """Give the pseudonymised turns as they are on disk at this moment; none when they are not there."""
    path = here() / ANONYMISED
    return _turns(stamp(path)) if path.exists() else None


@freshness.read(1)
def _turns(stamped: Stamp) -> Mapping[str, Turns]:  # noqa: ARG001 - what is watched is the key
    # Of most sessions nothing is quoted, and their turns are left as they are.
    return Opened(study_data.turns_on_disk(here() / ANONYMISED))
