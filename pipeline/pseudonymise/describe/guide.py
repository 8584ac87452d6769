"""The guide of interviews as somebody ticks it → ``guide.csv``, whose other cells keep their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from pipeline.ingest.readers import metadata
from pipeline.ingest.readers.received_files import FOLDER
from pipeline.ingest.readers.registry import GUIDE
from pipeline.ingest.session import GuideLine
from pipeline.language.numbers import agreeing
from pipeline.model.errors import FiligraneError
from pipeline.model.study import Study
from pipeline.pseudonymise.describe import wording
from pipeline.pseudonymise.describe.draft import Draft
from pipeline.pseudonymise.describe.sheet import Sheet, content

PLACE = f"{FOLDER}/{GUIDE}"
ASKED = "x"
Ticks = Mapping[tuple[str, str], bool]  # a question and a session → whether it was asked there


@dataclass(frozen=True)
class Guide:
    """The questions in their order, and where each was asked."""

    questions: tuple[str, ...] = ()
    asked: dict[tuple[str, str], bool] = field(default_factory=dict)


def read(study: Study) -> Guide:
    """
    Read the guide as it is; an empty one where there is none.

    Raises:
        FiligraneError: it cannot be read.
    """
    data = content(study, PLACE)
    return understood(data, PLACE) if data else Guide()


def understood(data: bytes, file: str) -> Guide:
    """
    Read a guide that somebody has.

    Raises:
        FiligraneError: it cannot be read.
    """
    lines: list[GuideLine] = metadata.guide_lines(data, file)
    return Guide(
        tuple(dict.fromkeys(line.question for line in lines)), {(one.question, one.session): one.asked for one in lines}
    )


def question(typed: str, known: Sequence[str]) -> str:
    """
    Give a question to add.

    Raises:
        FiligraneError: it is empty, or there already.
    """
    said = " ".join(typed.split())
    if not said:
        raise FiligraneError(wording.NO_QUESTION)
    if said in known:
        raise FiligraneError(wording.SAME_QUESTION)
    return said


def draft(study: Study, sessions: Sequence[str], questions: Sequence[str], ticks: Ticks) -> Draft:
    """
    Say what the guide becomes: one line a question, one column a session; writes nothing.

    Args:
        study: where.
        sessions: those of the study, in order.
        questions: those of the guide from now on, in order.
        ticks: (question, session) → asked there, for the boxes on the screen.
    """
    there = content(study, PLACE)
    before = read(study)
    changed = {k: asked for k, asked in ticks.items() if before.asked.get(k, False) != asked}
    added = [q for q in questions if q not in before.questions]
    if not changed and not added:
        return Draft({PLACE: there}, {})
    every = list(dict.fromkeys([*(s for _, s in before.asked), *sessions]))
    told = [wording.NEW_GUIDE] * (there is None)
    told += [agreeing(wording.GUIDE_QUESTIONS, len(questions)), agreeing(wording.GUIDE_CELLS, len(changed))]
    return Draft({PLACE: there}, {PLACE: _written(there, questions, every, {**before.asked, **ticks})}, tuple(told))


def _written(there: bytes | None, questions: Sequence[str], sessions: Sequence[str], asked: Ticks) -> bytes:
    sheet = Sheet.read(there, PLACE)
    if "session" in sheet.header:
        # One line for each question asked: laid out anew, a column a session.
        sheet = Sheet(delimiter=sheet.delimiter)
    sheet.column("question")
    names = {name.lower(): name for name in sessions}
    rows = {sheet.cell(row, "question"): row for row in sheet.rows}
    for wanted in questions:
        row = rows.get(wanted) or sheet.add([("question", wanted)])
        for lowered, name in names.items():
            if (sheet.cell(row, lowered).lower() not in metadata.NOT_ASKED) != asked.get((wanted, name), False):
                sheet.put(row, lowered, ASKED if asked.get((wanted, name)) else "")
            sheet.column(lowered)
    # Identifiers of interviews as the study writes them.
    sheet.header = [names.get(h, h) for h in sheet.header]
    return sheet.written()
