"""The interview guide: what was asked to whom."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from pipeline.ingest.readers import metadata, spreadsheet
from pipeline.ingest.session import GuideLine, Person, Session
from pipeline.model.contracts import GuideCoverage, Identifier, Turn
from pipeline.model.errors import FiligraneError, NameWouldLeak
from pipeline.pseudonymise.people.speakers import UNSAID
from pipeline.stages.participants import participants

GRID = "question;E01;E02\nVotre métier ?;x;non\nUne journée ?;oui;\n".encode()


def test_one_column_per_session() -> None:
    """An empty cell or « non » says that the question was not asked."""
    assert metadata.guide_lines(GRID, "guide.csv") == [
        GuideLine("Votre métier ?", "E01", asked=True), GuideLine("Votre métier ?", "E02", asked=False),
        GuideLine("Une journée ?", "E01", asked=True), GuideLine("Une journée ?", "E02", asked=False),
    ]


def test_one_line_per_question_asked() -> None:
    """The long form says what was asked, and nothing of the rest."""
    assert metadata.guide_lines("Question;session\nVotre métier ?;E01\n".encode(), "guide.csv") == [
        GuideLine("Votre métier ?", "E01", asked=True),
    ]


def test_a_guide_without_questions_is_refused() -> None:
    """The message says what the first line must be."""
    with pytest.raises(FiligraneError, match="question"):
        metadata.guide_lines(b"theme;E01\nx;x\n", "guide.csv")


def session(name: str, *people: Person) -> Session:
    return Session(name, f"{name}.txt", "entretien", "", "", people, ())


def listed(*lines: GuideLine) -> list[GuideCoverage]:
    said = [Turn("E01", 0, "R", "participant", None, None, "Oui.", "E01.txt")]
    unsaid = [Identifier("E01", UNSAID, 0, 0, "person", "p", "metadata", "replace", "Denise")]
    people = [session("E01", Person("R", "Rose Davenel")), session("E02")]
    return participants(said, people, unsaid, [], list(lines), attributes={}, k=1, quasi_identifiers=[])[1]


def test_who_was_asked_what_is_told_under_pseudonyms() -> None:
    """A question of a session is a question to each of its participants."""
    assert listed(GuideLine("Votre métier ?", "E01", asked=True), GuideLine("Et là ?", "E99", asked=True)) == [
        GuideCoverage("E01", "Denise", "Votre métier ?", asked=True),
    ]


def test_a_guide_that_names_someone_stops_the_run() -> None:
    """A name of the metadata in a question would leave the private half; an ordinary word is no name."""
    with pytest.raises(NameWouldLeak, match=r"guide\.csv"):
        listed(GuideLine("Et avec Davenel ?", "E01", asked=True))
    assert listed(GuideLine("Rose ou noir, la vie en rose ?", "E01", asked=True))


def workbook(*rows: tuple[object, ...]) -> bytes:
    book = Workbook()
    for row in rows:
        book.active.append(row)
    buffer = io.BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def test_a_workbook_is_a_table_too() -> None:
    """Cells are read as they are shown, whole numbers without a point."""
    data = workbook(("repondant", "âge", "libre"), ("R1", 40, "Rien."), ("R2", 2.5, None))

    header, rows = spreadsheet.read_table(data, "q.xlsx")

    assert header == ("repondant", "âge", "libre")
    assert rows == (("R1", "40", "Rien."), ("R2", "2.5", ""))


def test_a_question_that_names_the_place_of_an_interview_bears_its_pseudonym() -> None:
    """Written in small letters, it would be found bare by the last check, as a fault of the program."""
    said = [Turn("E01", 0, "R", "participant", None, None, "Oui.", "E01.txt")]
    unsaid = [
        Identifier("E01", UNSAID, 0, 1, "person", "r", "metadata", "replace", "Denise"),
        Identifier("E01", UNSAID, 1, 2, "place", "p", "metadata", "replace", "[Norensac]"),
    ]
    held = Session("E01", "E01.txt", "entretien", "", "Mission locale de Brest", (), ())
    asked = [GuideLine("Comment marche la mission locale de Brest ?", "E01", asked=True)]
    found = participants(said, [held], unsaid, [], asked, attributes={}, k=1, quasi_identifiers=[])[1]

    assert [one.question for one in found] == ["Comment marche la [Norensac] ?"]
