"""The facts of the last run and the reading → the facts of the report, with what people decided since counted in it."""

from __future__ import annotations

from dataclasses import replace
from functools import lru_cache

from dashboard.view.passages import Reading
from pipeline import summaries
from pipeline.contracts import ThemePassage
from pipeline.exchange.report_facts import Facts
from pipeline.exchange.report_people import bearers
from pipeline.summaries import Corpus
from pipeline.theming.distances import CODE


def reported(known: Facts, reading: Reading) -> Facts:
    """Count in the report what every other page counts at this moment; without news the run says it all."""
    if not reading.pending:
        return known
    of, counted = reading.corpus, _counted(reading)
    return replace(
        known, codings=of.codings, codes=summaries.codes(counted, of.codebook), since=reading.pending,
        themes=summaries.themes(counted, of.themes), bearers=bearers(of.codebook, of.themes, counted),
    )


# A reading is equal to itself only.
@lru_cache(maxsize=2)
def _counted(reading: Reading) -> Corpus:
    of = reading.corpus
    rows = Corpus([], list(of.participants), list(of.excerpts), list(of.codings))
    gathered = [
        ThemePassage(e.excerpt, theme.id, f"{CODE}{code}")
        for theme in of.themes for code in theme.codes for e in rows.carried.get((code, True), ())
    ]
    return replace(rows, passages=gathered)
