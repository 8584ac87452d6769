"""A reading and the tables of its run → the tables that may leave, gone through once for each reading."""

from __future__ import annotations

from typing import Any

from dashboard.data import study_data
from dashboard.data.freshness import worked_out
from dashboard.data.passages import CorpusReading
from dashboard.data.publish_data import summaries_now
from pipeline.publish.tables import table_words
from pipeline.publish.tables.public_tables import Public, tables

LIVE = ("excerpts", "codings", "suggestions", "topics", "participants", "answers", "groupings")


@worked_out(2)
def leaving(reading: CorpusReading) -> dict[str, Public]:
    """Give the tables of the run that may leave; those that people changed since are as they are now."""
    corpus = reading.corpus
    found: dict[str, Any] = {name: getattr(corpus, name) for name in LIVE}
    for name in set(table_words.TITLES) - set(LIVE):
        found[name] = study_data.table(name)
    found |= summaries_now(reading, found["session_summaries"], found["themes"])
    return tables(found, corpus.signed, suggestions=corpus.settings.suggestions)
