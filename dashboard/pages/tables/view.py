"""A reading → of whom the rows of the page Tables are, and the matrix that leaves: the page Matrice in a file."""

from __future__ import annotations

from dashboard.data.counting import to_read
from dashboard.data.matrix import MatrixRow
from dashboard.data.matrix import matrix as of_codes
from dashboard.data.passages import CorpusReading
from dashboard.ui.sentences import reading_phrases as say
from pipeline.publish.material_words import left_to_read
from pipeline.publish.tables import table_words
from pipeline.publish.tables.public_tables import Crossed, Public, matrix


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


def crossed_table(reading: CorpusReading, attribute: str) -> Public:
    """Cross codes with an attribute, in people, out of those asked about each."""
    lines = of_codes(reading, "code", attribute)
    values = [*(cell.value for cell in lines[0].cells), table_words.EVERYONE] if lines else []
    labels = {code.id: code.label for code in reading.corpus.codes.values()}
    return matrix(attribute, values, (Crossed(x.row.id, labels[x.row.id], _cells(x)) for x in lines))


def _cells(line: MatrixRow) -> tuple[tuple[int, int, int], ...]:
    every = (*line.cells, line.whole)
    return tuple((len(cell.people), len(cell.possible), len(cell.unasked)) for cell in every)
