"""The matrix counts people out of those asked, says what an empty cell means, and opens on the passages it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard.data import study_data
from dashboard.data.comparing import Cell, MatrixRow, matrix, rows
from dashboard.data.counting import asked
from dashboard.data.passages import CorpusReading, read
from dashboard.data.search import Filters, answers
from dashboard.pages.matrice import view
from dashboard.ui.sentences import compare_phrases
from pipeline.analysis.counts.coded_passages import CodingTally, PeopleShare
from pipeline.model.contracts import GuideCoverage
from pipeline.model.study import Study
from pipeline.pseudonymise.people.speakers import Material

QUESTION = "Le temps vous manque-t-il ?"


@pytest.fixture
def reading(small_study: Path) -> CorpusReading:
    return read(study_data.corpus(Study(small_study)))


def guide(reading: CorpusReading, *lines: tuple[str, str, bool]) -> CorpusReading:
    """The same reading, whose first theme is asked by a question, and a guide that says to whom."""
    corpus = reading.corpus
    themes = (replace(corpus.themes[0], questions=(QUESTION,)), *corpus.themes[1:])
    put = tuple(GuideCoverage(session, who, QUESTION, yes) for session, who, yes in lines)
    return read(replace(corpus, themes=themes, guide_coverage=put))


def cells(lines: Sequence[MatrixRow], row: str) -> dict[str, Cell]:
    line = next(x for x in lines if x.row.id == row)
    return {c.value: c for c in (*line.cells, line.whole)}


def test_people_come_first_then_sessions_then_passages(reading: CorpusReading) -> None:
    """Denise bears the theme in one passage of one session; Annick, whom only a suggestion names, stands apart."""
    whole = cells(matrix(reading, "theme", "champ"), "temps")[""]

    assert whole.people == {"Denise"}
    assert whole.possible == {"Denise", "Annick"}
    assert whole.to_read == {"Annick"}
    assert whole.tally == CodingTally(1, 1, 1)
    assert compare_phrases.people_of(whole) == "1 sur 2"


def test_what_may_not_be_quoted_counts(reading: CorpusReading) -> None:
    """« Ne le citez pas » is counted among people, and its cell opens on nothing that may not be shown."""
    cell = cells(matrix(reading, "code", "champ"), "A1")["logement"]

    assert cell.people == {"Annick"}
    assert "ne le citez pas" not in view.matrix(matrix(reading, "code", "champ"), "champ", Material(2))


def test_without_a_guide_an_empty_cell_says_only_that_nothing_is_there(reading: CorpusReading) -> None:
    """Nothing says whether the question was asked: « absent », and everyone may have been."""
    assert cells(matrix(reading, "theme", "champ"), "temps")["logement"].state == "silent"


def test_a_guide_tells_asked_from_not_asked(reading: CorpusReading) -> None:
    """« Demandé, absent » when the question was put, « non demandé » when the guide says that it was not."""
    put = guide(reading, ("E01", "Denise", True), ("E02", "Annick", True))
    spared = guide(reading, ("E01", "Denise", True), ("E02", "Annick", False))

    assert cells(matrix(put, "theme", "champ"), "temps")["logement"].state == "absent"
    assert cells(matrix(spared, "theme", "champ"), "temps")["logement"].state == "not_asked"
    assert cells(matrix(spared, "theme", "champ"), "temps")[""].possible == {"Denise"}


def test_a_code_is_asked_about_as_its_theme_is(reading: CorpusReading) -> None:
    """The question of a theme is that of its codes; other themes stay as they were."""
    spared = guide(reading, ("E01", "Denise", True), ("E02", "Annick", False))
    found = matrix(spared, "code", "champ")

    assert cells(found, "A3")["logement"].state == "not_asked"
    assert cells(found, "A1")[""].possible == {"Denise", "Annick"}


def test_who_speaks_of_it_unasked_stands_apart(reading: CorpusReading) -> None:
    """Denise was not asked and spoke of it all the same: she is no part of « sur 1 »."""
    spared = guide(reading, ("E01", "Denise", False), ("E02", "Annick", True))
    whole = cells(matrix(spared, "theme", "champ"), "temps")[""]

    assert not whole.people
    assert whole.possible == {"Annick"}
    assert whole.unasked == {"Denise"}
    assert "+ 1 sans qu" in view.matrix(matrix(spared, "theme", "champ"), "champ", Material(2))


def test_a_session_of_which_the_guide_is_silent_may_have_been_asked(reading: CorpusReading) -> None:
    """A guide that speaks of E01 only leaves Annick possible."""
    partial = guide(reading, ("E01", "Denise", False))

    assert asked(partial.corpus, (QUESTION,)) == {("Annick", "E02")}


def test_a_session_that_nobody_coded_is_no_absence(reading: CorpusReading) -> None:
    """Where no person has coded anything, an empty cell says « pas encore codé »."""
    bare = read(replace(reading.corpus, codings=tuple(c for c in reading.corpus.codings if c.session == "E01")))

    assert cells(matrix(bare, "theme", "champ"), "temps")["logement"].state == "not_read"


@pytest.mark.parametrize(
    ("people", "possible", "few"), [(0, 9, False), (4, 9, True), (5, 9, False), (0, 4, True), (4, 4, True)]
)
def test_cells_under_five_people_are_flagged(people: int, possible: int, few: bool) -> None:
    """Fewer than five people, or fewer than five who could be counted: one reads, one does not compare."""
    every = frozenset(map(str, range(possible)))
    share = PeopleShare(frozenset(sorted(every)[:people]), every, frozenset(), guided=True)
    cell = Cell("x", share, frozenset(), CodingTally())

    assert cell.few is few


def test_the_dagger_stands_on_the_column_of_one_person_and_on_its_empty_cells(reading: CorpusReading) -> None:
    """« n = 1 » is flagged where it is read, whatever its cells say; a sixth of a hundred is not compared."""
    put = guide(reading, ("E01", "Denise", True), ("E02", "Annick", True))
    found = matrix(put, "theme", "champ")
    shown = view.matrix(found, "champ", Material(2))
    flag = f">\N{NO-BREAK SPACE}{view.FEW_MARK}<"
    flagged = [c for line in found for c in (*line.cells, line.whole) if c.few and (c.possible or c.unasked)]

    assert shown.split("</thead>")[0].count(flag) == len(found[0].cells)
    assert shown.count(flag) == len(found[0].cells) + len(flagged)
    assert [c.state for c in flagged if c.state != "present"]


def test_a_cell_opens_on_the_passages_it_counts(reading: CorpusReading) -> None:
    """The filters of its link find exactly the passages of its people that may be shown."""
    line = next(x for x in matrix(reading, "code", "champ") if x.row.id == "A3")
    told = view.address(line.row, line.cells[0], "champ", "person")
    wanted = Filters(
        codes=frozenset(v for k, v in told if k == "code"), people=frozenset(v for k, v in told if k == "personne"),
        readers=frozenset({"person"}), attributes={"champ": frozenset(v for k, v in told if k == "a.champ")},
    )

    assert len(answers(reading, wanted, machine=False).shown) == line.cells[0].tally.passages == 1


def test_rows_are_those_of_the_grid_and_of_the_themes(reading: CorpusReading) -> None:
    """Themes as they were written, codes as they are offered."""
    assert [r.id for r in rows(reading.corpus, "theme")] == ["temps", "mission"]
    assert [r.id for r in rows(reading.corpus, "code")] == ["A1", "A3"]


def test_the_spreadsheet_holds_every_cell(reading: CorpusReading) -> None:
    """One line a cell, all people together too, with what an empty one means."""
    found = list(view.rows(matrix(reading, "theme", "champ")))

    assert len(found) == 2 * 3
    assert ["Pression du temps", "logement", "0", "1", "0", "0", "0", "0", "0", "absent", "oui"] in found
