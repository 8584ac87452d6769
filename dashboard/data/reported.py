"""The facts of the last run and the reading → the facts of the report, with what people decided since counted in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading
from pipeline.analysis.counts import summaries
from pipeline.analysis.counts.summaries import CountedRows
from pipeline.coding.theme_decisions import CODE
from pipeline.model.contracts import SessionSummary, ThemePassage
from pipeline.publish.report.counts import bearers
from pipeline.publish.report.report_facts import StudyFacts


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
    of, counted = reading.corpus, _counted(reading)
    return {
        "session_summaries": _sessions(sessions, counted), "code_summaries": summaries.codes(counted, of.codebook),
        "theme_summaries": summaries.themes(counted, of.themes),
        "themes": [*counted.passages, *(p for p in themes if not p.through.startswith(CODE))],
    }


def _sessions(known: Iterable[SessionSummary], counted: CountedRows) -> list[SessionSummary]:
    decided = {e.excerpt: e.session for (_, by_person), found in counted.carried.items() if by_person for e in found}
    waiting = {e.excerpt: e.session for found in counted.waiting.values() for e in found}
    coded = Counter(decided.values())
    left = Counter(waiting.values())
    return [replace(s, coded=coded[s.session], to_review=left[s.session]) for s in known]


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
