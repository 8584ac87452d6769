"""A reading and the tables of its run → the tables that may leave, and of whom their rows are."""

from __future__ import annotations

from typing import Any

from dashboard.data import study_data
from dashboard.data.counting import to_read
from dashboard.data.freshness import worked_out
from dashboard.data.matrix import matrix as of_codes
from dashboard.data.passages import CorpusReading
from dashboard.data.publish_data import summaries_now
from dashboard.ui.sentences import reading_phrases as say
from pipeline.publish.material_words import left_to_read
from pipeline.publish.tables import table_words
from pipeline.publish.tables.public_tables import AttributeCrossing, PublicTable, matrix, tables

LIVE = ("excerpts", "codings", "suggestions", "topics", "participants", "answers", "groupings")


def of_whom(reading: CorpusReading, name: str) -> str:
    """Say of whom or of what the rows of a table are, where the name of the table does not."""
    corpus = reading.corpus
    if name == "participants":
        met = {p.participant for p in corpus.interviewed}
        wrote = {p.participant for p in corpus.participants} - met
        return say.of_people(len(met), len(corpus.interviewed), len(wrote))
    if name == "answers":
        return say.of_respondents(len({a.participant for a in corpus.answers}))
    left = to_read(reading)
    return left_to_read(left.total, left.hidden) if name == "suggestions" else ""


def crossed_table(reading: CorpusReading, attribute: str) -> PublicTable:
    """Cross codes with an attribute, in people, out of those asked about each."""
    lines = of_codes(reading, "code", attribute)
    values = [*(cell.value for cell in lines[0].cells), table_words.EVERYONE] if lines else []
    labels = {code.id: code.label for code in reading.corpus.codes.values()}
    crossed = []
    for x in lines:
        counts = ((len(cell.people), len(cell.possible), len(cell.unasked)) for cell in (*x.cells, x.whole))
        crossed.append(AttributeCrossing(x.row.id, labels[x.row.id], tuple(counts)))
    return matrix(attribute, values, crossed)


@worked_out(2)
def leaving(reading: CorpusReading) -> dict[str, PublicTable]:
    """Give the tables of the run that may leave; those that people changed since are as they are now."""
    corpus = reading.corpus
    found: dict[str, Any] = {name: getattr(corpus, name) for name in LIVE}
    for name in set(table_words.TITLES) - set(LIVE):
        found[name] = study_data.table(name)
    found |= summaries_now(reading, found["session_summaries"], found["themes"])
    return tables(found, corpus.signed, suggestions=corpus.settings.suggestions)
