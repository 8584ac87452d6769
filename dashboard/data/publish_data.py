"""Decisions about quotes, turns on disk, facts of a run → what quotes and the report say now."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dashboard.access.study_place import study as here
from dashboard.data import freshness, study_data
from dashboard.data.corpus import Turns as Opened
from dashboard.data.freshness import Stamp, stamp, worked_out
from dashboard.data.passages import CorpusReading
from pipeline.analysis.counts import summaries
from pipeline.analysis.counts.summaries import CountedRows
from pipeline.anchoring import decisions
from pipeline.anchoring.anchors import Turns
from pipeline.anchoring.decisions import in_force
from pipeline.coding.theme_decisions import CODE
from pipeline.model.contracts import SessionSummary, ThemePassage
from pipeline.model.decision_rows import FOLDERS, QuoteDecision
from pipeline.model.study import Study
from pipeline.publish.report.report_facts import StudyFacts, bearers

PARAMS = "params.yaml"
ANONYMISED = "build/anonymised.parquet"


@dataclass(frozen=True, eq=False)
class QuoteDecisions:
    """The decisions about quotes that hold; equal to itself only, so that answers can be kept."""

    lines: tuple[QuoteDecision, ...]


def quoted() -> QuoteDecisions:
    """
    Give what people decided of quotes, as it is now.

    Raises:
        BrokenDecision: a line that cannot be understood, named by file and number.
    """
    study = here()
    folder = study / f"decisions/{FOLDERS[QuoteDecision]}"
    return _read(str(study.root.resolve()), tuple(stamp(path) for path in sorted(folder.glob("*.csv"))))


@freshness.read(4)
def _read(root: str, stamps: tuple[Stamp, ...]) -> QuoteDecisions:  # noqa: ARG001 - what is watched is the key
    return QuoteDecisions(tuple(in_force(decisions.read(Study(root), QuoteDecision))))


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


def reported(known: StudyFacts, reading: CorpusReading) -> StudyFacts:
    """Count in the report what every other page counts at this moment; without news the run says it all."""
    if not reading.pending:
        return known
    of, counted = reading.corpus, _counted(reading)
    return replace(
        known, codings=of.codings, codes=summaries.codes(counted, of.codebook), since=reading.pending,
        themes=summaries.themes(counted, of.themes), bearers=bearers(of.codebook, of.themes, counted),
    )


def summaries_now(
    reading: CorpusReading, sessions: Sequence[SessionSummary], themes: Sequence[ThemePassage],
) -> dict[str, list[Any]]:
    """Give the tables that figures are told in, as they are at this moment; without news none differs from the run."""
    if not reading.pending:
        return {}
    of = reading.corpus
    counted = _counted(reading)
    decided = {e.excerpt: e.session for (_, by_person), found in counted.carried.items() if by_person for e in found}
    waiting = {e.excerpt: e.session for found in counted.waiting.values() for e in found}
    coded = Counter(decided.values())
    left = Counter(waiting.values())
    return {
        "session_summaries": [replace(s, coded=coded[s.session], to_review=left[s.session]) for s in sessions],
        "code_summaries": summaries.codes(counted, of.codebook),
        "theme_summaries": summaries.themes(counted, of.themes),
        "themes": [*counted.passages, *(p for p in themes if not p.through.startswith(CODE))],
    }


# A reading is equal to itself only.
@worked_out(2)
def _counted(reading: CorpusReading) -> CountedRows:
    of = reading.corpus
    rows = CountedRows([], list(of.participants), list(of.excerpts), list(of.codings))
    gathered = [
        ThemePassage(e.excerpt, theme.id, f"{CODE}{code}")
        for theme in of.themes for code in theme.codes for e in rows.carried.get((code, True), ())
    ]
    return replace(rows, passages=gathered)
