"""A reading and the tables of its run → the tables that may leave, gone through once for each reading."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from dashboard import data
from dashboard.view.passages import Reading
from dashboard.view.reported import summaries_now
from pipeline.exchange.public import words
from pipeline.exchange.public.tables import Public, tables
from pipeline.safety.holding import free

LIVE = ("excerpts", "codings", "suggestions", "topics", "participants", "answers", "groupings")


def leaving(reading: Reading) -> dict[str, Public]:
    """Give the tables of the run that may leave; those that people changed since are as they are now."""
    return _leaving(reading, free(data.study(), reading.corpus.signed))


@lru_cache(maxsize=2)
def _leaving(reading: Reading, signed: frozenset[str]) -> dict[str, Public]:
    corpus = reading.corpus
    found: dict[str, Any] = {name: getattr(corpus, name) for name in LIVE}
    for name in set(words.TITLES) - set(LIVE):
        found[name] = data.table(name)
    found |= summaries_now(reading, found["session_summaries"], found["themes"])
    return tables(found, signed, suggestions=corpus.settings.suggestions)
