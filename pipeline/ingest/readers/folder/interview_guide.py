"""``guide.csv`` → which question of the interview guide was asked in which session."""

from __future__ import annotations

from pipeline.ingest.readers.folder.table import read as read_table
from pipeline.ingest.session import GuideLine
from pipeline.model.errors import FiligraneError

NO = frozenset({"", "0", "n", "no", "non", "-", "faux", "false"})
QUESTION, SESSION = "question", "session"


def asked(data: bytes, file: str) -> list[GuideLine]:
    """
    Read a guide: one line per question and one column per session, or one line per question asked.

    A cell that is empty, « non » or « 0 » says that the question was not asked; any other says that it was.

    Raises:
        FiligraneError: the table cannot be read, or has no column « question ».
    """
    header, rows = read_table(data, file)
    columns = [h.strip() for h in header]
    if QUESTION not in [c.lower() for c in columns]:
        raise FiligraneError(
            f"{file} : il manque la colonne « question ». Donnez une ligne par question du guide, et une colonne par "
            "entretien (E01, E02…) où un « x » dit que la question y a été posée."
        )
    cells = [dict(zip(columns, row, strict=False)) for row in rows]
    lowered = {c.lower(): c for c in columns}
    question, session = lowered[QUESTION], lowered.get(SESSION)
    if session:
        return [GuideLine(c[question].strip(), c[session].strip(), asked=True) for c in cells if c[question].strip()]
    sessions = [c for c in columns if c and c != question]
    return [GuideLine(c[question].strip(), s, _yes(c[s])) for c in cells if c[question].strip() for s in sessions]


def _yes(cell: str) -> bool:
    return cell.strip().lower() not in NO
